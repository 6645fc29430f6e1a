import { ScopedVars } from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';

import { MeasureInfo, ModelInfo } from '../contract';
import { Catalog } from './Catalog';

/** Two models that differ in everything that an editor offers. */
export const MODELS: ModelInfo[] = [
  {
    id: 'delay',
    name: 'Arrival delay',
    task: 'binary',
    features: [
      { name: 'distance', kind: 'numeric' },
      { name: 'carrier', kind: 'categorical' },
      { name: 'dest', kind: 'categorical' },
    ],
    segments: ['carrier', 'haul'],
    splits: ['carrier', 'haul', 'version'],
    baselines: ['launch', 'rolling'],
    baseline: 'rolling',
    baselineDocs: { launch: '2013-02-01 to 2013-03-01', rolling: 'the 8 weeks before' },
    window: '7d',
    policies: ['accuracy-week'],
    targets: ['features', 'prediction', 'score', 'label', 'latency', 'log'],
  },
  {
    id: 'fare',
    name: 'Fare',
    task: 'regression',
    features: [{ name: 'distance', kind: 'numeric' }],
    segments: ['origin'],
    splits: ['origin'],
    baselines: ['rolling'],
    baseline: 'rolling',
    baselineDocs: { rolling: 'the 4 weeks before' },
    window: '14d',
    policies: ['drift'],
    targets: ['features', 'prediction', 'log'],
  },
];

function measure(info: Partial<MeasureInfo> & Pick<MeasureInfo, 'id' | 'title' | 'targets'>): MeasureInfo {
  return { doc: `What ${info.id} is.`, tasks: [], param: '', twoSample: false, values: 'any', ...info };
}

/** One measure of every sort that editors tell apart. */
export const MEASURES: MeasureInfo[] = [
  measure({
    id: 'psi',
    title: 'Population stability index',
    targets: ['features', 'prediction', 'score'],
    twoSample: true,
  }),
  measure({ id: 'ks', title: 'Kolmogorov–Smirnov statistic', targets: ['features', 'score'], twoSample: true }),
  measure({ id: 'mean', title: 'Mean', targets: ['features', 'prediction', 'latency'] }),
  measure({ id: 'quantile', title: 'Quantile', targets: ['features', 'latency'], param: 'p' }),
  measure({ id: 'share', title: 'Share of a class', targets: ['features', 'prediction'], param: 'class' }),
  measure({ id: 'accuracy', title: 'Accuracy', targets: ['prediction'], tasks: ['binary', 'multiclass'] }),
  measure({ id: 'rows', title: 'Rows', targets: ['log'] }),
];

const VALUES: Record<string, string[]> = {
  'delay/carrier': ['AA', 'B6'],
  'delay/version': ['v1', 'v2'],
  'fare/origin': ['JFK', 'LGA'],
};

/** What the backend's resources answer. */
export function answer(path: string, params: Record<string, string> = {}): Promise<unknown> {
  switch (path) {
    case 'models':
      return Promise.resolve(MODELS);
    case 'measures':
      return Promise.resolve(MEASURES);
    default:
      return Promise.resolve(VALUES[`${params.model}/${params.segment}`]);
  }
}

/** A catalog over the models and measures above. */
export function testCatalog(): Catalog {
  return new Catalog(answer);
}

/** The value of a dashboard variable; all: it stands at All, which lists every option. */
interface TestVariable {
  value: string | string[];
  all?: boolean;
}

type Format = string | ((value: string | string[]) => string) | undefined;

/** Replaces variables as Grafana does: names in three notations, formats by name or by function, All by its options. */
export function testTemplates(variables: Record<string, TestVariable>): TemplateSrv {
  const write = ({ value, all }: TestVariable, format: Format): string => {
    const values = [value].flat();
    switch (format) {
      case 'text':
        return all ? 'All' : values.join(' + ');
      case 'regex':
        return values.length > 1 ? `(${values.join('|')})` : values[0];
      default:
        return typeof format === 'function' ? format(value) : values.length > 1 ? `{${values.join(',')}}` : values[0];
    }
  };
  const pattern = () => /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g;
  return {
    getVariables: () => Object.keys(variables).map((name) => ({ name })),
    containsTemplate: (target?: string) => pattern().test(target ?? ''),
    updateTimeRange: () => undefined,
    replace: (target = '', _?: ScopedVars, format?: Format) =>
      target.replace(pattern(), (match, plain, braced, own, bracketed) => {
        const variable = variables[plain ?? braced ?? bracketed];
        return variable ? write(variable, own ?? format) : match;
      }),
  } as unknown as TemplateSrv;
}
