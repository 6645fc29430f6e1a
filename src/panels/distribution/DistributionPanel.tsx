import React, { ReactNode, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { DataFrame, PanelProps } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { sharedWindows } from '../../frames/comparison';
import { ownWindows } from '../../frames/describe';
import { Bin, Distribution, isPredicted, readDistributions } from '../../frames/distribution';
import { readHeatMaps } from '../../frames/heatMap';
import { byDrift, countVerdicts, verdictsOf } from '../../frames/verdict';
import { NothingToDraw } from '../../ui/NothingToDraw';
import { useAfterPaint } from '../../ui/useAfterPaint';
import { useChosen } from '../../ui/useChosen';
import { useDataLinks } from '../../ui/useDataLinks';
import { useScrollbarWidth } from '../../ui/useScrollbarWidth';
import { arrange, Arrangement, CELL_GAP } from '../../ui/arrangement';
import { ChosenColors, chosenColors } from '../../ui/chartColors';
import { LeftOut, leftOut } from '../../ui/leftOut';
import { LEFT_OUT_HEIGHT, LeftOutLine } from '../../ui/LeftOutLine';
import { Legend, legendHeight } from '../../ui/Legend';

import { BinPick } from './BinTargets';
import { showsUsual } from './heights';
import { DistributionOptions } from './options';
import { HeatMapCell } from './HeatMapCell';
import { SubjectCell } from './SubjectCell';

/** Called with a bin that is clicked or chosen by key, and its distribution. */
export type OnPick = (distribution: Distribution, bin: Bin) => void;

type View = DistributionOptions['view'];

/** What the panel needs of a dashboard: little enough that a page without Grafana can give it too. */
export interface DistributionPanelProps extends Pick<
  PanelProps<DistributionOptions>,
  'data' | 'width' | 'height' | 'options'
> {
  /** Called with a bin that is clicked or chosen by key; without it bins can only be read. */
  onPick?: OnPick;
}

/**
 * Draws each distribution frame of a query: the current window over its baseline, with verdict, windows and counts, or its course
 * over time as a heat map.
 */
export function DistributionPanel({ data, width, height, options, onPick }: DistributionPanelProps) {
  const scrollbar = useScrollbarWidth();
  const { pickOf, pickerOf, menu } = useBinPicker(onPick);
  const [view, setView] = useChosen(options.view);
  // How far the reader has scrolled: charts further down are drawn when they come near, and stay.
  const [reach, setReach] = useState(0);
  const { maps, distributions, problems } = useFrames(data.series, options.sort);
  const count = distributions.length + maps.length;
  const isPainted = useAfterPaint(count > 0);
  if (count === 0) {
    return <Nothing data={data} problems={problems} />;
  }
  const shared = sharedWindows(distributions);
  const action = <ViewButton view={view} onChange={setView} />;
  const hasUsual =
    (view === 'table' || showsUsual(options.mode)) && distributions.some(({ bins }) => bins.some(isPredicted));
  const legend = { ...legendOf(distributions, leftOut(data, problems), width), hasUsual, shared, action };
  const isOnlyMaps = distributions.length === 0;
  const top = isOnlyMaps ? barHeight(legend.left) : legendHeight(legend);
  const room = height - (options.showLegend ? top : 0);
  const cells = arrange(count, options.maxColumns, { width, height: room, scrollbar });
  const pitch = cells.cellHeight + CELL_GAP;
  const drawn = reach + room + (isPainted ? pitch : 0);
  const isReached = (cell: number) => Math.floor(cell / cells.columns) * pitch < drawn;
  const size = { width: cells.cellWidth, height: cells.cellHeight };
  return (
    <ChosenColors.Provider value={chosenColors(data.series)}>
      {options.showLegend && (isOnlyMaps ? <Bar left={legend.left} action={action} /> : <Legend {...legend} />)}
      <Cells {...cells} height={room} onScroll={(top) => setReach(Math.max(reach, top))}>
        {distributions.map((distribution, i) => (
          <SubjectCell
            key={distribution.key}
            distribution={distribution}
            {...size}
            options={{ ...options, view }}
            windows={ownWindows(distribution, shared)}
            onPick={pickerOf(distribution)}
            isReached={isReached(i)}
          />
        ))}
        {maps.map((map) => (
          <HeatMapCell key={map.key} map={map} view={view} pickOf={pickOf} {...size} />
        ))}
      </Cells>
      {menu}
    </ChosenColors.Provider>
  );
}

/** What a click on a bin does, by distribution: data links come first. */
function useBinPicker(onPick: OnPick | undefined) {
  const { pickOf, menu } = useDataLinks();
  const pickerOf = (distribution: Distribution): BinPick | undefined =>
    onPick || distribution.bins.some(({ links }) => links)
      ? (bin, mark) => pickOf(bin.links, onPick && (() => onPick(distribution, bin)))?.(mark)
      : undefined;
  return { pickOf, pickerOf, menu };
}

interface CellsProps extends Arrangement {
  height: number;
  onScroll: (top: number) => void;
  children: ReactNode;
}

function Cells(props: CellsProps) {
  const styles = useStyles2(getStyles);
  const { columns, cellWidth, scrolls, height, children } = props;
  const style = {
    height,
    gridTemplateColumns: `repeat(${columns}, ${cellWidth}px)`,
    overflowY: scrolls ? 'auto' : 'hidden',
  } as const;
  return (
    <div className={styles.cells} style={style} onScroll={(event) => props.onScroll(event.currentTarget.scrollTop)}>
      {children}
    </div>
  );
}

const BUTTON_HEIGHT = 24;

function barHeight(left: LeftOut | undefined): number {
  return BUTTON_HEIGHT + (left ? LEFT_OUT_HEIGHT : 0);
}

/** What stands above heat maps alone: they name their windows themselves. */
function Bar({ left, action }: { left: LeftOut | undefined; action: ReactNode }) {
  return (
    <div style={{ height: barHeight(left), overflow: 'hidden' }}>
      <div style={{ display: 'flex', justifyContent: 'end', height: BUTTON_HEIGHT }}>{action}</div>
      {left && <LeftOutLine left={left} />}
    </div>
  );
}

function ViewButton({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const other = view === 'chart' ? 'table' : 'chart';
  return (
    <Button size="sm" fill="text" variant="secondary" onClick={() => onChange(other)}>
      {other === 'table' ? 'Table' : 'Chart'}
    </Button>
  );
}

/** What the frames hold, distributions in the wanted order. */
function useFrames(series: DataFrame[], sort: DistributionOptions['sort']) {
  const read = useMemo(() => {
    const { maps, others } = readHeatMaps(series);
    return { maps, ...readDistributions(others) };
  }, [series]);
  return useMemo(
    () => (sort === 'drift' ? { ...read, distributions: [...read.distributions].sort(byDrift) } : read),
    [read, sort]
  );
}

function Nothing({ data, problems }: Pick<DistributionPanelProps, 'data'> & { problems: string[] }) {
  return (
    <NothingToDraw
      data={data}
      problems={problems}
      wanted={{
        title: 'The query returned no distributions',
        hint: 'In the query, set Show to Distribution.',
        plugin: 'leeway-distribution-panel',
      }}
      loading="Comparing with the baseline …"
      empty={{
        title: 'No distributions',
        hint: 'The query returned nothing. Choose a model and a feature, and a time range in which it made predictions.',
      }}
    />
  );
}

/** What the legend says above several distributions, and of what is not drawn. */
function legendOf(distributions: Distribution[], left: LeftOut | undefined, width: number) {
  return {
    counts: distributions.length > 1 ? countVerdicts(verdictsOf(distributions)) : [],
    width,
    names: distributions[0]?.names ?? { current: '', baseline: '' },
    left,
  };
}

const getStyles = () => ({
  cells: css({ display: 'grid', gap: CELL_GAP, alignContent: 'start' }),
});
