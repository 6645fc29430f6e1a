import { ModelSpec, Specification, STANDINGS } from '../../contract';
import { Dashboard, dashboardOf } from './dashboard';
import { PANEL } from './ids';
import { DashboardOptions } from './model';
import { byName, LAST_VALUE, layOut, PanelSpec, UNANSWERED } from './panel';
import { ask, Scope } from './scope';
import { dataSourceVariable } from './variables';
import { columnWidth, policyTable } from './verdict';

/** The dashboard of all models of a data source: the worst first, with what is left of its bound. */
export function overviewDashboard(source: Specification, options: DashboardOptions): Dashboard {
  const scope: Scope = {
    datasource: { type: 'leeway-monitor-datasource', uid: options.static ? source.dataSource : '${datasource}' },
    model: '',
    window: '',
    baseline: '',
    versions: [],
    features: [],
  };
  return dashboardOf({
    uid: source.overview,
    title: `Models of ${source.name}`,
    description: 'Every model of the data source, the one that asks for attention first.',
    tags: ['leeway'],
    timezone: zoneOf(source),
    time: { from: options.from ?? 'now-7d', to: options.to ?? 'now' },
    templating: { list: options.static ? [] : [dataSourceVariable(source)] },
    annotations: { list: [] },
    links: [],
    panels: layOut([
      [modelTable(source, scope, options.static)],
      [readable(scope), newest(source, scope)],
      [everyPolicy(source, scope)],
    ]),
  });
}

/** The zone of the models if they share one, else that of whoever looks. */
function zoneOf({ models }: Specification): string {
  const zones = new Set(models.map(({ timezone }) => timezone));
  return zones.size === 1 ? [...zones][0]! : 'browser';
}

const first = { aggregations: ['first'], operation: 'aggregate' };

/** A row for each model: the policy that has used most of its bound. */
function modelTable(source: Specification, scope: Scope, fixed: boolean): PanelSpec {
  // A heading, and for each model the two lines that its explanation may take.
  const height = Math.min(12, 3 + Math.ceil(1.5 * source.models.length));
  const spec = { id: PANEL.models, title: 'Models, worst first', width: 24, height };
  const table = policyTable(scope, spec, source.models);
  const columns = ['verdict', 'tier', 'policy', 'subject', 'left', 'explanation'];
  const fields = Object.fromEntries(columns.map((name) => [name, first]));
  const renamed = Object.fromEntries(columns.map((name) => [`${name} (first)`, name]));
  return {
    ...table,
    description: 'The policy of each model that asks for attention first. A click on a model opens its dashboard.',
    transformations: [
      // A copy of the model's id, which leads to its dashboard while the id is shown as the name.
      {
        id: 'extractFields',
        options: { source: 'model', format: 'regexp', regExp: '/(?<dashboard>.+)/', keepTime: false, replace: false },
      },
      {
        id: 'groupBy',
        options: { fields: { ...fields, model: { aggregations: [], operation: 'groupby' }, dashboard: first } },
      },
      {
        id: 'organize',
        options: { renameByName: { ...renamed, 'dashboard (first)': 'dashboard' }, excludeByName: {}, indexByName: {} },
      },
    ],
    overrides: [...table.overrides!, ...lookOfColumns(source), ...modelLinks(source, fixed)],
  };
}

/** The least width in pixels of explanations, which wrap: a column of models stands before them. */
const NARROW = 240;

/** How every policy of every model stands. */
function everyPolicy(source: Specification, scope: Scope): PanelSpec {
  const spec = { id: PANEL.everything, title: 'Every policy of every model', width: 24, height: 16 };
  const table = policyTable(scope, spec, source.models);
  const widths = [
    byName(/^subject$/, { 'custom.width': subjectWidth(source) }),
    byName(/^explanation$/, { 'custom.minWidth': NARROW }),
  ];
  return { ...table, overrides: [...table.overrides!, ...widths, namedModels(source)] };
}

