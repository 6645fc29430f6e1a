// Generated from schema/*.json by `npm run schema`; do not edit.
/* eslint-disable */

export * from './words';

export type Score =
  | string
  | {
      [k: string]:
        | string
        | number
        | {
            column: string;
            /**
             * the place in a list, from 0
             */
            index?: number;
            /**
             * the key in a document or a map
             */
            class?: string;
            /**
             * percent: from 0 to 100
             */
            scale?: 'percent';
          };
    };
export type Duration = string;
export type Scalar = string | number | boolean;
export type Segment =
  | string
  | {
      /**
       * becomes an alert label
       */
      name: string;
      /**
       * default: the name
       */
      column?: string;
      path?: string;
      /**
       * inner edges of a numeric column, ascending
       */
      bins?: number[];
      /**
       * declared values: the subjects of alert rules
       */
      values?: Scalar[];
    };
export type Date = string;
export type Stat =
  | 'value'
  | 'critical'
  | 'usualLow'
  | 'usualHigh'
  | 'pvalue'
  | 'current'
  | 'baseline'
  | 'change'
  | 'changeLower'
  | 'changeUpper'
  | 'changePoints'
  | 'relativeChange'
  | 'sigma'
  | 'baselineMean'
  | 'baselineSd'
  | 'upperLimit'
  | 'lowerLimit'
  | 'trend'
  | 'trendPvalue'
  | 'margin'
  | 'breach'
  | 'threshold'
  | 'verdict'
  | 'explanation'
  | 'count'
  | 'baselineCount'
  | 'historyCount'
  | 'expected'
  | 'windowStart'
  | 'windowEnd'
  | 'baselineStart'
  | 'baselineEnd'
  | 'rangeStart'
  | 'rangeEnd'
  | 'baselinePeriods'
  | 'windowStartLocal'
  | 'windowEndLocal'
  | 'worstSegment'
  | 'worstSegmentShare'
  | 'inputsEffect'
  | 'relationEffect'
  | 'mostDrifted'
  | 'driftedCount';
/**
 * Split is one dimension of splitBy: a segment or an implicit dimension by name, or a feature.
 */
export type Split =
  | string
  | {
      feature: string;
      /**
       * of a numeric feature; default 4
       */
      bins?: number;
    };
export type Spellings = string | number | boolean | [string | number | boolean, ...(string | number | boolean)[]];
export type BaselineRef = string | Baseline;
export type Length = string;

/**
 * The documents that Leeway reads and writes.
 */
export interface Contract {
  comparison?: Comparison;
  model?: Model;
  query?: Query;
  resources?: Resources;
  settings?: Settings;
  specification?: Specification;
}
/**
 * Comparison says what was compared with what.
 */
export interface Comparison {
  model: string;
  modelName: string;
  /**
   * of the model and of what its reference fixed
   */
  revision: string;
  timezone: string;
  subject: Subject;
  current: CurrentWindow;
  baseline: BaselineWindows;
  history?: PastWindows;
  measures: ComparedBy[];
  /**
   * of a heat map: by bin
   */
  usual?: UsualShares[];
  /**
   * of a heat map: by time, as the verdict of a measure
   */
  verdicts?: number[];
  grid?: string;
  /**
   * share of mature predictions that have a label, 0 to 1
   */
  labelCoverage?: number;
  readAt?: string;
}
/**
 * Subject is what was measured.
 */
export interface Subject {
  target: string;
  feature?: string;
  kind: 'numeric' | 'categorical';
  unit?: string;
  segments?: {
    [k: string]: string;
  };
}
/**
 * CurrentWindow is the window that was judged, and how many values it holds.
 */
export interface CurrentWindow {
  from: string;
  to: string;
  count: number | null;
}
/**
 * BaselineWindows is what it was compared with; a table has no windows.
 */
export interface BaselineWindows {
  name: string;
  kind: string;
  windows: Window[];
  count: number | null;
}
/**
 * Window is a half-open interval of time, RFC 3339.
 */
export interface Window {
  from: string;
  to: string;
}
/**
 * PastWindows are the earlier windows that show what is usual.
 */
