import { ModelSpec, QUERY_VERSION, Specification } from '../contract';
import { Linked } from './links';
import { labelsOf, plain, Rule, ruleOf, threshold } from './rule';
import { byState, literal } from './template';

/** A group of rules, which Grafana evaluates together. */
export interface RuleGroup {
  orgId: number;
  name: string;
  folder: string;
  interval: string;
  rules: Rule[];
}

/** A rule by what Grafana knows it by. */
export interface RuleKey {
  orgId: number;
  uid: string;
}

/** What Grafana reads from provisioning/alerting. */
export interface RuleFile {
  apiVersion: 1;
  groups: RuleGroup[];
  /** Rules that were generated once and are no more: Grafana keeps a rule that is merely absent from the file. */
  deleteRules?: RuleKey[];
}

/** Where the rules go, and how often they are evaluated. */
export interface AlertOptions {
  folder: string;
  interval: string;
  /** The uid of a dashboard of your own that alerts link to, or false: Explore; by default the generated one of the model. */
  dashboard?: string | false;
  /** The rules that were generated before, with those that were gone by then. */
  before?: RuleKey[];
}

const HOUR = 3600;

/**
 * The rules of one data source: a group for each model with a rule for each policy that pages or notifies, and one rule
 * that tells when Leeway cannot read. Policies of tier explain are drawn and never alert, so they have no rule.
 */
export function alertRules(source: Specification, { folder, interval, dashboard, before }: AlertOptions): RuleFile {
  const group = (name: string, rules: Rule[]): RuleGroup => ({
    orgId: source.org,
    name: plain(name),
    folder: plain(folder),
    interval,
    rules,
  });
  const groups = source.models.map((model) =>
    group(
      model.id,
      loud(model).map((policy) => ruleOf(source, model, policy, linked(model, dashboard)))
    )
  );
  const all = [...groups.filter(({ rules }) => rules.length > 0), group(OWN_GROUP, [cannotRead(source)])];
  const gone = missingFrom(all, before ?? []);
  return { apiVersion: 1, groups: all, ...(gone.length > 0 ? { deleteRules: gone } : {}) };
}

/** The keys of the rules in groups. */
export const keysOf = (groups: RuleGroup[]): RuleKey[] =>
  groups.flatMap(({ orgId, rules }) => rules.map(({ uid }) => ({ orgId, uid })));

/** Those of the keys that no group has, each once, in order. */
function missingFrom(groups: RuleGroup[], keys: RuleKey[]): RuleKey[] {
  const text = ({ orgId, uid }: RuleKey) => `${orgId} ${uid}`;
  const present = new Set(keysOf(groups).map(text));
  const gone = new Map(keys.filter((key) => !present.has(text(key))).map((key) => [text(key), key]));
  return [...gone.values()].sort((a, b) => a.orgId - b.orgId || (a.uid < b.uid ? -1 : 1));
}

/** The group of the rule about Leeway itself. No model has this id, so no group of a model has this name. */
const OWN_GROUP = 'leeway health';

/** Where the alerts of a model link to. */
function linked(model: ModelSpec, dashboard: AlertOptions['dashboard']): Linked {
  switch (dashboard) {
    case undefined:
      return { dashboard: model.dashboard, isGenerated: true };
    case false:
      return { isGenerated: false };
    default:
      return { dashboard, isGenerated: false };
  }
}

const loud = ({ policies }: ModelSpec) => policies.filter(({ tier }) => tier !== 'explain');

/** The other rules keep their state while a query fails. This one tells that it does. */
function cannotRead(source: Specification): Rule {
  const range = { from: HOUR, to: 0 };
  const query = { refId: 'health', schemaVersion: QUERY_VERSION, queryType: 'health', format: 'number' };
  const either = (model: string, all: string) => `{{ if $labels.model }}${model}{{ else }}${all}{{ end }}`;
  const subject = either('model {{ $labels.model }}', 'the data source');
  const description =
    `Leeway cannot read ${subject}. Until it can, the other rules of ${either('this model', 'this data source')} keep the state they had. ` +
    "Save & test in the data source's settings says what is wrong.";
  const back = `Resolved: Leeway can read ${subject} again`;
  return {
    uid: source.cannotRead,
    title: plain(`Leeway cannot read: ${source.name}`),
    condition: 'breached',
    for: '10m',
    noDataState: 'Alerting',
    execErrState: 'Alerting',
    labels: labelsOf(undefined, 'notify'),
    annotations: {
      summary: `Leeway cannot read a model of ${literal(source.name)}`,
      description: byState({ failed: description, firing: description, quiet: `${back}.`, unjudged: description }),
    },
    data: [
      { refId: 'health', relativeTimeRange: range, datasourceUid: source.dataSource, model: query },
      threshold('health', range),
    ],
  };
}
