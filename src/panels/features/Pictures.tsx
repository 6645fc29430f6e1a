import React from 'react';

import { Feature } from '../../frames/features';
import { ChartColors } from '../../ui/chartColors';
import { layoutOverlay, layoutSpark, Size } from './geometry';

interface Props {
  feature: Feature;
  size: Size;
  colors: ChartColors;
}

/** Both windows in small: the baseline as the ground, the current window as a line. The row says the rest in words. */
export function OverlayPicture({ feature, size, colors }: Props) {
  const overlay = layoutOverlay(feature.current, feature.baseline, size);
  return (
    <svg {...size} aria-hidden="true">
      {overlay && (
        <>
          <path d={overlay.baselineArea} fill={colors.baseline} />
          <path d={overlay.baselineEdge} fill="none" stroke={colors.baselineLine} strokeOpacity={0.6} />
          <path d={overlay.currentEdge} fill="none" stroke={colors.current} strokeWidth={1.75} />
        </>
      )}
    </svg>
  );
}

/** The divergence of earlier windows, the band that they reached, and the current window in the verdict's colour. */
export function SparkPicture({ feature, size, colors, color }: Props & { color: string }) {
  const { course, usualLow, usualHigh } = feature;
  const spark = layoutSpark(course, { low: usualLow, high: usualHigh }, size);
  return (
    <svg {...size} aria-hidden="true">
      {spark && (
        <>
          {spark.band && <rect width={size.width} {...spark.band} fill={colors.usual} />}
          <path d={spark.line} fill="none" stroke={colors.text} />
          <circle cx={spark.last.x} cy={spark.last.y} r={2.5} fill={color} />
        </>
      )}
    </svg>
  );
}