export interface PastWindows {
  /**
   * windows that were read
   */
  read: number;
  /**
   * of these, windows that count: those that were not unusual themselves, as many as the model takes
   */
  counted: number;
  /**
   * start of the oldest that counts, RFC 3339
   */
  from: string;
  /**
   * end of the newest that counts
   */
  to: string;
}
/**
 * ComparedBy is one measure of the comparison.
 */
export interface ComparedBy {
  id: string;
  value: number | null;
  critical: number | null;
  /**
   * least divergence of an earlier window from the others
   */
  usualLow: number | null;
  usualHigh: number | null;
  threshold: number | null;
  /**
   * 0 steady, 1 significant but not material, 2 drifted, 3 usual: material, but within what earlier windows did; null: too little data
   */
  verdict: number | null;
  /**
   * the value with what earlier windows predict, in words
   */
  expected?: string;
  /**
   * the same words in parts, of a divergence
   */
  finding?: Finding;
  reason?: string;
}
/**
 * UsualShares are what earlier windows predict of a bin's share, by time; null where they predict nothing.
 */
export interface UsualShares {
  low: number[];
  high: number[];
}
/**
 * Model is one monitored model.
 */
export interface Model {
  /**
   * default 1
   */
  schemaVersion?: number;
  /**
   * stable: dashboards and rules are keyed by it
   */
  id: string;
  /**
   * default: the id
   */
  name?: string;
  task: 'binary' | 'multiclass' | 'regression';
  /**
   * IANA name; the calendar of days, weeks and DST; default UTC
   */
  timezone?: string;
  /**
   * Resolution is the finest time bucket. Default 1h.
   */
  resolution?: Duration;
  /**
   * Window is what a query without a window compares. Default 7d, or shortestWindow where that is longer.
   */
  window?: Duration;
  /**
   * How many earlier windows show what is usual, and how rarely a quiet model may page.
   */
  history?: History;
  /**
   * odd windows in a row, and at least 28 days, that become the new normal; default 8
   */
  adoptAfter?: number;
  /**
   * weekly: windows below 7d are compared with the same weekday and hour; default weekly
   */
  season?: 'weekly' | 'none';
  /**
   * of each page policy; default 0.1
   */
  falsePagesPerYear?: number;
  /**
   * become labels team_<key>
   */
  owners?: {
    [k: string]: string;
  };
  links?: {
    [k: string]: string;
  };
  log: Log;
  outcomes?: Outcomes;
  features?: Feature[];
  segments?: Segment[];
  baselines?: {
    [k: string]: Baseline;
  };
  /**
   * name of the default baseline
   */
  baseline?: string;
  /**
   * baseline that fixes grids and kept categories
   */
  reference?: string;
  costs?: Costs;
  /**
   * default 0.6
   */
  confidenceFloor?: number;
  /**
   * a baseline's name
   */
  calibration?: string;
  /**
   * extra correlations
   */
  pairs?: [string, string][];
  skew?: Skew;
  rollup?: Rollup;
  whenExpected?: 'show' | 'mute';
  /**
   * off: of the task's default policies only those on silence; default on
   */
  defaults?: 'on' | 'off';
  /**
   * added to the defaults; one with the id of a default policy replaces it
   */
  policies?: Policy[];
  /**
   * ShortestWindow is the least window of the default policies, in whole days: those that judge a day take it where a day holds too few rows. Policies that the model declares keep their windows.
   */
  shortestWindow?: Duration;
  records?: 'off' | 'admins' | 'editors' | 'viewers';
  expected?: Expected[];
}
/**
 * Log says where the predictions lie and what each column means.
 */
export interface Log {
  /**
   * schema.table, a view, or a Parquet glob
   */
  table: string;
  id?: string[];
  /**
   * default first when there is an id
   */
  unique?: 'first' | 'all';
  time: Time;
  /**
   * Lateness is how late rows may arrive; windows end that much before the range does. Default 0.
   */
  lateness?: Duration;
  version?: string;
  /**
   * class, or the number for regression
   */
  prediction?: string;
  score?: Score;
  /**
   * the positive class, compared as canonical text, in all its spellings; default true
   */
  positive?: Spellings;
  uncertainty?: string;
  interval?: Interval;
  latency?: Latency;
  inputSize?: InputSize;
  weight?: string;
}
/**
 * Time is a column that holds instants.
 */
