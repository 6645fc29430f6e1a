import { MeasureInfo } from '../../contract';
import { ComboboxOption } from '@grafana/ui';

/** What readers call a measure who do not know its name. */
const ALSO_CALLED: Record<string, string> = {
  rows: 'volume traffic',
  count: 'volume',
  prediction_rate: 'volume traffic throughput',
  missing_rate: 'null nulls empty',
  invalid_rate: 'malformed broken',
  new_category_rate: 'unseen unknown',
  freshness: 'silence stale age',
  label_freshness: 'silence stale age',
  over_slo_rate: 'slow latency',
  quantile: 'percentile latency',
  mean: 'average latency',
  std: 'variance spread',
  mae: 'error',
  rmse: 'error',
};
const DISTANCES_ALSO_CALLED = 'drift divergence shift';

/**
 * The options of measures in which every typed word occurs: first those of that title or id, then those that are also called
 * so, then those that only their description or what they are taken of speaks of.
 */
export function findMeasures(
  options: Array<ComboboxOption<string>>,
  known: MeasureInfo[],
  typed: string
): Array<ComboboxOption<string>> {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const have = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const ranked = options.map((option) => {
    const texts = textsOf(
      option,
      known.find(({ id }) => id === option.value)
    );
    return { option, rank: texts.findIndex((_, i) => have(texts.slice(0, i + 1).join(' '))) };
  });
  return ranked
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

/** What speaks for a measure, from its name to its description. */
function textsOf({ label = '', value }: ComboboxOption<string>, info?: MeasureInfo): string[] {
  const also = [ALSO_CALLED[value] ?? '', info?.twoSample ? DISTANCES_ALSO_CALLED : ''].join(' ');
  return [`${label} ${value}`, also, info ? [info.doc, ...info.targets].join(' ') : ''];
}
