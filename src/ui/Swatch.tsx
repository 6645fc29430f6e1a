import React from 'react';

/** The marks that a legend and a tooltip explain. */
export type SwatchKind = 'current' | 'baseline' | 'usual' | 'dot' | 'ring';

interface Props {
  kind: SwatchKind;
  colors: { current: string; baseline: string; baselineLine: string; usual: string };
}

/**
 * The key of a chart's marks, drawn as they are: the baseline broad with a strong upper edge, the current window slim,
 * the expected range as a band; where windows are points, a dot is the current one and a ring the baseline.
 */
export function Swatch({ kind, colors }: Props) {
  return (
    <svg width={14} height={12} viewBox="0 0 14 12" aria-hidden="true" focusable="false">
      {kind === 'current' && <rect x={3.5} y={1} width={7} height={11} fill={colors.current} />}
      {kind === 'usual' && <rect y={4} width={14} height={5} fill={colors.usual} />}
      {kind === 'dot' && <circle cx={7} cy={6} r={4} fill={colors.current} />}
      {kind === 'ring' && <circle cx={7} cy={6} r={3.5} fill="none" stroke={colors.baselineLine} strokeWidth={1.5} />}
      {kind === 'baseline' && (
        <>
          <rect y={2} width={14} height={10} fill={colors.baseline} />
          <line x2={14} y1={2} y2={2} stroke={colors.baselineLine} strokeWidth={1.5} />
        </>
      )}
    </svg>
  );
}