export interface Time {
  column: string;
  /**
   * IANA zone of naive timestamps; default UTC
   */
  zone?: string;
  /**
   * for epochs in a number column
   */
  unit?: 's' | 'ms' | 'us' | 'ns';
}
/**
 * Interval names the bounds of a prediction interval and its nominal coverage.
 */
export interface Interval {
  lower: string;
  upper: string;
  level: number;
}
/**
 * Latency is the time a prediction took.
 */
export interface Latency {
  column: string;
  /**
   * default ms
   */
  unit?: 's' | 'ms' | 'us' | 'ns';
  /**
   * default row
   */
  per?: 'row' | 'call';
  /**
   * the column that names the call
   */
  call?: string;
  slo?: Duration;
}
/**
 * InputSize is a count of inputs a call had, with the bin edges it is reported by.
 */
export interface InputSize {
  column: string;
  bins?: number[];
}
/**
 * Outcomes says where ground truth lies.
 */
export interface Outcomes {
  table?: string;
  id?: string[];
  label: string;
  time?: Time;
  source?: string;
  /**
   * Delay is the horizon H: a label counts if it was observed no later than H after the prediction.
   */
  delay?: Duration;
}
/**
 * Feature is one input of the model.
 */
export interface Feature {
  name: string;
  kind: 'numeric' | 'categorical';
  /**
   * default: the name
   */
  column?: string;
  /**
   * inside a JSON column: column.key.key
   */
  path?: string;
  /**
   * the upstream it comes from
   */
  source?: string;
  /**
   * a Grafana unit id, or text
   */
  unit?: string;
  importance?: number;
  /**
   * linear(k), exponential(s) or edges([a, b, …]); default: computed from the reference
   */
  grid?: string;
  /**
   * plausible values, inclusive
   *
   * @minItems 2
   * @maxItems 2
   */
  bounds?: [number, number];
  /**
   * declared categories, kept whatever the reference holds
   */
  values?: Scalar[];
}
/**
 * Baseline is what a window is compared with.
 */
export interface Baseline {
  kind: 'table' | 'fixed' | 'rolling' | 'offset' | 'version' | 'previous' | 'launch';
  /**
   * of kind table: schema.table, a view, or a Parquet glob
   */
  table?: string;
  /**
   * of kind table: role (prediction, score, label …) or feature → its column there; default: the same name
   */
  columns?: {
    [k: string]: string;
  };
  /**
   * of kind table: its scores were made out of sample
   */
  outOfSample?: boolean;
  /**
   * of kind fixed: inclusive
   */
  from?: Date;
  /**
   * of kind fixed: exclusive
   */
  to?: Date;
  /**
   * of kind rolling: how many; default 8
   */
  periods?: number;
  /**
   * of kind rolling: their distance; default 1w
   */
  every?: Duration;
  /**
   * of kind rolling: fewer give no baseline; default 1
   */
  minPeriods?: number;
  /**
   * of kind offset: how far back
   */
  by?: Duration;
  /**
   * of kind version
   */
  version?: string;
}
/**
 * Costs weighs the two kinds of error of a binary model, in any one unit.
 */
export interface Costs {
  falsePositive: number;
  falseNegative: number;
}
/**
 * Skew names an offline table that holds the features as training would have seen them.
 */
export interface Skew {
  table: string;
  id: string[];
  tolerance?: number;
}
/**
 * Rollup lists the features whose summaries the warehouse keeps.
 */
export interface Rollup {
  features?: string[];
}
/**
 * Policy is a bound on one stat of one measure.
 */
