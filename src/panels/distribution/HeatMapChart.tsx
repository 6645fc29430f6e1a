import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { KeyboardEvent, MouseEvent, useId, useMemo, useState } from 'react';

import { formatShare } from '../../frames/format';
import { describeUsual } from '../../frames/describe';
import { cellOf, HeatMap } from '../../frames/heatMap';
import { beyondStyle, shadesOf, useChartColors } from '../../ui/chartColors';
import { besideMark, ChartTooltip } from '../../ui/ChartTooltip';
import { LABEL_SIZE } from '../../ui/labels';
import { nextStop } from '../../ui/roving';
import { VerdictMark } from '../../ui/VerdictMark';
import { px } from './paths';
import { describeCell, HeatPlot, layoutHeatMap, verdictOf, windowOf } from './heatGeometry';

interface Props {
  map: HeatMap;
  width: number;
  height: number;
}

interface Cell {
  column: number;
  band: number;
}

/** A distribution over time: a column for each window, a row for each bin, the share as depth of colour. */
export function HeatMapChart({ map, width, height }: Props) {
  const colors = useChartColors();
  const { background } = useTheme2().colors;
  const plot = useMemo(() => layoutHeatMap(map, { width, height }), [map, width, height]);
  const hatchId = `hatch-${useId().replace(/\W/g, '')}`;
  const fills = shadesOf(background.primary, colors.current, plot.classes.length);
  const arrow = beyondStyle(colors);
  const text = { fill: colors.text, fontSize: LABEL_SIZE };
  return (
    <svg
      width={width}
      height={height}
      role="group"
      aria-roledescription="heat map"
      aria-label={`${map.name} over time: ${map.times.length} windows, ${plot.bands.length} bins. Arrow keys move from cell to cell.`}
    >
      <g transform={`translate(${plot.left}, ${plot.top})`}>
        <g aria-hidden="true">
          <defs>
            <pattern id={hatchId} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width={1} height={5} fill={colors.axis} />
            </pattern>
          </defs>
          <Key fills={fills} plot={plot} text={text} arrow={arrow} />
          {plot.marks.map(({ verdict, x, size }) => (
            <g key={x} data-verdict={String(verdict)} transform={`translate(${px(x)}, ${px(-size - 3)})`}>
              <VerdictMark verdict={verdict} size={size} />
            </g>
          ))}
          {plot.classes.map(({ path }, i) => path && <path key={i} data-class={i} d={path} fill={fills[i]} />)}
          {plot.unknown && <path data-mark="unknown" d={plot.unknown} fill={`url(#${hatchId})`} />}
          {plot.beyond && <path data-mark="beyond" d={plot.beyond} {...arrow} />}
          {plot.bands.map(({ y, height: size, text: name }, i) => (
            <text key={i} x={-6} y={y + size / 2} dy="0.32em" textAnchor="end" {...text}>
              {name}
            </text>
          ))}
          {plot.times.map(({ position, text: time }) => (
            <text key={position} x={position} y={plot.size.height + 5 + LABEL_SIZE} textAnchor="middle" {...text}>
              {time}
            </text>
          ))}
          <rect {...plot.size} fill="none" stroke={colors.grid} />
        </g>
        <CellTargets map={map} plot={plot} />
      </g>
    </svg>
  );
}

interface KeyProps {
  fills: string[];
  plot: HeatPlot;
  text: { fill: string; fontSize: number };
  arrow: React.SVGProps<SVGPathElement>;
}

/** What depth of colour is which share, and what the arrows mean. */
function Key({ fills, plot, text, arrow }: KeyProps) {
  const { arrowKey } = plot;
  const greatest = plot.classes[plot.classes.length - 1]?.to ?? 0;
  return (
    <g transform={`translate(0, ${4 - plot.top})`}>
      <text y={9} {...text}>
        0%
      </text>
      {fills.map((fill, i) => (
        <rect key={i} x={22 + i * 14} width={14} height={10} fill={fill} />
      ))}
      <text x={26 + fills.length * 14} y={9} {...text}>
        {formatShare(greatest)}
      </text>
      {plot.beyond && arrowKey && (
        <g data-key="arrows" transform={`translate(${arrowKey.x}, ${arrowKey.y})`}>
          <path d="M0,9h8l-4,-8ZM10,1h8l-4,8Z" {...arrow} />
          <text x={22} y={9} {...text}>
            {arrowKey.text}
          </text>
        </g>
      )}
    </g>
  );
}

