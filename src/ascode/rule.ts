import { ModelSpec, PolicySpec, QUERY_VERSION, Specification, Stat } from '../contract';
import { DRIFT, saysDrift } from './causes';
import { Linked, linksOf, panelOf, RANGE } from './links';
import { LABEL_COVERAGE, textsOf } from './sentences';
import { BREACHED, literal, template } from './template';

/** One query of a rule in Grafana's provisioning file. Times are seconds before the evaluation. */
export interface RuleQuery {
  refId: string;
  relativeTimeRange: { from: number; to: number };
  datasourceUid: string;
  model: Record<string, unknown>;
}

/** An alert rule in Grafana's provisioning file. */
export interface Rule {
  uid: string;
  title: string;
  condition: string;
  for: string;
  noDataState: string;
  execErrState: string;
  /** The dashboard and the panel that Grafana links the rule to. */
  dashboardUid?: string;
  panelId?: number;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  data: RuleQuery[];
}

/** The refId of the figure that is tested. */
const BREACH = 'breach';
const EXPRESSION = '__expr__';
const SEVERITY = { page: 'critical', notify: 'warning', explain: 'info' } as const;

/** The rule of a policy: an instance for each feature or segment that the policy is about. Its alerts link to a dashboard. */
export function ruleOf(source: Specification, model: ModelSpec, policy: PolicySpec, to: Linked): Rule {
  const texts = textsOf(model, policy);
  const range = { from: Math.max(policy.windowSeconds, 3600), to: 0 };
  const ask: Ask = (refId, query) => ({
    refId,
    relativeTimeRange: range,
    datasourceUid: source.dataSource,
    model: { refId, schemaVersion: QUERY_VERSION, models: [model.id], format: 'number', ...query },
  });
  const stat = (name: Stat) => ({ queryType: 'policy', policy: policy.id, stats: [name] });
  const figure: Ask = (refId, query) => ask(refId, { ...query, nulls: 'label' });
  return {
    uid: policy.uid,
    title: plain(`${model.name}: ${policy.title}`),
    condition: BREACHED,
    for: policy.for || '0s',
    // An answer that cannot be computed says nothing about the model; silence and failures have rules of their own.
    noDataState: 'OK',
    execErrState: 'KeepLast',
    ...(to.isGenerated ? { dashboardUid: to.dashboard, panelId: panelOf(model, policy) } : {}),
    labels: labelsOf(model, policy.tier),
    annotations: annotations(source, model, policy, to),
    data: [
      ask(BREACH, stat(BREACH)),
      ...[...texts.stats, ...RANGE].map((name) => figure(name, stat(name))),
      ...(texts.needsLabelCoverage ? [labelCoverage(figure, policy)] : []),
      ...(saysDrift(model, policy) ? drift(figure, model, policy) : []),
      threshold(BREACH, range, recovery(policy)),
    ],
  };
}

/** Grafana sends none of an alert's values if one is null, so those that could not be computed are left out. */
type Ask = (refId: string, query: Record<string, unknown>) => RuleQuery;

/** The share of the window's predictions that have their label. */
function labelCoverage(ask: Ask, { window }: PolicySpec) {
  return ask(LABEL_COVERAGE, {
    queryType: 'measure',
    target: 'label',
    measures: [{ id: 'label_coverage' }],
    stats: ['current'],
    window,
  });
}

/**
 * Which feature drifted most, and how many did. Features need no labels: where the policy does, its window ends that much
 * earlier, so the range of these queries does, too, and they tell of the same days.
 */
function drift(ask: Ask, { labelDelaySeconds }: ModelSpec, { window, baseline, needsLabels }: PolicySpec): RuleQuery[] {
  const delay = needsLabels ? labelDelaySeconds : 0;
  return Object.values(DRIFT).map((stat) => {
    const query = ask(stat, { queryType: 'features', stats: [stat], window, baseline });
    const { from, to } = query.relativeTimeRange;
    return { ...query, relativeTimeRange: { from: from + delay, to: to + delay } };
  });
}

/** Labels are never the state of a thing: they name the rule, and so Grafana's identity of its alerts. */
export function labelsOf(model: ModelSpec | undefined, tier: PolicySpec['tier']): Record<string, string> {
  const owners = Object.entries(model?.owners ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const teams = Object.fromEntries(owners.map(([part, team]) => [`team_${part}`, plain(team)]));
  return { leeway: 'true', tier, severity: SEVERITY[tier], ...teams };
}

/** Text where Grafana's provisioning replaces variables: a dollar sign stands for itself. */
export const plain = (text: string) => text.replaceAll('$', '$$$$');

/** Above 0; with a recovery point it fires until the value is that far inside the bound again. */
export function threshold(refId: string, range: RuleQuery['relativeTimeRange'], recover?: number): RuleQuery {
  const unload = recover === undefined ? {} : { unloadEvaluator: { type: 'lt', params: [-recover] } };
  return {
    refId: BREACHED,
    relativeTimeRange: range,
    datasourceUid: EXPRESSION,
    model: {
      refId: BREACHED,
      type: 'threshold',
      expression: refId,
      conditions: [{ evaluator: { type: 'gt', params: [0] }, ...unload }],
    },
  };
}

/** How far inside the bound the recovery point lies; undefined without one. */
function recovery({ recover, above, below, outside }: PolicySpec): number | undefined {
  if (recover === null) {
    return undefined;
  }
  const bounds = outside ?? [below ?? above ?? 0];
  return Number(Math.min(...bounds.map((bound) => Math.abs(bound - recover))).toPrecision(12));
}

function annotations(source: Specification, model: ModelSpec, policy: PolicySpec, to: Linked): Record<string, string> {
  const { summary, description } = textsOf(model, policy);
  return {
    summary,
    description: template(description),
    ...linksOf(source, model, policy, to),
    ...(model.links.runbook ? { runbook_url: literal(model.links.runbook) } : {}),
  };
}