export interface Policy {
  id: string;
  tier: 'page' | 'notify' | 'explain';
  /**
   * default: the measure's own
   */
  target?: 'features' | 'prediction' | 'score' | 'label' | 'uncertainty' | 'interval' | 'latency' | 'log';
  /**
   * narrows target features; default all
   */
  features?: string[];
  measure: string;
  /**
   * of quantile
   */
  p?: number;
  /**
   * of share, precision, recall; of target score the class of a multiclass model
   */
  class?: string;
  /**
   * default: value or current
   */
  stat?:
    'value' | 'pvalue' | 'current' | 'change' | 'changePoints' | 'relativeChange' | 'sigma' | 'trend' | 'trendPvalue';
  splitBy?: string[];
  above?: number;
  below?: number;
  /**
   * @minItems 2
   * @maxItems 2
   */
  outside?: [number, number];
  /**
   * of freshness and label_freshness: times the largest usual gap between batches of rows
   */
  aboveUsualGap?: number;
  /**
   * default: the model's window
   */
  window?: Duration;
  baseline?: string;
  /**
   * default 100
   */
  minCount?: number;
  for?: Duration;
  recover?: number;
  title?: string;
}
/**
 * Expected is a documented change: local dates or instants, from inclusive, to exclusive.
 */
export interface Expected {
  from: Date;
  to: Date;
  reason: string;
  link?: string;
}
/**
 * Query is one query as it arrives from Grafana.
 */
export interface Query {
  refId?: string;
  schemaVersion?: number;
  queryType?:
    | 'measure'
    | 'policy'
    | 'distribution'
    | 'features'
    | 'segments'
    | 'calibration'
    | 'confusion'
    | 'triage'
    | 'changes'
    | 'records'
    | 'health'
    | 'backtest';
  /**
   * empty: all of the data source
   *
   * @maxItems 200
   */
  models?: string[];
  /**
   * empty: all
   *
   * @maxItems 200
   */
  versions?: string[];
  target?: 'features' | 'prediction' | 'score' | 'label' | 'uncertainty' | 'interval' | 'latency' | 'log';
  /**
   * empty: all
   *
   * @maxItems 2000
   */
  features?: string[];
  /**
   * @maxItems 50
   */
  measures?: Measure[];
  /**
   * empty: value or current; in a table all that apply
   *
   * @maxItems 50
   */
  stats?: Stat[];
  /**
   * @maxItems 8
   */
  splitBy?:
    | []
    | [Split]
    | [Split, Split]
    | [Split, Split, Split]
    | [Split, Split, Split, Split]
    | [Split, Split, Split, Split, Split]
    | [Split, Split, Split, Split, Split, Split]
    | [Split, Split, Split, Split, Split, Split, Split]
    | [Split, Split, Split, Split, Split, Split, Split, Split];
  /**
   * @maxItems 50
   */
  filters?: Filter[];
  /**
   * with queryType policy; empty: all. With changes and backtest; empty: those that alert
   */
  policy?: string;
  /**
   * empty: the model's window, of a time series one step; range: as long as the range
   */
  window?: Length;
  /**
   * step of a time series
   */
  every?: Duration;
  partial?: boolean;
  /**
   * empty: the model's default
   */
  baseline?: BaselineRef;
  /**
   * which labels count
   */
  labels?: 'horizon' | 'all';
  format?: 'number' | 'table' | 'timeseries';
  /**
   * recording rules need drop
   */
  nulls?: 'keep' | 'drop' | 'label';
  limit?: number;
  bins?: number;
  /**
   * with queryType changes; empty: all kinds
   */
  changes?: ('announced' | 'rollout' | 'adoption' | 'breach')[];
}
/**
 * Measure names a measure and its parameter, if it has one.
 */
export interface Measure {
  id: string;
  /**
   * of quantile
   */
  p?: number;
  /**
   * of share, precision, recall; of target score the class of a multiclass model
   */
  class?: string;
}
/**
 * Filter keeps rows of the log.
 */
export interface Filter {
  key: string;
  operator: '=' | '!=' | '=|' | '!=|' | '<' | '<=' | '>' | '>=' | '=~';
  /**
   * @maxItems 1000
   */
  values?: (string | number | boolean)[];
  /**
   * Grafana's single-value form; becomes the one entry of values
   */
  value?: string | number | boolean;
}
/**
 * Resources lists the answer of each route by the route's name.
 */
