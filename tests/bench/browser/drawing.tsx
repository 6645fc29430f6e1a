import {
  createDataFrame,
  createTheme,
  type DataFrame,
  FieldType,
  getDefaultTimeRange,
  LoadingState,
} from '@grafana/data';
import { ThemeContext } from '@grafana/ui';
import React from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import { DistributionPanel } from '../../../src/panels/distribution/DistributionPanel';
import { defaultOptions } from '../../../src/panels/distribution/options';

const FEATURES = 50;
const BINS = 40;

/** Frames as the engine gives them: the bins of both windows, with what earlier weeks predict. */
function frames(): DataFrame[] {
  const bins = Array.from({ length: BINS }, (_, i) => i);
  const number = (name: string, value: (bin: number) => number | null) => ({
    name,
    type: FieldType.number,
    values: bins.map(value),
  });
  return Array.from({ length: FEATURES }, (_, feature) =>
    createDataFrame({
      refId: 'A',
      name: `feature ${feature}`,
      fields: [
        { name: 'bin', type: FieldType.string, values: bins.map((bin) => `${bin} to ${bin + 1}`) },
        number('current', (bin) => (1 + ((bin * (feature + 3)) % 7)) / (4 * BINS)),
        number('baseline', () => 1 / BINS),
        number('lower', (bin) => (bin === 0 ? null : bin)),
        number('upper', (bin) => (bin === BINS - 1 ? null : bin + 1)),
        number('usualLow', () => 0.8 / BINS),
        number('usualHigh', () => 1.2 / BINS),
        number('currentCount', (bin) => bin * 10),
        number('baselineCount', () => 100),
        number('contribution', (bin) => bin / 1e4),
      ],
    })
  );
}

const series = frames();

let clear = () => {};

/** Waits until the browser has painted what {@link measureDrawing} drew: every chart, with a spoken target for the Tab key. */
export async function untilPainted(): Promise<void> {
  const charts = [...document.querySelectorAll('svg[role=group]')];
  if (charts.length === 0 || charts.some((chart) => !chart.querySelector('[data-target][aria-label]'))) {
    throw new Error('a chart has no target');
  }
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

/** Enters the first chart by key and answers how many of its bins can be pointed at and heard then. */
export function enterChart(): number {
  const chart = document.querySelector('svg[role=group]')!;
  flushSync(() => chart.querySelector<SVGElement>('[data-target]')!.focus());
  return chart.querySelectorAll('[data-target]').length;
}

/** Takes the panel away that {@link measureDrawing} drew: what that costs is no part of drawing. */
export function clearDrawing(): void {
  clear();
}

/**
 * Draws the panel into an empty page, in pixels of height. Milliseconds until its elements stand, and until the browser laid them
 * out.
 */
export function measureDrawing(height: number): { elements: number; layout: number } {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  const start = performance.now();
  flushSync(() =>
    root.render(
      <ThemeContext.Provider value={createTheme()}>
        <DistributionPanel data={data} width={1400} height={height} options={defaultOptions} />
      </ThemeContext.Provider>
    )
  );
  const elements = performance.now() - start;
  host.getBoundingClientRect();
  const layout = performance.now() - start;
  clear = () => {
    root.unmount();
    host.remove();
  };
  return { elements, layout };
}
