import { Measure, ModelSpec, UNKNOWN_TILE } from '../../contract';
import { PANEL } from './ids';
import { byName, byQuery, LAST_VALUE, PanelSpec, UNANSWERED } from './panel';
import { ask, askPolicies, Scope } from './scope';

/** How many policies the strip shows; the table below it holds all. */
const MOST_PAGES = 18;
/** How many tiles stand side by side: with more their words are too small to read. */
const TILES = 6;

const isSilence = (measure: string) => measure === 'freshness' || measure === 'label_freshness';

/** The verdicts on silence: the newest row is always new or old, never unusual. */
const SILENCE = [
  {
    type: 'value',
    options: {
      0: { text: 'as usual', color: 'green', index: 0 },
      1: { text: 'as usual', color: 'green', index: 1 },
      2: { text: 'silent', color: 'red', index: 2 },
    },
  },
  { type: 'special', options: { match: 'null', result: { text: 'not judged', color: UNKNOWN_TILE, index: 3 } } },
];

/** The verdict of each policy that pages, one tile each; nothing if none does. */
export function pagePanel(model: ModelSpec, scope: Scope): PanelSpec[] {
  const pages = model.policies.filter(
    ({ tier, splitBy, target }) => tier === 'page' && splitBy.length === 0 && target !== 'features'
  );
  if (pages.length === 0) {
    return [];
  }
  const shown = pages.slice(0, MOST_PAGES);
  return [
    {
      id: PANEL.pages,
      type: 'stat',
      title: 'What pages',
      description:
        'The verdict of each policy that pages. Changed: beyond its bound and beyond what earlier windows predict. ' +
        'Usual: past the bound, as earlier windows were. Not judged: the table below says why.',
      width: 24,
      height: 4 * Math.ceil(shown.length / TILES),
      targets: shown.map(({ id }) => askPolicies(scope, id, { policy: id, stats: ['verdict'], format: 'number' })),
      defaults: UNANSWERED,
      overrides: shown.map(({ id, title, measure }) =>
        byQuery(id, { displayName: title, ...(isSilence(measure) ? { mappings: SILENCE } : {}) })
      ),
      options: {
        colorMode: 'background_solid',
        graphMode: 'none',
        textMode: 'value_and_name',
        justifyMode: 'center',
        wideLayout: false,
        orientation: shown.length > TILES ? 'auto' : 'vertical',
        reduceOptions: LAST_VALUE,
      },
    },
  ];
}

/** The longest id of a policy that a model has without naming it. */
const LONGEST_DEFAULT = 'estimated-accuracy-anchored';

/** The width in pixels of a column of texts, so that none is cut, unless it is very long. */
export function columnWidth(texts: string[]): number {
  return Math.min(260, Math.max(90, ...texts.map(({ length }) => Math.ceil(7.6 * length) + 20)));
}

/** How every policy of some models, or of any, stands in words, what asks for attention first. */
export function policyTable(
  scope: Scope,
  spec: Pick<PanelSpec, 'id' | 'title' | 'width' | 'height'>,
  models?: ModelSpec[]
): PanelSpec {
  const ids = models?.flatMap(({ policies }) => policies.map(({ id }) => id)) ?? [LONGEST_DEFAULT];
  return {
    ...spec,
    type: 'table',
    description:
      'Every policy in words, what asks for attention first. Left: how far it may still move until it pages or notifies. ' +
      'Explanation: the value with what earlier windows predict.',
    targets: [askPolicies(scope, 'policies', { format: 'table', limit: 50 })],
    options: { showHeader: true, cellHeight: 'sm' },
    // The rest is in the query's answer for whoever explores it; here it would push the explanation out of sight.
    overrides: [
      byName(/^(measure|current|baseline|count|finds|value|bound)$/, { 'custom.hidden': true }),
      byName(/^policy$/, { 'custom.width': columnWidth(ids) }),
    ],
  };
}

/** Which segment carries a change of the measure that leads. */
export function segmentsPanel({ segments, views }: ModelSpec, scope: Scope, width: number): PanelSpec[] {
  const [leading] = views.performance;
  if (!leading || segments.length === 0) {
    return [];
  }
  const title = `Who carries the change of ${leading.title.toLowerCase()}`;
  return [{ ...segmentsOf(scope, [{ id: leading.id }]), title, width }];
}

/** The change of a measure by segment; without one that of accuracy, or of the mean prediction where there are no labels. */
export function segmentsOf(scope: Scope, measures: Measure[]): PanelSpec {
  return {
    id: PANEL.segments,
    type: 'leeway-segments-panel',
    title: 'Who carries the change',
    description:
      'The measure of each segment in the last window and in the baseline, with the part of the whole change that its weight and its own value ' +
      'explain. The parts add up to the whole change.',
    width: 10,
    height: 16,
    targets: [ask(scope, 'segments', { queryType: 'segments', ...(measures.length > 0 ? { measures } : {}) })],
  };
}
