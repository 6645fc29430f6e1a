import { VariableModel, VariableType } from '@grafana/grafana-foundation-sdk/dashboard';

import { ModelSpec, Specification } from '../../contract';
import { Scope } from './scope';

const option = (value: string, text = value) => ({ text, value, selected: true });
const ALL = { text: ['All'], value: ['$__all'], selected: true };
/** Grafana's names for when a variable is read again: when the dashboard opens. */
const ON_LOAD = 1;

/** The variable that names the data source; every query of a dashboard asks the one that it stands at. */
export function dataSourceVariable({ dataSource, name }: Specification): VariableModel {
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
  const list = (
    name: string,
    label: string,
    query: Record<string, string>,
    more: Partial<VariableModel>
  ): VariableModel => ({
    type: VariableType.Query,
    name,
    label,
    datasource: scope.datasource,
    query: { refId: name, model: scope.model, ...query },
    refresh: ON_LOAD,
    ...more,
  });
  const all = { includeAll: true, multi: true, current: ALL };
  return [
    dataSourceVariable(source),
    windowVariable(model),
    ...(baseline ? [list('baseline', 'Baseline', { list: 'baselines' }, { current: option(baseline) })] : []),
    ...(views.versions ? [list('version', 'Version', { list: 'values', segment: 'version' }, all)] : []),
    ...(segments[0] ? [list('segment', 'Segment', { list: 'segments' }, { current: option(segments[0].name) })] : []),
    ...(features.length > 0 ? [list('feature', 'Features', { list: 'features' }, all)] : []),
    {
      type: VariableType.Adhoc,
      name: 'filters',
      label: 'Only where',
      datasource: scope.datasource,
    },
  ];
}

const WINDOWS = ['1d', '7d', '14d', '28d'];

/** The window that is compared: the model's own, those of its policies, or another usual one. */
function windowVariable({ window, policies }: ModelSpec): VariableModel {
  const windows = [...new Set([window, ...policies.map((policy) => policy.window), ...WINDOWS])];
  return {
    type: VariableType.Custom,
    name: 'window',
    label: 'Window',
    description: 'What is compared with the baseline: the last window before the end of the range.',
    query: windows.join(','),
    current: option(window),
    options: windows.map((value) => ({ text: value, value, selected: value === window })),
  };
}
