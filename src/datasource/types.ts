import { DataQuery, DataSourceJsonData } from '@grafana/schema';

import { Query, Settings, Split } from '../contract';

/** One query as Grafana keeps it: the contract's query beside the fields that are Grafana's own. */
export interface LeewayQuery extends Omit<DataQuery, 'queryType'>, Omit<Query, 'refId' | 'splitBy'> {
  /** The contract's list, without its bound of eight, which the backend checks. */
  splitBy?: Split[];
}

/** The data source's jsonData. It may be empty before it is first saved, and may hold keys that are Grafana's own. */
export interface LeewayOptions extends DataSourceJsonData, Partial<Settings> {}

export type QueryType = NonNullable<LeewayQuery['queryType']>;
export type Format = NonNullable<LeewayQuery['format']>;
export type Target = NonNullable<LeewayQuery['target']>;

/** What the backend tells of a model: names, no tables and no columns. */
export interface ModelInfo {
  id: string;
  name: string;
  task: string;
  features: Array<{ name: string; kind: 'numeric' | 'categorical' }>;
  segments: string[];
  /** Everything that splitBy may name. */
  splits: string[];
  baselines: string[];
  /** The default baseline. */
  baseline: string;
  /** What a query without a window compares. */
  window: string;
  policies: string[];
  /** The targets that the model has columns for. */
  targets: Target[];
}

/** What the backend tells of a measure. */
export interface MeasureInfo {
  id: string;
  title: string;
  /** Formula, denominator and special cases. */
  doc: string;
  /** Of which it can be taken; the first is the default. */
  targets: Target[];
  /** Tasks it is defined for; empty: all. */
  tasks: string[];
  /** The parameter it takes, if any. */
  param: string;
  /** It compares two windows: its stats are value, what is usual, critical and pvalue. */
  twoSample: boolean;
  values: 'any' | 'numeric' | 'categorical';
}

/** What a dashboard variable lists. */
export type VariableKind = 'models' | 'features' | 'segments' | 'values' | 'baselines' | 'policies';

/** The query of a dashboard variable. */
export interface VariableQuery extends DataQuery {
  list: VariableKind;
  /** A model's id, or a variable; empty: all models. */
  model?: string;
  /** With list values: the segment whose values are listed. */
  segment?: string;
}
