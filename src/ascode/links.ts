import { ModelSpec, PolicySpec, Specification } from '../contract';

const SCHEMA_VERSION = 2;

/** The range that was asked for, in epoch milliseconds: asked again, it gives the same windows. It needs the figures of RANGE. */
const at = (refId: string) => `{{ printf "%.0f" $values.${refId}.Value }}000`;
const [FROM, TO] = [at('rangeStart'), at('rangeEnd')];

/** The stats that the links need. */
export const RANGE = ['rangeStart', 'rangeEnd'] as const;

/** The links of a policy's alerts, absolute in time. */
export function linksOf(source: Specification, model: ModelSpec, policy: PolicySpec, dashboard?: string) {
  const comparison = { queryType: 'policy', policy: policy.id };
  const measure = { id: policy.measure, ...(policy.class ? { class: policy.class } : {}) };
  const { window, baseline } = policy;
  const segments = { queryType: 'segments', measures: [measure], window, baseline };
  const hasSegments = policy.needsLabels && policy.splitBy.length === 0 && model.segments.length > 0;
  return {
    ...(dashboard ? { dashboard: dashboardLink(source, model, policy, dashboard) } : {}),
    comparison: exploreLink(source, model, comparison),
    ...(hasSegments ? { segments: exploreLink(source, model, segments) } : {}),
    silence: silenceLink(model, policy),
  };
}

/** The model's dashboard, at the policy's window. */
function dashboardLink({ dataSource }: Specification, { id }: ModelSpec, { window }: PolicySpec, uid: string): string {
  return `{{ externalURL }}d/${uid}?var-datasource=${dataSource}&var-model=${id}&var-window=${window}&from=${FROM}&to=${TO}`;
}

/** A table of what a query answers, in Grafana's Explore. */
function exploreLink({ dataSource, org }: Specification, { id }: ModelSpec, query: Record<string, unknown>): string {
  const datasource = { type: 'leeway-monitor-datasource', uid: dataSource };
  const asked = { refId: 'A', schemaVersion: SCHEMA_VERSION, models: [id], format: 'table', datasource, ...query };
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
