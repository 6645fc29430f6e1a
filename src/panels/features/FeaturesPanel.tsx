import { PanelProps } from '@grafana/data';
import { Button } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';

import { matching, readFeatures } from '../../frames/features';
import { ChosenColors, chosenColors } from '../../ui/chartColors';
import { leftOut } from '../../ui/leftOut';
import { LEFT_OUT_HEIGHT, LeftOutLine } from '../../ui/LeftOutLine';
import { NothingToDraw } from '../../ui/NothingToDraw';
import { PanelMessage } from '../../ui/PanelMessage';
import { useChosen } from '../../ui/useChosen';
import { useDataLinks } from '../../ui/useDataLinks';
import { FeatureTable } from './FeatureTable';
import { canGroup, groupedItems, plainItems } from './groups';
import { FeaturesOptions } from './options';
import { Summary, SUMMARY_HEIGHT } from './Summary';

/** What the panel needs of a dashboard: little enough that a page without Grafana can give it too. */
export interface FeaturesPanelProps extends Pick<PanelProps<FeaturesOptions>, 'data' | 'width' | 'height' | 'options'> {
  /** The feature that the dashboard's variable names. */
  selected?: string;
  /** Called with the name of a feature that was pressed; without it rows can only be read. */
  onSelect?: (name: string) => void;
}

/** Every feature of a features query in a row, as the backend sorted them: what differs most first. */
export function FeaturesPanel(props: FeaturesPanelProps) {
  return (
    <ChosenColors.Provider value={chosenColors(props.data.series)}>
      <Picture {...props} />
    </ChosenColors.Provider>
  );
}

function Picture({ data, width, height, options, selected, onSelect }: FeaturesPanelProps) {
  const [search, setSearch] = useState('');
  const read = useMemo(() => readFeatures(data.series), [data.series]);
  const shown = useMemo(() => matching(read.features, search), [read, search]);
  const [isGrouped, setGrouped] = useChosen(options.groupBy === 'source');
  const [closed, toggle] = useClosed();
  const { pickOf, menu } = useDataLinks();
  const items = useMemo(
    // What is searched for shows in closed groups, too.
    () => (isGrouped && canGroup(shown) ? groupedItems(shown, search.trim() ? new Set() : closed) : plainItems(shown)),
    [isGrouped, shown, search, closed]
  );
  if (read.features.length === 0) {
    return <Nothing data={data} problems={read.problems} />;
  }
  const left = leftOut(data, read.problems);
  const room = height - (options.showSummary ? SUMMARY_HEIGHT : 0) - (left ? LEFT_OUT_HEIGHT : 0);
  return (
    <div style={{ width, height, overflow: 'hidden' }}>
      {options.showSummary && (
        <Summary
          features={read.features}
          comparison={read.comparison}
          width={width}
          search={search}
          onSearch={setSearch}
          isGrouped={isGrouped}
          onGroup={canGroup(read.features) ? setGrouped : undefined}
        />
      )}
      {left && <LeftOutLine left={left} />}
      {menu}
      {shown.length > 0 ? (
        <FeatureTable
          {...{ items, width, selected }}
          pickOf={(feature) => pickOf(feature.links, onSelect && (() => onSelect(feature.name)))}
          features={read.features}
          height={room}
          onToggle={toggle}
        />
      ) : (
        <div style={{ height: room }}>
          <NothingFound search={search} onClear={() => setSearch('')} />
        </div>
      )}
    </div>
  );
}

/** Says what to do when no features arrived. */
function Nothing({ data, problems }: Pick<FeaturesPanelProps, 'data'> & { problems: string[] }) {
  return (
    <NothingToDraw
      data={data}
      problems={problems}
      wanted={{
        title: 'These data are no features',
        hint: 'In the query, set Show to Features.',
        plugin: 'leeway-features-panel',
      }}
      loading="Comparing features with the baseline …"
      empty={{
        title: 'No features',
        hint: 'The query returned nothing. Choose a model that declares features, and a time range in which it made predictions.',
      }}
    />
  );
}

/** Says that no feature is what the reader searches for, and offers the way back. */
function NothingFound({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <PanelMessage title={`No feature has "${search.trim()}" in its name, source or policy`}>
      <Button size="sm" variant="secondary" onClick={onClear}>
        Clear the search
      </Button>
    </PanelMessage>
  );
}

/** The sources whose groups the reader has closed, and a function that opens or closes one. */
function useClosed(): [ReadonlySet<string>, (source: string) => void] {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (source: string) =>
      setClosed((before) => {
        const after = new Set(before);
        if (!after.delete(source)) {
          after.add(source);
        }
        return after;
      }),
    []
  );
  return [closed, toggle];
}
