import { CoreApp } from '@grafana/data';

import { FORMATS, MeasureInfo, ModelInfo, QUERY_TYPES, Stat, STATS } from '../../contract';
import { modelsOf, union } from '../adHoc';
import { Format, LeewayQuery, QueryType, Target } from '../types';

/** The formats in the order in which the editor offers them. */
const OFFERED: Format[] = ['table', 'timeseries', 'number'];

/** Lists the query types that the engine answers; of alert rules those that have a number. */
export function queryTypesOf(app?: CoreApp | string): QueryType[] {
  const types = QUERY_TYPES.map(({ type }) => type);
  return app === CoreApp.UnifiedAlerting ? types.filter((type) => formatsOf(type).includes('number')) : types;
}

/** Lists the formats that a query type has; alert rules are served numbers and time series only. */
export function formatsOf(queryType: QueryType, app?: CoreApp | string): Format[] {
  const all = OFFERED.filter((format) => (FORMATS[queryType] as readonly Format[]).includes(format));
  return app === CoreApp.UnifiedAlerting ? [...all].reverse().filter((format) => format !== 'table') : all;
}

/** Returns the query's type and format with the backend's defaults in place. */
export function shapeOf(query: LeewayQuery): { queryType: QueryType; format: Format } {
  return { queryType: query.queryType ?? 'measure', format: query.format ?? 'table' };
}

/** Looks up the measures of a query; undefined if one of them is not known, so that nothing is concluded. */
export function measuresOf(query: LeewayQuery, known: MeasureInfo[]): MeasureInfo[] | undefined {
  const found = (query.measures ?? []).map(({ id }) => known.find((measure) => measure.id === id));
  return found.every((measure): measure is MeasureInfo => measure !== undefined) ? found : undefined;
}

/** Lists the measures that can be asked of at least one of the models. */
export function measuresFor(models: ModelInfo[], measures: MeasureInfo[], queryType: QueryType): MeasureInfo[] {
  return measures.filter(
    ({ tasks, targets, twoSample }) =>
      (queryType !== 'distribution' || twoSample) &&
      (queryType !== 'segments' || !twoSample) &&
      models.some(
        (model) =>
          (tasks.length === 0 || tasks.includes(model.task)) && targets.some((target) => model.targets.includes(target))
      )
  );
}

/** Lists the targets that every measure of the query can be taken of and one of its models has. */
export function targetsOf(query: LeewayQuery, models: ModelInfo[], known: MeasureInfo[]): Target[] {
  const had = union(modelsOf(models, query.models ?? []).map(({ targets }) => targets));
  if (shapeOf(query).queryType === 'distribution' && !query.measures?.length) {
    return had.filter((target) => known.some(({ twoSample, targets }) => twoSample && targets.includes(target)));
  }
  const measures = measuresOf(query, known) ?? [];
  return had.filter((target) => measures.every(({ targets }) => targets.includes(target)));
}

/** Lists the stats that everything the query asks for has, and its format can hold. */
export function statsOf(query: LeewayQuery, known: MeasureInfo[]): Stat[] {
  const { queryType, format } = shapeOf(query);
  if (queryType === 'features') {
    return [...STATS.features];
  }
  const stats = [...statsOfAny(query, known), ...causesOf(query, known)];
  return format === 'table' ? stats : stats.filter((stat) => stat !== 'explanation');
}

/** The stats that say where a change comes from: of performance, in one window. */
function causesOf(query: LeewayQuery, known: MeasureInfo[]): readonly Stat[] {
  const { queryType, format } = shapeOf(query);
  const measures = measuresOf(query, known) ?? [];
  const fits = queryType === 'policy' ? Boolean(query.policy) : measures.length > 0 && measures.every(readsLabels);
  return fits && format !== 'timeseries' ? STATS.cause : [];
}

function statsOfAny(query: LeewayQuery, known: MeasureInfo[]): Stat[] {
  const { queryType } = shapeOf(query);
  if (queryType === 'policy') {
    // A policy's own measure is not told, so what it has beside is offered and, where it has not, refused in words.
    return query.policy
      ? union<Stat>([STATS.policy, STATS.twoSample, STATS.oneSample, STATS.common])
      : [...STATS.policy, ...STATS.common];
  }
  const own = (measuresOf(query, known) ?? []).map(({ twoSample }): readonly Stat[] =>
    twoSample ? STATS.twoSample : STATS.oneSample
  );
  const shared = union(own).filter((stat) => own.every((list) => list.includes(stat)));
  return [...shared, ...STATS.common];
}

