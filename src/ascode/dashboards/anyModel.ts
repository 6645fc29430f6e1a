import { Dashboard, dashboardOf } from './dashboard';
import { PANEL } from './ids';
import { distributionPanel, featureDistributions, featureList } from './inputs';
import { changes } from './model';
import { layOut, PanelSpec, SERIES_OPTIONS } from './panel';
import { askPolicies, Scope } from './scope';
import { volumePanels } from './serving';
import { anyModelVariables } from './variables';
import { policyTable, segmentsOf } from './verdict';

/** Stands for the data source that the dashboard is imported for: Grafana writes its name in all places. */
const INPUT = 'DS_LEEWAY';
const IMPORTED = { dataSource: `\${${INPUT}}`, name: `\${${INPUT}}` };

/** A dashboard as plugins hold it: with the data sources that Grafana fills in when it is imported. */
export interface ImportableDashboard extends Dashboard {
  __inputs: Array<{ name: string; label: string; type: 'datasource'; pluginId: string; pluginName: string }>;
}

/**
 * The dashboard that the data source offers for import. It fits every model, since it asks only what any model can answer:
 * its policies instead of measures that depend on its task, and what its features and segments are. A variable chooses the model.
 */
export function anyModelDashboard(): ImportableDashboard {
  const scope: Scope = {
    datasource: { type: 'leeway-monitor-datasource', uid: '${datasource}' },
    model: '$model',
    window: '$window',
    baseline: '$baseline',
    versions: ['$version'],
    features: ['$feature'],
    segment: '$segment',
  };
  const dashboard = dashboardOf({
    uid: 'leeway-model',
    title: 'Leeway model',
    description: 'How a model does: the last window before the end of the range against its baseline.',
    tags: ['leeway'],
    timezone: 'browser',
    time: { from: 'now-56d', to: 'now' },
    templating: { list: anyModelVariables(IMPORTED, scope) },
    annotations: { list: [changes(scope)] },
    links: [],
    panels: layOut(rowsOf(scope)),
  });
  const input = {
    name: INPUT,
    label: 'Leeway',
    type: 'datasource' as const,
    pluginId: scope.datasource.type!,
    pluginName: 'Leeway',
  };
  return { __inputs: [input], ...dashboard };
}

function rowsOf(scope: Scope): PanelSpec[][] {
  const [volume, bySegment] = volumePanels(scope);
  return [
    [
      policyTable(scope, {
        id: PANEL.policies,
        title: 'Every policy, worst first',
        width: 24,
        height: 9,
      }),
    ],
    [coursePanel(scope)],
    [{ ...featureList(scope), width: 12 }, segmentsOf(scope, [])],
    [featureDistributions(scope)],
    distributionPanel({ distributions: ['prediction'] }, scope),
    [volume!, { ...bySegment!, title: 'Predictions by day and segment' }],
  ];
}

/** How far one policy is past its bound, which every policy has whatever its measure. */
function coursePanel(scope: Scope): PanelSpec {
  return {
    id: PANEL.course,
    type: 'timeseries',
    title: '$policy past its bound, each day',
    description:
      'The stat of the policy less its bound, on the window that ends there. Below 0 it keeps its bound. Choose the policy above.',
    width: 24,
    height: 9,
    targets: [
      askPolicies(scope, 'course', { policy: '$policy', stats: ['margin'], format: 'timeseries', every: '1d' }),
    ],
    defaults: {
      custom: { lineWidth: 2, showPoints: 'auto', pointSize: 4, spanNulls: false, thresholdsStyle: { mode: 'dashed' } },
      thresholds: {
        mode: 'absolute',
        steps: [
          { value: null, color: 'transparent' },
          { value: 0, color: 'red' },
        ],
      },
    },
    options: SERIES_OPTIONS,
  };
}
