import { CustomVariableSupport, DataFrame, DataQueryRequest, DataQueryResponse, MetricFindValue } from '@grafana/data';
import { from, lastValueFrom, map, Observable } from 'rxjs';

import { ModelInfo, QUERY_VERSION } from '../contract';
import { knowsValues, modelsOf, union } from './adHoc';
import { Catalog } from './Catalog';
import { USUAL_WINDOWS } from './defaults';
import { Variables } from './interpolate';
import { LeewaySource } from './LeewaySource';
import { LeewayQuery, VariableQuery } from './types';
import { initialVariableQuery, VariableEditor } from './VariableEditor';

/** Dashboard variables: models, and what their definitions name. */
export class LeewayVariables extends CustomVariableSupport<LeewaySource, VariableQuery, LeewayQuery> {
  editor = VariableEditor;

  constructor(private readonly datasource: LeewaySource) {
    super();
    this.query = this.query.bind(this); // Grafana calls it as a bare function
  }

  getDefaultQuery(): Partial<LeewayQuery> {
    // Grafana declares the query of panels here, but means the one of the editor.
    return initialVariableQuery() as Partial<LeewayQuery>;
  }

  query(request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const { targets, scopedVars } = request;
    // A variable that is still being made has an empty text for a query.
    const query = { ...initialVariableQuery(), ...(typeof targets[0] === 'object' ? targets[0] : {}) };
    const values = findValues(this.datasource.catalog, query, this.datasource.variablesOf(scopedVars ?? {}));
    const isByVerdict = query.list === 'policies' && query.order === 'verdict';
    const ordered = isByVerdict ? values.then((all) => this.byVerdict(all, query, request)) : values;
    return from(ordered).pipe(map((data) => ({ data })));
  }

  /** Puts the policies that ask for attention first. While they cannot be judged, they stay as they are declared. */
  private async byVerdict(
    all: MetricFindValue[],
    { refId, model }: VariableQuery,
    request: DataQueryRequest<VariableQuery>
  ): Promise<MetricFindValue[]> {
    const table: LeewayQuery = {
      refId,
      schemaVersion: QUERY_VERSION,
      queryType: 'policy',
      models: model ? [model] : [],
      format: 'table',
      limit: 50,
    };
    try {
      const answer = await lastValueFrom(from(this.datasource.query({ ...request, targets: [table] })));
      const policies = answer.data.flatMap(
        ({ fields }: DataFrame) => fields.find(({ name }) => name === 'policy')?.values
      );
      const rank = new Map([...new Set<string>(policies)].map((id, i) => [id, i]));
      const rankOf = ({ value }: MetricFindValue) => rank.get(String(value)) ?? rank.size;
      return [...all].sort((a, b) => rankOf(a) - rankOf(b));
    } catch {
      return all;
    }
  }
}

/** Finds what a variable's query lists, a model's own window and default baseline first. Rejects, in words, where the query names a model that there is not. */
export async function findValues(
  catalog: Catalog,
  { list, model = '', segment = '' }: VariableQuery,
  variables: Variables
): Promise<MetricFindValue[]> {
  const all = await catalog.models();
  if (list === 'models') {
    return all.map(({ id, name }) => ({ text: name, value: id }));
  }
  const asked = model === '' ? [] : variables.names([model]);
  const unknown = asked.find((id) => !all.some((known) => known.id === id));
  if (unknown !== undefined) {
    throw new Error(`There is no model "${unknown}"; there are ${all.map(({ id }) => id).join(', ') || 'none'}.`);
  }
  const names = await namesOf(catalog, modelsOf(all, asked), list, variables.one(segment));
  return names.map((text) => ({ text, value: text }));
}

async function namesOf(
  catalog: Catalog,
  models: ModelInfo[],
  list: Exclude<VariableQuery['list'], 'models'>,
  segment: string
): Promise<string[]> {
  switch (list) {
    case 'features':
      return union(models.map(({ features }) => features.map(({ name }) => name)));
    case 'values': {
      const having = models.filter((one) => knowsValues(one, segment));
      return union(await Promise.all(having.map(({ id }) => catalog.values(id, segment))));
    }
    case 'windows':
      return union([...models.map(({ window }) => [window]), USUAL_WINDOWS]);
    case 'baselines':
      return union(models.map(({ baseline, baselines }) => (baseline ? [baseline, ...baselines] : baselines)));
    default:
      return union(models.map((model) => model[list]));
  }
}
