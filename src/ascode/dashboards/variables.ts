import { VariableModel, VariableType } from '@grafana/grafana-foundation-sdk/dashboard';

import { ModelSpec, Specification } from '../../contract';
import { Scope } from './scope';

const option = (value: string, text = value) => ({ text, value, selected: true });
const ALL = { text: ['All'], value: ['$__all'], selected: true };
/** Grafana's numbers for when a variable is read again: when the dashboard opens, and when its range changes. */
const ON_LOAD = 1;
const ON_TIME_RANGE = 2;

/** The variable that names the data source; every query of a dashboard asks the one that it stands at. */
export function dataSourceVariable({ dataSource, name }: Pick<Specification, 'dataSource' | 'name'>): VariableModel {
  return {
    type: VariableType.Datasource,
    name: 'datasource',
    label: 'Data source',
    query: 'leeway-monitor-datasource',
    current: option(dataSource, name),
    refresh: ON_LOAD,
  };
}

/** The variables of a model's dashboard: what is compared with what, and which part of it. */
export function modelVariables(source: Specification, model: ModelSpec, scope: Scope): VariableModel[] {
  const { segments, views, features, baseline } = model;
  const list = lister(scope);
  return [
    dataSourceVariable(source),
    windowVariable(model),
    ...(baseline ? [list('baseline', 'Baseline', { list: 'baselines' }, { current: option(baseline) })] : []),
    ...(views.versions ? [list('version', 'Version', { list: 'values', segment: 'version' }, MANY)] : []),
    ...(segments[0] ? [list('segment', 'Segment', { list: 'segments' }, { current: option(segments[0].name) })] : []),
    ...(features.length > 0 ? [list('feature', 'Features', { list: 'features' }, MANY)] : []),
    filters(scope),
  ];
}

/** The variables of the dashboard of any model: they list what the model that is chosen has, its defaults first. */
export function anyModelVariables(source: Pick<Specification, 'dataSource' | 'name'>, scope: Scope): VariableModel[] {
  const list = lister(scope);
  return [
    dataSourceVariable(source),
    list('model', 'Model', { list: 'models', model: '' }),
    list('window', 'Window', { list: 'windows' }, { description: WINDOW }),
    list('baseline', 'Baseline', { list: 'baselines' }),
    list('version', 'Version', { list: 'values', segment: 'version' }, MANY),
    list('segment', 'Segment', { list: 'segments' }),
    list('feature', 'Features', { list: 'features' }, MANY),
    list('policy', 'Policy', { list: 'policies', order: 'verdict' }, { refresh: ON_TIME_RANGE }),
    filters(scope),
  ];
}

/** Several values at once, all to begin with. */
const MANY = { includeAll: true, multi: true, current: ALL };

/** Makes variables that the data source lists the values of. */
const lister =
  ({ datasource, model }: Scope) =>
  (name: string, label: string, query: Record<string, string>, more: Partial<VariableModel> = {}): VariableModel => ({
    type: VariableType.Query,
    name,
    label,
    datasource,
    query: { refId: name, model, ...query },
    refresh: ON_LOAD,
    ...more,
  });

const filters = ({ datasource }: Scope): VariableModel => ({
  type: VariableType.Adhoc,
  name: 'filters',
  label: 'Only where',
  datasource,
});

const WINDOW = 'What is compared with the baseline: the last window before the end of the range.';
const WINDOWS = ['1d', '7d', '14d', '28d'];

/** The window that is compared: the model's own, those of its policies, or another usual one. */
function windowVariable({ window, policies }: ModelSpec): VariableModel {
  const windows = [...new Set([window, ...policies.map((policy) => policy.window), ...WINDOWS])];
  return {
    type: VariableType.Custom,
    name: 'window',
    label: 'Window',
    description: WINDOW,
    query: windows.join(','),
    current: option(window),
    options: windows.map((value) => ({ text: value, value, selected: value === window })),
  };
}