/**
 * One target at the cell under the pointer or the keys: a map has too many cells for an element each. A cell that the keys reach
 * is a new element that takes the focus, so that it is spoken.
 */
function CellTargets({ map, plot }: { map: HeatMap; plot: HeatPlot }) {
  const styles = useStyles2(getStyles);
  const [anchor, setAnchor] = useState<Anchor | undefined>();
  const { cell, isMoved, onKeyDown } = useCell(map.times.length, plot.bands.length, () => setAnchor(undefined));
  const band = plot.bands[cell.band];
  return (
    <>
      <rect
        {...plot.size}
        fill="transparent"
        onMouseMove={(event) => setAnchor(anchorAt(event, plot, map.times.length))}
        onMouseLeave={() => setAnchor(undefined)}
      />
      {band && (
        <rect
          key={`${cell.column} ${cell.band}`}
          ref={(element) => {
            if (isMoved && element && document.activeElement !== element) {
              element.focus();
            }
          }}
          className={styles.target}
          fill="transparent"
          pointerEvents="none"
          role="img"
          aria-label={describeCell(map, band, cell.column)}
          tabIndex={0}
          x={cell.column * plot.columnWidth}
          y={band.y}
          width={plot.columnWidth}
          height={band.height}
          onKeyDown={onKeyDown}
          onFocus={(event) => setAnchor({ cell, ...besideMark(event.currentTarget) })}
          onBlur={() => setAnchor(undefined)}
        />
      )}
      {anchor && <CellTooltip map={map} plot={plot} anchor={anchor} />}
    </>
  );
}

interface Anchor {
  cell: Cell;
  x: number;
  y: number;
}

function anchorAt(event: MouseEvent<SVGRectElement>, plot: HeatPlot, columns: number): Anchor | undefined {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  const y = event.clientY - top;
  const band = plot.bands.findIndex((each) => y >= each.y && y < each.y + each.height);
  const column = Math.max(0, Math.min(columns - 1, Math.floor((event.clientX - left) / plot.columnWidth)));
  return band < 0 ? undefined : { cell: { column, band }, x: event.clientX, y: event.clientY };
}

/** The cell that the Tab key reaches, the last window's first, and how the arrows, Home and End move it. */
function useCell(columns: number, bands: number, onEscape: () => void) {
  const [stop, setStop] = useState<Cell>({ column: columns - 1, band: 0 });
  const [isMoved, setMoved] = useState(false);
  const within = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  const cell = { column: within(stop.column, columns), band: within(stop.band, bands) };
  const onKeyDown = (event: KeyboardEvent) => {
    const column = nextStop(event.key, cell.column, columns, 'horizontal');
    const band = column === undefined ? nextStop(event.key, cell.band, bands, 'vertical') : undefined;
    if (event.key === 'Escape') {
      onEscape();
    } else if (column !== undefined || band !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      setMoved(true);
      setStop({ column: column ?? cell.column, band: band ?? cell.band });
    } else if (event.key === 'Tab') {
      setMoved(false);
    }
  };
  return { cell, isMoved, onKeyDown };
}

function CellTooltip({ map, plot, anchor }: { map: HeatMap; plot: HeatPlot; anchor: Anchor }) {
  const { band: row, column } = anchor.cell;
  const band = plot.bands[row];
  return band ? (
    <ChartTooltip
      anchor={{ index: row, x: anchor.x, y: anchor.y }}
      title={band.row.label}
      lines={[{ name: 'Share', value: formatShare(band.row.shares[column] ?? null, map.decimals) }]}
      notes={[
        describeUsual(cellOf(band.row, column), map.decimals),
        windowOf(map, column),
        verdictOf(map, column),
      ].filter(Boolean)}
    />
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  target: css({
    outline: 'none',
    '&:focus-visible': { stroke: theme.colors.text.primary, strokeWidth: 2 },
  }),
});
