import { colorManipulator, DataFrame, FieldColorModeId, GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { interpolateLab } from 'd3';
import { createContext, useContext, useMemo } from 'react';

/** The colours of every chart that lays the current window over its baseline, from the theme's tokens. */
export interface ChartColors {
  current: string;
  baseline: string;
  /** The line on top of the baseline's bars, which stays visible in front of the current window's. */
  baselineLine: string;
  /** The range in which earlier windows expect the current one. */
  usual: string;
  /** The mark of a bin outside that range. */
  beyond: string;
  grid: string;
  axis: string;
  text: string;
  /** Texts inside the plot. */
  textStrong: string;
  highlight: string;
  hatch: string;
}

/** The same roles in light and dark: the baseline is the ground, the current window the figure. */
export function chartColors(theme: GrafanaTheme2): ChartColors {
  return {
    current: theme.visualization.getColorByName('blue'),
    baseline: colorManipulator.alpha(theme.colors.text.primary, 0.2),
    baselineLine: theme.colors.text.primary,
    usual: colorManipulator.alpha(theme.visualization.getColorByName('green'), 0.35),
    beyond: theme.colors.error.text,
    grid: theme.colors.border.weak,
    axis: theme.colors.border.strong,
    text: theme.colors.text.secondary,
    textStrong: theme.colors.text.primary,
    highlight: theme.colors.action.hover,
    hatch: theme.colors.background.primary,
  };
}

/** One hue from a ground to its depth in so many shades: read by lightness, so that it needs no sense of colour. */
export function shadesOf(ground: string, color: string, count: number): string[] {
  const shade = interpolateLab(ground, color);
  return Array.from({ length: count }, (_, i) => shade(0.12 + (0.88 * (i + 1)) / count));
}

/** How an arrow of a value outside its range is drawn: an edge in the colour of the ground keeps it off every other mark. */
export function beyondStyle({ beyond, hatch }: ChartColors) {
  return { fill: beyond, stroke: hatch, strokeWidth: 3, strokeLinejoin: 'round', paintOrder: 'stroke' } as const;
}

/** The colours that a panel's owner chose for the two windows, by overrides of the fields `current` and `baseline`. */
export const ChosenColors = createContext<{ current?: string; baseline?: string }>({});

/** The fixed colours that overrides give to the fields of the two windows. */
export function chosenColors(series: DataFrame[]): { current?: string; baseline?: string } {
  const colorOf = (wanted: string) => {
    const color = series.flatMap(({ fields }) => fields).find(({ name }) => name === wanted)?.config.color;
    return color?.mode === FieldColorModeId.Fixed ? color.fixedColor : undefined;
  };
  return { current: colorOf('current'), baseline: colorOf('baseline') };
}

/** The colours of a chart: those chosen for its panel, else the theme's. */
export function useChartColors(): ChartColors {
  const theme = useTheme2();
  const { current, baseline } = useContext(ChosenColors);
  return useMemo(() => {
    const named = (color: string) => theme.visualization.getColorByName(color);
    return {
      ...chartColors(theme),
      ...(current ? { current: named(current) } : {}),
      ...(baseline ? { baseline: colorManipulator.alpha(named(baseline), 0.3), baselineLine: named(baseline) } : {}),
    };
  }, [theme, current, baseline]);
}
