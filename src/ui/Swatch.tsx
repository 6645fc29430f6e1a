import React from 'react';

interface Props {
  kind: 'current' | 'baseline';
  colors: { current: string; baseline: string; baselineLine: string };
}

/** The key of a window's bars, drawn as the bars are: the baseline broad with a strong upper edge, the current slim. */
export function Swatch({ kind, colors }: Props) {
  return (
    <svg width={14} height={12} viewBox="0 0 14 12" aria-hidden="true" focusable="false">
      {kind === 'current' ? (
        <rect x={3.5} y={1} width={7} height={11} fill={colors.current} />
      ) : (
        <>
          <rect y={2} width={14} height={10} fill={colors.baseline} />
          <line x2={14} y1={2} y2={2} stroke={colors.baselineLine} strokeWidth={1.5} />
        </>
      )}
    </svg>
  );
}