/** The width of a column of subjects, as features and segments are called. */
function subjectWidth({ models }: Specification): number {
  const segment = ({ name, values = [] }: ModelSpec['segments'][number]) => values.map((value) => `${name}=${value}`);
  return columnWidth(
    models.flatMap(({ features, segments }) => [...features.map(({ name }) => name), ...segments.flatMap(segment)])
  );
}

/** How the columns look, which Grafana forgets of values that it aggregates. */
function lookOfColumns(source: Specification) {
  const widths = { tier: 70, subject: subjectWidth(source), left: 140 };
  const wrapped = { type: 'auto', wrapText: true };
  return [
    byName(/^verdict$/, { 'custom.width': 210, 'custom.cellOptions': { type: 'color-text' }, mappings: STANDINGS }),
    ...Object.entries(widths).map(([name, width]) => byName(new RegExp(`^${name}$`), { 'custom.width': width })),
    byName(/^subject$/, { noValue: '–' }),
    byName(/^explanation$/, { 'custom.minWidth': NARROW, 'custom.wrapText': true, 'custom.cellOptions': wrapped }),
  ];
}

/** Shows models by name; a click opens a model's dashboard. */
function modelLinks(source: Specification, fixed: boolean) {
  const dashboards = mapped(source, ({ dashboard }) => dashboard);
  return [
    namedModels(source, fixed ? undefined : 'dashboard'),
    byName(/^dashboard$/, { 'custom.hidden': true, mappings: dashboards }),
  ];
}

/** The column of models, by name. `linked` is the column that holds the UID of a model's dashboard. */
function namedModels(source: Specification, linked?: string) {
  const names = source.models.map(({ name }) => name);
  const link = {
    title: 'Open the dashboard of this model',
    url: `/d/\${__data.fields.${linked}.text}?\${datasource:queryparam}&\${__url_time_range}`,
  };
  return byName(/^model$/, {
    'custom.hidden': false,
    'custom.width': columnWidth(names),
    mappings: mapped(source, ({ name }) => name),
    ...(linked ? { links: [link] } : {}),
  });
}

/** Texts in the place of models' ids. */
function mapped({ models }: Specification, textOf: (model: ModelSpec) => string) {
  const options = Object.fromEntries(models.map((model, index) => [model.id, { text: textOf(model), index }]));
  return [{ type: 'value', options }];
}

/** Whether each model can be read. */
function readable(scope: Scope): PanelSpec {
  return {
    id: PANEL.readable,
    type: 'stat',
    title: 'Can Leeway read them',
    description: 'Whether the definition of each model is right and its tables can be read.',
    width: 12,
    height: 7,
    targets: [ask(scope, 'health', { queryType: 'health', format: 'number' })],
    defaults: UNANSWERED,
    options: {
      colorMode: 'background_solid',
      graphMode: 'none',
      textMode: 'value_and_name',
      reduceOptions: LAST_VALUE,
    },
  };
}

/** How old the newest prediction of each model is. */
function newest(source: Specification, scope: Scope): PanelSpec {
  return {
    id: PANEL.freshness,
    type: 'table',
    title: 'Newest predictions',
    description:
      'How long before the end of the range the newest prediction was made, and how many there were in the last window.',
    width: 12,
    height: 7,
    targets: [
      ask(scope, 'newest', {
        target: 'log',
        measures: [{ id: 'freshness' }],
        stats: ['current', 'count', 'explanation'],
        format: 'table',
      }),
    ],
    overrides: [
      namedModels(source),
      byName(/^current$/, { displayName: 'age of the newest', 'custom.width': 140 }),
      byName(/^count$/, { displayName: 'predictions', 'custom.width': 105 }),
      byName(/^explanation$/, { 'custom.wrapText': true, 'custom.cellOptions': { type: 'auto', wrapText: true } }),
    ],
    options: { showHeader: true, cellHeight: 'sm' },
  };
}
