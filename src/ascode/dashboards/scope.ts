import { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';

import { ModelSpec, Query, QUERY_VERSION, Specification } from '../../contract';

const TYPE = 'leeway-monitor-datasource';

/** What the queries of a dashboard ask about: its variables, or what they would stand at. */
export interface Scope {
  datasource: DataSourceRef;
  /** A model's id, or the variable that holds one. */
  model: string;
  window: string;
  baseline: string;
  /** None: all. */
  versions: string[];
  features: string[];
  /** The dimension that volume is split by; none where the model declares none. */
  segment?: string;
}

/** The scope of a dashboard with variables. `model` is their name for the model, if it can be chosen. */
export function variableScope({ id, segments, views, baseline }: ModelSpec, model = id): Scope {
  return {
    datasource: { type: TYPE, uid: '${datasource}' },
    model,
    window: '$window',
    baseline: baseline ? '$baseline' : '',
    versions: views.versions ? ['$version'] : [],
    features: ['$feature'],
    segment: segments.length > 0 ? '$segment' : undefined,
  };
}

/** The scope of a dashboard without variables, which Grafana can share in public. */
export function fixedScope({ dataSource }: Specification, { id, window, segments }: ModelSpec): Scope {
  return {
    datasource: { type: TYPE, uid: dataSource },
    model: id,
    window,
    baseline: '',
    versions: [],
    features: [],
    segment: segments[0]?.name,
  };
}

/** A query as Grafana keeps it in a panel. */
export type Target = Partial<Query> & { refId: string; datasource: DataSourceRef };

/** A query about the scope's model, over its window against its baseline. */
export function ask(scope: Scope, refId: string, query: Partial<Query>): Target {
  const { datasource, model, versions, window, baseline } = scope;
  const asked: Partial<Query> = {
    schemaVersion: QUERY_VERSION,
    queryType: 'measure',
    models: model ? [model] : [],
    ...(versions.length > 0 ? { versions } : {}),
    ...(window ? { window } : {}),
    ...(baseline ? { baseline } : {}),
    ...query,
  };
  return { refId, datasource, ...asked };
}

/** A query about policies, which say their own windows and baselines. */
export function askPolicies({ datasource, model }: Scope, refId: string, query: Partial<Query>): Target {
  return {
    refId,
    datasource,
    schemaVersion: QUERY_VERSION,
    queryType: 'policy',
    models: model ? [model] : [],
    ...query,
  };
}
