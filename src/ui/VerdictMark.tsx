import React from 'react';
import { GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';

import { Verdict } from '../frames/comparison';

interface Props {
  verdict: Verdict;
  /** Edge length in pixels. */
  size?: number;
}

/** The colour of a verdict; never the only sign of it. */
export function verdictColor(verdict: Verdict, theme: GrafanaTheme2): string {
  switch (verdict) {
    case 0:
      return theme.colors.success.text;
    case 1:
      return theme.colors.warning.text;
    case 2:
      return theme.colors.error.text;
    case 3:
      return theme.colors.info.text;
    case null:
      return theme.colors.text.secondary;
  }
}

/**
 * A verdict as a shape that needs no colour: a ring with a tick (steady), an empty triangle (significant, not
 * material), a full diamond (drifted), a ring with a wave (usual), a dashed ring (not enough data). Words stand beside
 * it, so it is hidden from screen readers.
 */
export function VerdictMark({ verdict, size = 16 }: Props) {
  const color = verdictColor(verdict, useTheme2());
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapeOf(verdict, color)}
    </svg>
  );
}

function shapeOf(verdict: Verdict, color: string) {
  const line = { fill: 'none', stroke: color, strokeWidth: 1.6, strokeLinejoin: 'round' as const };
  switch (verdict) {
    case 0:
      return (
        <g {...line}>
          <circle cx={8} cy={8} r={6.4} />
          <path d="M5 8.2 L7.2 10.4 L11.2 6" strokeLinecap="round" />
        </g>
      );
    case 1:
      return <path d="M8 2 L14.6 13.6 H1.4 Z" {...line} />;
    case 2:
      return <path d="M8 0.8 L15.2 8 L8 15.2 L0.8 8 Z" fill={color} />;
    case 3:
      return (
        <g {...line}>
          <circle cx={8} cy={8} r={6.4} />
          <path d="M4.6 9 C6 6 7.2 6.4 8 8 S10 10 11.4 7" strokeLinecap="round" />
        </g>
      );
    case null:
      return <circle cx={8} cy={8} r={6.4} {...line} strokeDasharray="2.6 2.4" />;
  }
}
