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

/** What a dashboard variable lists. */
export type VariableKind = 'models' | 'features' | 'segments' | 'values' | 'windows' | 'baselines' | 'policies';

/** The query of a dashboard variable. */
export interface VariableQuery extends DataQuery {
  list: VariableKind;
  /** A model's id, or a variable; empty: all models. */
  model?: string;
  /** With list values: the segment whose values are listed. */
  segment?: string;
  /** With list policies: what asks for attention first, at the end of the dashboard's range; else as they are declared. */
  order?: 'verdict';
}
