import { DashboardLink, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

import { ModelSpec, Specification } from '../../contract';
import { Dashboard, dashboardOf } from './dashboard';
import { PANEL } from './ids';
import { distributionPanel, featurePanels } from './inputs';
import { layOut, PanelSpec } from './panel';
import { measuresPanel, performancePanels } from './performance';
import { ask, fixedScope, Scope, variableScope } from './scope';
import { latencyPanels, volumePanels } from './serving';
import { modelVariables } from './variables';
import { pagePanel, policyTable, segmentsPanel } from './verdict';
import { watchedText } from './watched';

/** What is set of dashboards besides. */
export interface DashboardOptions {
  /** Without variables, as Grafana's public dashboards need it. */
  static: boolean;
  /** The range that opens, such as now-56d; by default it fits the model's window. */
  from?: string;
  to?: string;
}

const DAY = 24 * 3600;
/** How many windows the range that opens holds. */
const WINDOWS = 8;

/** The dashboard of one model: its verdict first, then what carries it, then everything that can be drawn of it. */
export function modelDashboard(source: Specification, model: ModelSpec, options: DashboardOptions): Dashboard {
  const scope = options.static ? fixedScope(source, model) : variableScope(model);
  return dashboardOf({
    uid: model.dashboard,
    title: model.name,
    description: `How model ${model.id} does: the last window before the end of the range against its baseline.`,
    tags: ['leeway', model.id],
    timezone: model.timezone,
    time: { from: options.from ?? defaultFrom(model), to: options.to ?? 'now' },
    templating: { list: options.static ? [] : modelVariables(source, model, scope) },
    annotations: { list: [changes(scope)] },
    links: linksOf(source, model, options),
    panels: layOut(rowsOf(model, scope)),
  });
}

/** What happened to the model, drawn into every time series: documented changes, roll-outs, new normals, breaches. */
export const changes = (scope: Scope) => ({
  name: 'What happened',
  datasource: scope.datasource,
  enable: true,
  hide: false,
  iconColor: 'orange',
  target: ask({ ...scope, window: '', baseline: '', versions: [] }, 'changes', { queryType: 'changes' }),
});

/** Eight windows, so that the last one is seen beside those that it is judged by; at least a day. */
const defaultFrom = ({ windowSeconds }: ModelSpec) => `now-${Math.max(1, Math.ceil((WINDOWS * windowSeconds) / DAY))}d`;

/** The panels from the top: the verdict, who and what carries it, how the model does, how it is served. */
function rowsOf(model: ModelSpec, scope: Scope): PanelSpec[][] {
  const features = featurePanels(model, scope);
  const [, ...others] = model.views.performance;
  const other = measuresPanel(others, scope, {
    id: PANEL.otherPerformance,
    title: 'Other measures of performance',
    description: `Each point is of the ${scope.window} that end there.`,
    width: 12,
  });
  const confidence = measuresPanel(model.views.confidence, scope, {
    id: PANEL.confidence,
    title: 'How sure it is',
    description: `Each point is of the ${scope.window} that end there. It needs no outcomes.`,
    width: 12,
  });
  const [volume, ...bySegment] = volumePanels(scope);
  return [
    pagePanel(model, scope),
    [policyTable(scope, { id: PANEL.policies, title: 'Every policy, worst first', width: 24, height: 9 }, [model])],
    performancePanels(model, scope),
    [...features.list, ...segmentsPanel(model, scope, 10)],
    features.distributions,
    [...distributionPanel(model.views, scope), ...confidence],
    [...other, volume!],
    latencyPanels(model, scope),
    bySegment,
    [watchedPanel(model)],
  ];
}

/** What watches the model, in words. */
function watchedPanel(model: ModelSpec): PanelSpec {
  return {
    id: PANEL.watched,
    type: 'text',
    title: 'What watches it',
    description: 'The policies of the model in words, as they were when this dashboard was generated.',
    width: 24,
    height: 12,
    targets: [],
    options: { mode: 'markdown', content: watchedText(model) },
  };
}

function linksOf(
  { overview }: Specification,
  { id, links }: ModelSpec,
  { static: fixed }: DashboardOptions
): DashboardLink[] {
  const link = (title: string, icon: string, url: string) => ({
    title,
    type: DashboardLinkType.Link,
    icon,
    tooltip: '',
    url,
    tags: [],
    asDropdown: false,
    targetBlank: false,
    includeVars: false,
    keepTime: false,
  });
  // A public dashboard leads nowhere: whoever sees it may see nothing else.
  return fixed
    ? []
    : [
        link('All models', 'apps', `/d/${overview}`),
        link('Alert rules', 'bell', `/alerting/list?search=label:leeway%3Dtrue%20group:${encodeURIComponent(id)}`),
        ...Object.entries(links).map(([name, url]) => link(name, 'external link', url)),
      ];
}
