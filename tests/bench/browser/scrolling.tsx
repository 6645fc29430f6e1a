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

import { FeaturesPanel } from '../../../src/panels/features/FeaturesPanel';
import { defaultOptions } from '../../../src/panels/features/options';

const BINS = 20;
const WINDOWS = 12;
/** Pixels that the table moves from one frame to the next: a quick turn of the wheel. */
const STEP = 60;

/** A features frame as the engine gives it, with pictures in every row. */
function frame(rows: number): DataFrame {
  const indices = Array.from({ length: rows }, (_, i) => i);
  const text = (name: string, value: (row: number) => string) => ({
    name,
    type: FieldType.string,
    values: indices.map(value),
  });
  const number = (name: string, value: (row: number) => number) => ({
    name,
    type: FieldType.number,
    values: indices.map(value),
  });
  const list = (name: string, length: number, value: (row: number, i: number) => number) => ({
    name,
    type: FieldType.other,
    values: indices.map((row) => Array.from({ length }, (_, i) => value(row, i))),
  });
  return createDataFrame({
    refId: 'A',
    fields: [
      text('model', () => 'arrival-delay'),
      text('feature', (row) => `feature ${row}`),
      text('source', (row) => `source ${row % 7}`),
      text('worstPolicy', (row) => (row < 5 ? 'missing' : '')),
      number('verdict', (row) => (row < 10 ? 2 : 0)),
      number('psi', (row) => 1 / (row + 1)),
      number('usualLow', () => 0.01),
      number('usualHigh', () => 0.1),
      number('missing', (row) => (row % 11) / 20),
      number('missingBefore', () => 0.02),
      number('meanShift', (row) => (row % 5) - 2),
      number('importance', (row) => 1 / (row + 2)),
      list('current', BINS, (row, i) => (1 + ((i * (row + 3)) % 7)) / (4 * BINS)),
      list('baseline', BINS, () => 1 / BINS),
      list('course', WINDOWS, (row, i) => ((i * (row + 1)) % 5) / 50),
    ],
  });
}

/** Scrolls a table of so many features down and up again for some time. Answers how many frames a second the browser painted. */
export async function measureScrolling(rows: number, milliseconds: number): Promise<number> {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  const data = { state: LoadingState.Done, series: [frame(rows)], timeRange: getDefaultTimeRange() };
  flushSync(() =>
    root.render(
      <ThemeContext.Provider value={createTheme()}>
        <FeaturesPanel data={data} width={1400} height={700} options={defaultOptions} />
      </ThemeContext.Provider>
    )
  );
  const body = host.querySelectorAll<HTMLElement>('[role=rowgroup]')[1]!;
  const most = body.scrollHeight - body.clientHeight;
  let direction = 1;
  let painted = 0;
  const start = performance.now();
  while (performance.now() - start < milliseconds) {
    direction = body.scrollTop >= most ? -1 : body.scrollTop <= 0 ? 1 : direction;
    body.scrollTop += STEP * direction;
    await new Promise(requestAnimationFrame);
    painted++;
  }
  const seconds = (performance.now() - start) / 1000;
  root.unmount();
  host.remove();
  return painted / seconds;
}
