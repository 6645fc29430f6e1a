import { DataSourceApi, ScopedVars } from '@grafana/data';

import { Catalog } from './Catalog';
import { Variables } from './interpolate';
import { LeewayOptions, LeewayQuery } from './types';

/** The data source as its editors and variables see it. */
export interface LeewaySource extends DataSourceApi<LeewayQuery, LeewayOptions> {
  /** What there is to choose from. */
  readonly catalog: Catalog;
  /** The dashboard's variables as a request sees them. */
  variablesOf(scopedVars: ScopedVars): Variables;
  /** The dashboard's variables that a query may name, as it would write them. */
  variableNames(): string[];
}
