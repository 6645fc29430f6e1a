import { Baseline, Feature, Log, Model, Outcomes, Policy, Segment } from '../../contract';

type Fields<T> = ReadonlyArray<keyof T & string>;

const MODEL: Fields<Model> = [
  'schemaVersion',
  'id',
  'name',
  'task',
  'timezone',
  'resolution',
  'window',
  'owners',
  'links',
  'log',
  'outcomes',
  'features',
  'segments',
  'baselines',
  'baseline',
  'reference',
  'defaults',
  'policies',
];
const LOG: Fields<Log> = ['table', 'id', 'unique', 'time', 'lateness', 'version', 'prediction', 'score', 'positive'];
const OUTCOMES: Fields<Outcomes> = ['table', 'id', 'label', 'time', 'source', 'delay'];
const FEATURE: Fields<Feature> = ['name', 'kind', 'column', 'path', 'source', 'unit', 'importance'];
const SEGMENT: Fields<Exclude<Segment, string>> = ['name', 'column', 'path', 'bins', 'values'];
const BASELINE: Fields<Baseline> = ['kind', 'table', 'columns', 'from', 'to', 'periods', 'every', 'minPeriods'];
const POLICY: Fields<Policy> = ['id', 'tier', 'target', 'features', 'measure', 'p', 'class', 'stat', 'above', 'below'];

/**
 * Puts a definition's fields in the order in which they are read best: Grafana's database sorts the keys of jsonData by
 * the alphabet. Fields that are not listed follow, and what is no definition at all is left as it is.
 */
export function inReadingOrder(model: unknown): unknown {
  return fields(model, MODEL, {
    log: (log) => fields(log, LOG),
    outcomes: (outcomes) => fields(outcomes, OUTCOMES),
    features: (list) => items(list, FEATURE),
    segments: (list) => items(list, SEGMENT),
    baselines: (named) => (isRecord(named) ? values(named, (baseline) => fields(baseline, BASELINE)) : named),
    policies: (list) => items(list, POLICY),
  });
}

type Arrange = (value: unknown) => unknown;

function fields(value: unknown, order: readonly string[], inner: Record<string, Arrange> = {}): unknown {
  if (!isRecord(value)) {
    return value;
  }
  const names = [
    ...order.filter((name) => name in value),
    ...Object.keys(value).filter((name) => !order.includes(name)),
  ];
  return Object.fromEntries(names.map((name) => [name, inner[name] ? inner[name](value[name]) : value[name]]));
}

function items(list: unknown, order: readonly string[]): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => fields(item, order)) : list;
}

function values(record: Record<string, unknown>, arrange: Arrange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, arrange(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
