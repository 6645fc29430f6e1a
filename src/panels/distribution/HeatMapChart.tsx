import { useTheme2 } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { formatValue, ValueStyle } from '../../frames/format';
import { HeatMap } from '../../frames/heatMap';
import { beyondStyle, shadesOf, useChartColors } from '../../ui/chartColors';
import { LABEL_SIZE } from '../../ui/labels';
import { DataLinks } from '../../ui/useDataLinks';
import { VerdictMark } from '../../ui/VerdictMark';
import { HeatPlot, layoutHeatMap } from './heatGeometry';
import { CellTargets } from './HeatMapTargets';
import { px } from './paths';

interface Props {
  map: HeatMap;
  width: number;
  height: number;
  pickOf: DataLinks['pickOf'];
}

/** A distribution over time: a column for each window, a row for each bin, the share as depth of colour. */
export function HeatMapChart({ map, width, height, pickOf }: Props) {
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
          <Key fills={fills} plot={plot} style={map.values} text={text} arrow={arrow} />
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
        <CellTargets map={map} plot={plot} pickOf={pickOf} />
      </g>
    </svg>
  );
}

interface KeyProps {
  fills: string[];
  plot: HeatPlot;
  style: ValueStyle;
  text: { fill: string; fontSize: number };
  arrow: React.SVGProps<SVGPathElement>;
}

/** What depth of colour is which share, and what the arrows mean. */
function Key({ fills, plot, style, text, arrow }: KeyProps) {
  const { arrowKey } = plot;
  const greatest = plot.classes[plot.classes.length - 1]?.to ?? 0;
  return (
    <g transform={`translate(0, ${4 - plot.top})`}>
      <text y={9} {...text}>
        {formatValue(0, style)}
      </text>
      {fills.map((fill, i) => (
        <rect key={i} x={22 + i * 14} width={14} height={10} fill={fill} />
      ))}
      <text x={26 + fills.length * 14} y={9} {...text}>
        {formatValue(greatest, style)}
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
