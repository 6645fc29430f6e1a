import { ModelSpec } from '../../contract';
import { PANEL } from './ids';
import { BEFORE, byQuery, fixed, PanelSpec, SERIES_OPTIONS } from './panel';
import { ask, Scope } from './scope';

const DAY = '1d';
const QUANTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;
const MOST_VALUES = 12;

/** How long predictions took: by day, and by the size of the input. */
export function latencyPanels({ views }: ModelSpec, scope: Scope): PanelSpec[] {
  const latency: PanelSpec = {
    id: PANEL.latency,
    type: 'timeseries',
    title: 'Latency by day',
    description: 'Median, 95th and 99th percentile of the day that ends at each point.',
    width: 12,
    height: 9,
    targets: QUANTILES.map(([refId, p]) =>
      ask(scope, refId, {
        target: 'latency',
        measures: [{ id: 'quantile', p }],
        stats: ['current'],
        format: 'timeseries',
        window: DAY,
        every: DAY,
      })
    ),
    defaults: { custom: { lineWidth: 2, showPoints: 'auto', pointSize: 4 }, min: 0 },
    overrides: QUANTILES.map(([refId]) => byQuery(refId, { displayName: refId })),
    options: SERIES_OPTIONS,
  };
  const bySize: PanelSpec = {
    id: PANEL.latencyBySize,
    type: 'table',
    title: `Latency by input size, over ${scope.window}`,
    description: 'The 95th percentile of the last window and of the baseline, by the size of the input.',
    width: 12,
    height: 9,
    targets: [
      ask(scope, 'bySize', {
        target: 'latency',
        measures: [{ id: 'quantile', p: 0.95 }],
        splitBy: ['inputSize'],
        stats: ['current', 'baseline', 'relativeChange', 'count'],
        format: 'table',
      }),
    ],
    defaults: { custom: { minWidth: 80 } }, // five columns in half of a page
    overrides: [
      { matcher: { id: 'byName', options: 'model' }, properties: [{ id: 'custom.hidden', value: true }] },
      { matcher: { id: 'byName', options: 'inputSize' }, properties: [{ id: 'displayName', value: 'input size' }] },
      { matcher: { id: 'byName', options: 'relativeChange' }, properties: [{ id: 'displayName', value: 'change' }] },
    ],
    options: { showHeader: true, cellHeight: 'sm' },
  };
  return [...(views.latency ? [latency] : []), ...(views.inputSize ? [bySize] : [])];
}

/** How many predictions there were by day, and by segment where there are any. */
export function volumePanels(scope: Scope): PanelSpec[] {
  const bars = (stacked: boolean) => ({
    custom: {
      drawStyle: 'bars',
      barAlignment: BEFORE,
      fillOpacity: 70,
      lineWidth: 0,
      ...(stacked ? { stacking: { mode: 'normal', group: 'A' } } : {}),
    },
    min: 0,
  });
  const count = (refId: string, split?: string) =>
    ask(scope, refId, {
      target: 'log',
      measures: [{ id: 'count' }],
      stats: ['current'],
      ...(split ? { splitBy: [split], limit: MOST_VALUES } : {}),
      format: 'timeseries',
      window: DAY,
      every: DAY,
    });
  const volume: PanelSpec = {
    id: PANEL.volume,
    type: 'timeseries',
    title: 'Predictions by day',
    description: 'How many predictions the log has of each day.',
    width: 12,
    height: 9,
    targets: [count('volume')],
    defaults: bars(false),
    overrides: [byQuery('volume', { displayName: 'predictions', color: fixed('blue') })],
    options: SERIES_OPTIONS,
  };
  if (!scope.segment) {
    return [volume];
  }
  const bySegment: PanelSpec = {
    ...volume,
    id: PANEL.volumeBySegment,
    title: `Predictions by day and ${scope.segment}`,
    description: 'How many predictions the log has of each day and segment.',
    targets: [count('bySegment', scope.segment)],
    defaults: bars(true),
    overrides: [],
  };
  return [volume, bySegment];
}
