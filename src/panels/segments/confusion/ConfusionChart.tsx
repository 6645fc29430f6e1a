import { useTheme2 } from '@grafana/ui';
import { interpolateLab } from 'd3';
import React, { useState } from 'react';

import { describeCell } from '../../../frames/describeConfusion';
import { formatCount, formatEffect, formatValue } from '../../../frames/format';
import { ConfusionCell, ConfusionMatrix } from '../../../frames/outcomes';
import { useChartColors } from '../../../ui/chartColors';
import { ChartTooltip, TooltipAnchor } from '../../../ui/ChartTooltip';
import { LABEL_SIZE } from '../../../ui/labels';
import { MarkTarget, MarkTargets } from '../../../ui/MarkTargets';
import { DataLinks, pickerOf } from '../../../ui/useDataLinks';
import { Matrices, Square, View } from './geometry';

interface Props {
  matrix: ConfusionMatrix;
  layout: Matrices;
  width: number;
  pickOf: DataLinks['pickOf'];
}

const TITLES: Record<View, string> = { before: 'Before', now: 'Now', change: 'Change' };

/** How much of its colour the strongest cell takes: texts must stay readable on it. */
const DEPTH = { current: 0.45, baseline: 0.3 } as const;

/** Predicted against actual classes: before, now, and the change in percentage points. */
export function ConfusionChart({ matrix, layout, width, pickOf }: Props) {
  const colors = useChartColors();
  const [anchor, setAnchor] = useState<TooltipAnchor | undefined>();
  const active = anchor && matrix.cells[anchor.index];
  return (
    <>
      <svg
        width={width}
        height={layout.height}
        role="group"
        aria-roledescription="confusion matrices"
        aria-label={`${matrix.title}: before, now and the change. Arrow keys move from cell to cell.`}
      >
        <g aria-hidden="true">
          {layout.titles.map(({ view, x, y }) => (
            <text key={view} x={x} y={y} fill={colors.textStrong} fontSize={LABEL_SIZE + 1} fontWeight={500}>
              {TITLES[view]}
            </text>
          ))}
          {layout.names.map(({ text, x, y, anchor: textAnchor }, i) => (
            <text key={i} x={x} y={y} dy="0.32em" textAnchor={textAnchor} fill={colors.text} fontSize={LABEL_SIZE}>
              {text}
            </text>
          ))}
          {layout.squares.map((square) => (
            <Cell key={`${square.view} ${square.index}`} square={square} />
          ))}
        </g>
        <MarkTargets
          targets={targetsOf(layout, matrix)}
          direction={{ columns: layout.size }}
          onActivate={setAnchor}
          onPick={pickerOf(matrix.cells, pickOf)}
        />
      </svg>
      {anchor && active && <CellTooltip cell={active} matrix={matrix} anchor={anchor} />}
    </>
  );
}

/** A cell in the colour of the window that it is of; a change has the colour of the window that holds more. */
function Cell({ square }: { square: Square }) {
  const { view, x, y, width, height, strength, isLoss, isRight, texts } = square;
  const colors = useChartColors();
  const { background } = useTheme2().colors;
  const isBaseline = view === 'before' || isLoss;
  const shade = interpolateLab(background.primary, isBaseline ? colors.baselineLine : colors.current);
  return (
    <g data-view={view}>
      <rect
        x={x + 1}
        y={y + 1}
        width={width - 2}
        height={height - 2}
        fill={shade(strength * (isBaseline ? DEPTH.baseline : DEPTH.current))}
        stroke={isRight ? colors.text : colors.grid}
      />
      {texts.map((text, line) => (
        <text
          key={line}
          x={x + width / 2}
          y={y + height / 2 + (line - (texts.length - 1) / 2) * (LABEL_SIZE + 3)}
          dy="0.34em"
          textAnchor="middle"
          fill={colors.textStrong}
          fontSize={LABEL_SIZE}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** Targets over the cells of all matrices. */
function targetsOf({ squares }: Matrices, { cells, values }: ConfusionMatrix): MarkTarget[] {
  return squares.map(({ view, index, x, y, width, height }) => ({
    key: `${view} ${index}`,
    index,
    label: describeCell(cells[index]!, values),
    x,
    y,
    width,
    height,
  }));
}

interface TooltipProps {
  cell: ConfusionCell;
  matrix: ConfusionMatrix;
  anchor: TooltipAnchor;
}

function CellTooltip({ cell, matrix, anchor }: TooltipProps) {
  const { names, values } = matrix;
  const { prediction, label, current, baseline, change } = cell;
  return (
    <ChartTooltip
      anchor={anchor}
      title={`Predicted “${prediction}”, came true “${label}”`}
      lines={[
        {
          mark: 'current',
          name: names.current,
          value: formatValue(current.value, values),
          detail: `${formatCount(current.count)} rows`,
        },
        {
          mark: 'baseline',
          name: names.baseline,
          value: formatValue(baseline.value, values),
          detail: `${formatCount(baseline.count)} rows`,
        },
        { name: 'Change', value: formatEffect(change, values) },
      ]}
      notes={['Shares are of all labelled rows of a window']}
    />
  );
}