export interface Resources {
  /**
   * GET models
   */
  models: ModelInfo[];
  /**
   * GET models/{id}/resolved
   */
  resolved: ModelSpec;
  /**
   * GET models/{id}/policies, for administrators
   */
  policies: Evaluations;
  /**
   * GET measures
   */
  measures: MeasureInfo[];
  /**
   * GET values?model=…&segment=…
   */
  values: string[];
  /**
   * GET reading
   */
  reading: Reading[];
  /**
   * POST check, for administrators; see docs/datasource.md
   */
  check: Check;
  /**
   * POST tables, for administrators
   */
  tables: string[];
  /**
   * POST propose, for administrators
   */
  propose: Proposal;
  /**
   * POST validate, for administrators
   */
  validate: Validation;
}
/**
 * ModelInfo is what editors offer of a model.
 */
export interface ModelInfo {
  id: string;
  name: string;
  task: 'binary' | 'multiclass' | 'regression';
  features: FeatureInfo[];
  segments: string[];
  /**
   * everything that splitBy may name
   */
  splits: string[];
  baselines: string[];
  /**
   * BaselineDocs says what each baseline is, in words that go on after "against".
   */
  baselineDocs: {
    [k: string]: string;
  };
  /**
   * the default; empty: none
   */
  baseline: string;
  /**
   * what a query without a window compares
   */
  window: string;
  policies: string[];
  /**
   * those that the model has columns for
   */
  targets: ('features' | 'prediction' | 'score' | 'label' | 'uncertainty' | 'interval' | 'latency' | 'log')[];
}
/**
 * FeatureInfo is what editors offer of a feature.
 */
export interface FeatureInfo {
  name: string;
  kind: 'numeric' | 'categorical';
}
/**
 * MeasureInfo is what editors offer of a measure.
 */
export interface MeasureInfo {
  id: string;
  title: string;
  /**
   * formula, denominator and special cases
   */
  doc: string;
  /**
   * of which it can be taken; the first is the default
   */
  targets: ('features' | 'prediction' | 'score' | 'label' | 'uncertainty' | 'interval' | 'latency' | 'log')[];
  /**
   * of the models that it is defined for; empty: all
   */
  tasks: string[];
  /**
   * the parameter that it takes, if any
   */
  param: '' | 'p' | 'class';
  /**
   * it is a distance between two windows
   */
  twoSample: boolean;
  /**
   * the columns that it is defined for
   */
  values: 'any' | 'numeric' | 'categorical';
}
/**
 * Reading says how much of a model's log is read from the store now.
 */
export interface Reading {
  /**
   * its id
   */
  model: string;
  name: string;
  /**
   * of the model's calendar, whole or in part; 0: it is not known how many
   */
  days: number;
  /**
   * the first of them, 2006-01-02
   */
  first?: string;
  /**
   * the last of them
   */
  last?: string;
}
/**
 * Settings is the data source's jsonData: how to reach the store, limits, and the models.
 */
export interface Settings {
  store: Store;
  limits?: Limits;
  models?: Model[];
  /**
   * YAML or JSON below the operator's models_root, in place of models
   */
  modelsFile?: string;
}
/**
 * Store says which database and how; host, user and database are Grafana's own fields.
 */
export interface Store {
  kind: 'duckdb' | 'postgres' | 'clickhouse' | 'mysql' | 'trino';
  /**
   * duckdb: the database file; empty: tables are Parquet globs
   */
  path?: string;
  tls?: '' | 'disable' | 'require' | 'verify-ca' | 'verify-full';
  /**
   * MoveTo shifts a demo log in time: "now" or a date. See the contract; only for demonstrations.
   */
  moveTo?: string;
}
/**
 * Limits bound what one data source may use.
 */
export interface Limits {
  queryTimeout?: Duration;
  maxOpenConns?: number;
  cacheMB?: number;
  /**
   * duckdb: of the store, the cache aside
   */
  memoryMB?: number;
  maxSeries?: number;
}
/**
 * Specification is a data source with what is monitored on it.
 */
export interface Specification {
  /**
   * its uid
   */
  dataSource: string;
  name: string;
  /**
   * the organisation that the uids are of
   */
  org: number;
  /**
   * uid of the rule "Leeway cannot read"
   */
  cannotRead: string;
  /**
   * uid of the dashboard of all models
   */
  overview: string;
  models: ModelSpec[];
}
/**
 * ModelSpec is a resolved model: its definition with the defaults filled in, what watches it and what does not.
 */