/** The stat that numbers and time series hold where the query names none. */
export function mainStat(query: LeewayQuery, known: MeasureInfo[]): Stat {
  const { queryType } = shapeOf(query);
  if (queryType === 'policy' || queryType === 'features') {
    return queryType === 'policy' ? 'breach' : 'mostDrifted';
  }
  return measuresOf(query, known)?.[0]?.twoSample ? 'value' : 'current';
}

/** Which optional parts of a query mean anything. What is not known to be meaningless counts as meaning something. */
export interface Parts {
  measures: boolean;
  policy: boolean;
  target: boolean;
  features: boolean;
  stats: boolean;
  splitBy: boolean;
  every: boolean;
  labels: boolean;
  bins: boolean;
  limit: boolean;
  filters: boolean;
  window: boolean;
  baseline: boolean;
  changes: boolean;
}

/** Works out which optional parts of a query mean anything, given its type, format, measures and target. */
export function partsOf(query: LeewayQuery, known: MeasureInfo[]): Parts {
  const { queryType, format } = shapeOf(query);
  const type = partsOfType(queryType);
  const subject = type.measures ? partsOfSubject(query, measuresOf(query, known)) : NO_SUBJECT;
  return {
    ...type,
    stats: type.stats || (queryType === 'features' && format === 'number'),
    target: type.target || subject.target,
    features: type.features || subject.features,
    every: type.every || format === 'timeseries',
    labels: type.labels || query.target === 'label' || subject.labels,
    bins: type.bins || subject.bins,
    limit: type.limit || subject.limit,
  };
}

/** The parts that mean something with a query type, whatever else the query asks. */
function partsOfType(queryType: QueryType): Parts {
  const is = (...types: QueryType[]) => types.includes(queryType);
  const not = (...types: QueryType[]) => !is(...types);
  return {
    measures: not('policy', 'features', 'calibration', 'confusion', 'health', 'changes', 'backtest'),
    policy: is('policy', 'changes', 'backtest'),
    target: is('distribution', 'records'),
    features: is('features', 'records'),
    stats: not(
      'distribution',
      'features',
      'segments',
      'calibration',
      'confusion',
      'records',
      'health',
      'changes',
      'backtest'
    ),
    splitBy: not('policy', 'features', 'health', 'changes', 'backtest', 'records'),
    every: is('changes', 'backtest'),
    labels: is('policy', 'segments', 'calibration', 'confusion'),
    bins: is('distribution', 'features', 'calibration'),
    limit: is('segments', 'confusion', 'records'),
    filters: not('health'),
    window: not('health', 'changes', 'backtest'),
    baseline: not('health', 'records', 'changes', 'backtest'),
    changes: is('changes'),
  };
}

type SubjectParts = Pick<Parts, 'target' | 'features' | 'labels' | 'bins' | 'limit'>;

const NO_SUBJECT: SubjectParts = { target: false, features: false, labels: false, bins: false, limit: false };

/** The parts that mean something with what is measured; measures that are not known may mean anything. */
function partsOfSubject(query: LeewayQuery, measures?: MeasureInfo[]): SubjectParts {
  const some = (test: (measure: MeasureInfo) => boolean) => !measures || measures.some(test);
  return {
    target: measures?.length !== 0,
    features: takesFeatures(query, measures),
    labels: shapeOf(query).queryType !== 'distribution' && some(readsLabels),
    bins: some(({ twoSample }) => twoSample),
    limit: Boolean(query.splitBy?.length),
  };
}

/** Without a target a measure is taken of its first, or of the features where some are named and it can be. */
function takesFeatures({ queryType, target, features = [] }: LeewayQuery, measures?: MeasureInfo[]): boolean {
  if (target || !measures) {
    return !target || target === 'features';
  }
  if (queryType === 'distribution') {
    return true;
  }
  return measures.some(
    ({ targets }) => targets[0] === 'features' || (features.length > 0 && targets.includes('features'))
  );
}

/** Performance is what is measured of predictions and labels and never of features. */
function readsLabels({ targets }: MeasureInfo): boolean {
  return targets.some((target) => ['prediction', 'score', 'label'].includes(target)) && !targets.includes('features');
}
