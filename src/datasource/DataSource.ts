import {
  AdHocVariableFilter,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceGetTagKeysOptions,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  MetricFindValue,
  ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv, TemplateSrv } from '@grafana/runtime';
import { map, Observable } from 'rxjs';

import { tagKeys, tagValues } from './adHoc';
import { Catalog } from './Catalog';
import { CHANGES, defaultQuery, isComplete } from './defaults';
import { displayText } from './displayText';
import { interpolate, Variables } from './interpolate';
import { LeewaySource } from './LeewaySource';
import { gatherNotices } from './notices';
import { LeewayOptions, LeewayQuery } from './types';
import { LeewayVariables } from './variables';
import { WhileReading } from './WhileReading';

/** The browser's half of the data source: variables are replaced here, answers are computed by the Go backend. */
export class LeewayDataSource extends DataSourceWithBackend<LeewayQuery, LeewayOptions> implements LeewaySource {
  // A failure is told where the names are missing, not in a pop-up beside it.
  readonly catalog = new Catalog((path, params) => this.getResource(path, params, { showErrorAlert: false }));

  private readonly whileReading = new WhileReading(() => this.getResource('reading', {}, { showErrorAlert: false }));

  constructor(
    settings: DataSourceInstanceSettings<LeewayOptions>,
    private readonly templates: TemplateSrv = getTemplateSrv()
  ) {
    super(settings);
    this.variables = new LeewayVariables(this);
    this.annotations = { getDefaultQuery: () => CHANGES };
  }

  getDefaultQuery(app: CoreApp): Partial<LeewayQuery> {
    return defaultQuery(app);
  }

  query(request: DataQueryRequest<LeewayQuery>): Observable<DataQueryResponse> {
    const answer = super.query(request).pipe(map((response) => ({ ...response, data: gatherNotices(response.data) })));
    const targets = this.interpolateVariablesInQueries(request.targets ?? [], request.scopedVars);
    return this.whileReading.tell({ ...request, targets }, answer);
  }

  filterQuery(query: LeewayQuery): boolean {
    return !query.hide && isComplete(query);
  }

  getQueryDisplayText(query: LeewayQuery): string {
    return displayText(query);
  }

  /** Grafana asks before it makes an alert rule of a panel: rules know no variables. */
  targetContainsTemplate(query: LeewayQuery): boolean {
    return this.templates.containsTemplate(JSON.stringify(query));
  }

  /** Also serves interpolateVariablesInQueries, by which Grafana takes a panel's queries to Explore. */
  applyTemplateVariables(query: LeewayQuery, scopedVars: ScopedVars, filters?: AdHocVariableFilter[]): LeewayQuery {
    return interpolate(query, this.variablesOf(scopedVars), filters);
  }

  variablesOf(scopedVars: ScopedVars): Variables {
    return new Variables(this.templates, scopedVars);
  }

  variableNames(): string[] {
    return this.templates.getVariables().map(({ name }) => `$${name}`);
  }

  getTagKeys({ queries = [] }: Partial<DataSourceGetTagKeysOptions<LeewayQuery>> = {}): Promise<MetricFindValue[]> {
    return tagKeys(this.catalog, this.interpolateVariablesInQueries(queries, {}));
  }

  getTagValues({ key, queries = [] }: DataSourceGetTagValuesOptions<LeewayQuery>): Promise<MetricFindValue[]> {
    return tagValues(this.catalog, key, this.interpolateVariablesInQueries(queries, {}));
  }
}