export interface ModelSpec {
  id: string;
  name: string;
  task: 'binary' | 'multiclass' | 'regression';
  timezone: string;
  /**
   * the finest time bucket
   */
  resolution: string;
  /**
   * what a query without a window compares
   */
  window: string;
  windowSeconds: number;
  /**
   * windows end that much before the range does; empty: not at all
   */
  lateness: string;
  /**
   * how long after its prediction a label counts; empty: as long as it takes
   */
  labelDelay: string;
  /**
   * the same in seconds; 0: as long as it takes
   */
  labelDelaySeconds: number;
  owners: {
    [k: string]: string;
  };
  links: {
    [k: string]: string;
  };
  features: FeatureSpec[];
  segments: SegmentSpec[];
  /**
   * by name
   */
  baselines: BaselineSpec[];
  /**
   * the default; empty: none
   */
  baseline: string;
  /**
   * the baseline that fixes grids and kept categories; empty: none
   */
  reference: string;
  judging: JudgingSpec;
  /**
   * scores below it are of low confidence, 0 to 1
   */
  confidenceFloor: number;
  /**
   * it has outcomes
   */
  labelled: boolean;
  /**
   * it logs scores
   */
  scored: boolean;
  /**
   * what of it can be drawn
   */
  views: Views;
  /**
   * uid of its dashboard
   */
  dashboard: string;
  policies: PolicySpec[];
  /**
   * default policies of its task that it does not have
   */
  off: Unwatched[];
  /**
   * what works but should be changed
   */
  warnings: string[];
  /**
   * what must be changed: nothing is generated from a model with faults
   */
  faults: Fault[];
}
/**
 * FeatureSpec is a feature as texts name it.
 */
export interface FeatureSpec {
  name: string;
  kind: 'numeric' | 'categorical';
  unit: string;
}
/**
 * SegmentSpec is a declared segment with the values that it is declared to have, or the labels of its bins.
 */
export interface SegmentSpec {
  name: string;
  values: string[];
}
/**
 * BaselineSpec is a baseline by name.
 */
export interface BaselineSpec {
  name: string;
  kind: 'table' | 'fixed' | 'rolling' | 'offset' | 'version' | 'previous' | 'launch';
  /**
   * of kind rolling: how far its periods lie apart; else empty
   */
  every: string;
}
/**
 * JudgingSpec says by which earlier windows a model is judged, and how strictly.
 */
export interface JudgingSpec {
  /**
   * earlier windows of predictions, labels and performance
   */
  modelHistory: number;
  /**
   * earlier windows of features and scores
   */
  featureHistory: number;
  /**
   * this many odd windows in a row become the new normal
   */
  adoptAfter: number;
  season: 'weekly' | 'none';
  /**
   * of each page policy
   */
  falsePagesPerYear: number;
}
/**
 * PolicySpec is a resolved policy.
 */
export interface PolicySpec {
  id: string;
  /**
   * of its alert rule
   */
  uid: string;
  title: string;
  /**
   * of a default policy: what it means when it is breached
   */
  why: string;
  /**
   * the model gets it by its task; else the definition declares it
   */
  isDefault: boolean;
  /**
   * the definition declares it in place of the default policy of that id
   */
  replacesDefault: boolean;
  tier: 'page' | 'notify' | 'explain';
  measure: string;
  /**
   * of quantile
   */
  p: number | null;
  /**
   * of a measure of one class; empty: none
   */
  class: string;
  measureTitle: string;
  /**
   * of the values: a Grafana unit; empty where it is none, or differs by feature
   */
  unit: string;
  target: 'features' | 'prediction' | 'score' | 'label' | 'uncertainty' | 'interval' | 'latency' | 'log';
  stat: Stat;
  splitBy: string[];
  /**
   * of target features: those that it watches
   */
  features: string[];
  above: number | null;
  below: number | null;
  outside: [number, number] | null;
  aboveUsualGap: number | null;
  recover: number | null;
  /**
   * windows with fewer values are not judged
   */
  minCount: number;
  window: string;
  windowSeconds: number;
  /**
   * empty: at once
   */
  for: string;
  baseline: string;
  baselineKind: string;
  /**
   * its windows end when labels are complete
   */
  needsLabels: boolean;
  /**
   * it measures the distance of two windows
   */
  comparesWindows: boolean;
  /**
   * its change can be told by segment and by inputs
   */
  takenApart: boolean;
}
/**
 * Unwatched is a default policy of the model's task that the model does not have, and why.
 */
