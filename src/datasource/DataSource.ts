import {
  AdHocVariableFilter,
  CoreApp,
  DataSourceGetTagKeysOptions,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  MetricFindValue,
  ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';

import { tagKeys, tagValues } from './adHoc';
import { Catalog } from './Catalog';
import { defaultQuery, isComplete } from './defaults';
import { interpolate, Variables } from './interpolate';
import { LeewaySource } from './LeewaySource';
import { LeewayOptions, LeewayQuery } from './types';
import { LeewayVariables } from './variables';

/** The browser's half of the data source: variables are replaced here, answers are computed by the Go backend. */
export class LeewayDataSource extends DataSourceWithBackend<LeewayQuery, LeewayOptions> implements LeewaySource {
  readonly catalog = new Catalog((path, params) => this.getResource(path, params));

  constructor(settings: DataSourceInstanceSettings<LeewayOptions>) {
    super(settings);
    this.annotations = {};
    this.variables = new LeewayVariables(this);
  }

  getDefaultQuery(app: CoreApp): Partial<LeewayQuery> {
    return defaultQuery(app);
  }

  filterQuery(query: LeewayQuery): boolean {
    return isComplete(query);
  }

  variablesOf(scopedVars: ScopedVars): Variables {
    return new Variables(getTemplateSrv(), scopedVars);
  }

  variableNames(): string[] {
    return getTemplateSrv()
      .getVariables()
      .map(({ name }) => `$${name}`);
  }

  applyTemplateVariables(query: LeewayQuery, scopedVars: ScopedVars, filters?: AdHocVariableFilter[]): LeewayQuery {
    return interpolate(query, this.variablesOf(scopedVars), filters);
  }

  getTagKeys(options?: DataSourceGetTagKeysOptions<LeewayQuery>): Promise<MetricFindValue[]> {
    return tagKeys(this.catalog, options?.queries ?? []);
  }

  getTagValues({ key, queries = [] }: DataSourceGetTagValuesOptions<LeewayQuery>): Promise<MetricFindValue[]> {
    return tagValues(this.catalog, key, queries);
  }
}
