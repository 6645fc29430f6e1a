import { MeasureSpec, ModelSpec, Stat } from '../../contract';
import { lower } from '../words';
import { PANEL } from './ids';
import { BEFORE, byQuery, fixed, Override, PanelSpec, SERIES_OPTIONS } from './panel';
import { ask, Scope } from './scope';

const LINE = { custom: { lineWidth: 2, showPoints: 'auto', pointSize: 4, spanNulls: false } };
const DAY = '1d';

/** The measure that leads: by window with what earlier windows predict, and by day with what tells of it before labels. */
export function performancePanels({ views }: ModelSpec, scope: Scope): PanelSpec[] {
  const [leading] = views.performance;
  return leading ? [runningPanel(leading, scope), dailyPanel(leading, views.estimates, scope)] : [];
}

/** A measure of running windows, its baseline and the band that earlier windows predict. */
function runningPanel({ id, title, target }: MeasureSpec, scope: Scope): PanelSpec {
  const stat = (name: Stat) =>
    ask(scope, name, { target: target, measures: [{ id }], stats: [name], format: 'timeseries', every: DAY });
  return {
    id: PANEL.performance,
    type: 'timeseries',
    title: `${title} of ${scope.window}, each day`,
    description:
      `Each point is of the ${scope.window} that end there. Dashed: the baseline, pooled. Band: what earlier windows predict. ` +
      'Windows end when their outcomes have had time to arrive.',
    width: 12,
    height: 10,
    targets: (['current', 'baseline', 'lowerLimit', 'upperLimit'] as const).map(stat),
    defaults: LINE,
    overrides: [byQuery('current', { displayName: lower(title), color: fixed('blue') }), ...band()],
    options: SERIES_OPTIONS,
  };
}

/** A baseline as a dashed line, and the limits as a band that the legend leaves out. */
export function band(): Override[] {
  const limit = { 'custom.lineWidth': 0, 'custom.showPoints': 'never', color: fixed('text') };
  const hidden = { 'custom.hideFrom': { legend: true, tooltip: false, viz: false } };
  return [
    byQuery('baseline', {
      displayName: 'baseline',
      'custom.lineStyle': { fill: 'dash', dash: [8, 6] },
      'custom.lineWidth': 1,
      'custom.showPoints': 'never',
      color: fixed('text'),
    }),
    byQuery('lowerLimit', { displayName: 'lower limit', ...limit, ...hidden }),
    byQuery('upperLimit', {
      displayName: 'upper limit',
      ...limit,
      ...hidden,
      'custom.fillBelowTo': 'lower limit',
      'custom.fillOpacity': 12,
    }),
  ];
}

/** The measure of each day, so that an onset is seen on its day, with what is known before labels arrive. */
function dailyPanel({ id, title, target }: MeasureSpec, estimates: MeasureSpec[], scope: Scope): PanelSpec {
  const daily = { format: 'timeseries', window: DAY, every: DAY, stats: ['current'] } as const;
  const measured = (refId: string, of: MeasureSpec) =>
    ask(scope, refId, { ...daily, target: of.target, measures: [{ id: of.id }], stats: ['current'] });
  return {
    id: PANEL.daily,
    type: 'timeseries',
    title: `${title} by day`,
    description:
      'Each point is of the one day that ends there. Estimated: what the scores promise, also for days whose outcomes are still to come. ' +
      'Bars: the share of predictions that have their outcome.',
    width: 12,
    height: 10,
    targets: [
      measured('daily', { id, title, target, unit: '' }),
      ...estimates.map((one) => measured(one.id, one)),
      ask(scope, 'coverage', { ...daily, target: 'label', measures: [{ id: 'label_coverage' }], stats: ['current'] }),
    ],
    defaults: LINE,
    overrides: [
      byQuery('daily', { displayName: lower(title), color: fixed('blue') }),
      ...estimates.map((one) =>
        byQuery(one.id, {
          displayName: lower(one.title),
          color: fixed('purple'),
          'custom.lineStyle': { fill: 'dot', dash: [2, 5] },
        })
      ),
      byQuery('coverage', {
        displayName: 'have their outcome',
        color: fixed('text'),
        min: 0,
        max: 1,
        'custom.drawStyle': 'bars',
        'custom.barAlignment': BEFORE,
        'custom.lineWidth': 0,
        'custom.fillOpacity': 10,
        'custom.axisPlacement': 'right',
      }),
    ],
    options: SERIES_OPTIONS,
  };
}

/** Several measures of running windows in one panel; nothing without any. */
export function measuresPanel(
  list: MeasureSpec[],
  scope: Scope,
  spec: Pick<PanelSpec, 'id' | 'title' | 'description' | 'width'>
): PanelSpec[] {
  if (list.length === 0) {
    return [];
  }
  return [
    {
      ...spec,
      type: 'timeseries',
      height: 9,
      targets: list.map(({ id, target }) =>
        ask(scope, id, { target: target, measures: [{ id }], stats: ['current'], format: 'timeseries', every: DAY })
      ),
      defaults: LINE,
      overrides: list.map(({ id, title }) => byQuery(id, { displayName: lower(title) })),
      options: SERIES_OPTIONS,
    },
  ];
}