export interface Unwatched {
  policy: string;
  /**
   * what the definition lacks, or that it turns the policy off
   */
  why: string;
}
/**
 * Fault is what is wrong with a field of a definition.
 */
export interface Fault {
  path: string;
  message: string;
}
/**
 * Finding is what Expected says, in the parts that a headline needs.
 */
export interface Finding {
  /**
   * "PSI 3.0", "PSI 3.0 from baseline launch"
   */
  value: string;
  /**
   * "earlier weeks 0.40 to 3.9"; absent where it is not known
   */
  range?: string;
  /**
   * what else is known, the most urgent first
   */
  notes?: string[];
}
/**
 * History is how many earlier windows show what is usual.
 */
export interface History {
  /**
   * of what is counted once a row: predictions, labels, performance; default 16
   */
  model?: number;
  /**
   * of features and scores by bin; default 12
   */
  features?: number;
}
/**
 * Check says step by step what the settings of a data source reach.
 */
export interface Check {
  healthy: boolean;
  /**
   * the first failure, else that all is well
   */
  message: string;
  /**
   * in the order in which they were tried; what follows a broken connection is not
   */
  steps: CheckStep[];
}
/**
 * CheckStep is one thing that was tried.
 */
export interface CheckStep {
  /**
   * such as sign in, clock, model arrival-delay
   */
  name: string;
  state: 'passed' | 'warning' | 'failed';
  message: string;
}
/**
 * Evaluations say how the policies of a model stand at the end of its log, what asks for attention first.
 */
export interface Evaluations {
  /**
   * the end of the windows, RFC 3339
   */
  to: string;
  policies: PolicyOutcome[];
}
/**
 * PolicyOutcome is how a policy stands for one subject, in words.
 */
export interface PolicyOutcome {
  policy: string;
  tier: string;
  /**
   * empty: the model as a whole
   */
  subject: string;
  verdict: string;
  bound: string;
  /**
   * the smallest change that it can find in a window like this; empty where that is not known
   */
  finds: string;
  /**
   * the value with what earlier windows predict, or why there is no verdict
   */
  reason: string;
}
/**
 * Left is a column without a role.
 */
export interface Left {
  column: string;
  reason: string;
}
/**
 * MeasureSpec is a measure with what it is taken of.
 */
export interface MeasureSpec {
  id: string;
  title: string;
  /**
   * a Grafana unit; empty: none
   */
  unit: string;
  target: 'features' | 'prediction' | 'score' | 'label' | 'uncertainty' | 'interval' | 'latency' | 'log';
}
/**
 * Note says why a part of the definition is as it is.
 */
export interface Note {
  /**
   * log.time, features[2]; empty: the whole
   */
  path: string;
  confidence: 'high' | 'medium' | 'low';
  reason: string;
}
/**
 * Proposal is a proposed definition as YAML, with the reasons as comments, and the reasons by themselves.
 */
export interface Proposal {
  yaml: string;
  table: string;
  /**
   * rows that were read
   */
  sample: number;
  notes: Note[];
  left: Left[];
}
/**
 * Validation says of a text of definitions which models are right, and what is wrong with the others.
 */
export interface Validation {
  /**
   * those that can be read
   */
  models: ModelSpec[];
  errors: Fault[];
}
/**
 * Views says what of a model can be drawn: what its task and its columns allow.
 */
export interface Views {
  /**
   * of its outcomes, the one that leads first
   */
  performance: MeasureSpec[];
  /**
   * what tells of the leading one before labels arrive
   */
  estimates: MeasureSpec[];
  /**
   * how sure it is
   */
  confidence: MeasureSpec[];
  /**
   * beside those of features
   */
  distributions: ('score' | 'prediction' | 'uncertainty')[];
  latency: boolean;
  inputSize: boolean;
  /**
   * the log says which version predicted
   */
  versions: boolean;
}
