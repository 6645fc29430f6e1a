import { ModelSpec, PolicySpec, QUERY_VERSION, Specification } from '../contract';
import { PANEL } from './dashboards/ids';

/** The range that was asked for, in epoch milliseconds: asked again, it gives the same windows. It needs the figures of RANGE. */
const at = (refId: string) => `{{ printf "%.0f" $values.${refId}.Value }}000`;
const [FROM, TO] = [at('rangeStart'), at('rangeEnd')];

/** The stats that the links need. */
export const RANGE = ['rangeStart', 'rangeEnd'] as const;

/**
 * The links of a policy's alerts, absolute in time. They lead to panels of the model's dashboard, which viewers may open; with a
 * dashboard of another kind, or none, to Explore, which they may not.
 */
export function linksOf(source: Specification, model: ModelSpec, policy: PolicySpec, to: Linked) {
  const comparison = { queryType: 'policy', policy: policy.id };
  const measure = { id: policy.measure, ...(policy.class ? { class: policy.class } : {}) };
  const { window, baseline } = policy;
  const segments = { queryType: 'segments', measures: [measure], window, baseline };
  const [leading] = model.views.performance;
  const isLeading = leading?.id === policy.measure && !policy.class;
  return {
    comparison: to.dashboard
      ? dashboardLink(source, model, policy, to.dashboard)
      : exploreLink(source, model, comparison),
    ...(hasSegments(model, policy)
      ? {
          segments:
            to.isGenerated && isLeading
              ? `${dashboardLink(source, model, policy, to.dashboard)}&viewPanel=panel-${PANEL.segments}`
              : exploreLink(source, model, segments),
        }
      : {}),
    silence: silenceLink(model, policy),
  };
}

/** The dashboard that alerts link to; `isGenerated` tells that it has the panels of a generated one. */
export type Linked = { dashboard: string; isGenerated: boolean } | { dashboard?: undefined; isGenerated: false };

const hasSegments = ({ segments }: ModelSpec, { needsLabels, splitBy }: PolicySpec) =>
  needsLabels && splitBy.length === 0 && segments.length > 0;

/** The panel of a generated dashboard that shows what a policy is about. */
export function panelOf({ views }: ModelSpec, { measure, target }: PolicySpec): number {
  if (views.performance[0]?.id === measure) {
    return PANEL.performance;
  }
  return target === 'features' ? PANEL.features : PANEL.policies;
}

/** A dashboard at the policy's window and baseline. */
function dashboardLink({ dataSource }: Specification, model: ModelSpec, policy: PolicySpec, uid: string): string {
  const baseline = model.baseline && policy.baseline ? `&var-baseline=${policy.baseline}` : '';
  return `{{ externalURL }}d/${uid}?var-datasource=${dataSource}&var-model=${model.id}&var-window=${policy.window}${baseline}&from=${FROM}&to=${TO}`;
}

/** A table of what a query answers, in Grafana's Explore. */
function exploreLink({ dataSource, org }: Specification, { id }: ModelSpec, query: Record<string, unknown>): string {
  const datasource = { type: 'leeway-monitor-datasource', uid: dataSource };
  const asked = { refId: 'A', schemaVersion: QUERY_VERSION, models: [id], format: 'table', datasource, ...query };
  const pane = { datasource: dataSource, queries: [asked], range: { from: '<from>', to: '<to>' } };
  const panes = encodeURIComponent(JSON.stringify({ leeway: pane }))
    .replace(encodeURIComponent('<from>'), FROM)
    .replace(encodeURIComponent('<to>'), TO);
  return `{{ externalURL }}explore?schemaVersion=1&panes=${panes}&orgId=${org}`;
}

/** The form that silences these alerts of the model. */
function silenceLink({ id }: ModelSpec, { uid }: PolicySpec): string {
  return `{{ externalURL }}alerting/silence/new?alertmanager=grafana&matcher=__alert_rule_uid__%3D${uid}&matcher=model%3D${id}`;
}
