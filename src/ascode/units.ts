import { ModelSpec, PolicySpec } from '../contract';
import { literal } from './template';
import suffixes from './units.json';

/** Units that people write otherwise than Grafana's panels. */
const SAID: Record<string, string> = { reqps: ' a second', humidity: ' %', none: '', short: '', percentunit: '' };
const SUFFIXES: Record<string, string> = suffixes;

/**
 * What stands behind a number of a Grafana unit, with its space: " mi", " °F", "°". A unit that Grafana does not know is
 * text of its own; one that rewrites numbers, such as dates, has nothing behind them.
 */
export function unitWord(unit: string): string {
  const custom = unit.replace(/^suffix:/, '').trim();
  const word = SAID[unit] ?? (unit in SUFFIXES ? SUFFIXES[unit]! : custom && ` ${custom}`);
  return /^\s?°$/.test(word) ? word.trim() : word;
}

/** Measures whose values have the unit of the feature that they are taken of. */
const IN_UNIT_OF_FEATURE = new Set(['mean', 'std', 'min', 'max', 'quantile']);

/** The unit behind a policy's values; '' where it has none, or where the features that it watches have different ones. */
export function commonUnit(model: ModelSpec, policy: PolicySpec): string {
  const [first = '', ...others] = new Set(unitsOf(model, policy).map(({ word }) => word));
  return others.length === 0 ? first : '';
}

/** The unit behind the value of one alert: of several units, that of its feature. */
export function unitOfAlert(model: ModelSpec, policy: PolicySpec): string {
  const units = unitsOf(model, policy);
  const words = [...new Set(units.map(({ word }) => word))];
  if (words.length < 2) {
    return literal(words[0] ?? '');
  }
  const branches = words
    .filter((word) => word !== '')
    .map((word) => {
      const features = units.filter((unit) => unit.word === word).map(({ feature }) => JSON.stringify(feature));
      return `if eq $labels.feature ${features.join(' ')} }}${literal(word)}`;
    });
  return `{{ ${branches.join('{{ else ')}{{ end }}`;
}

/** The units of a policy's values, by feature where it watches features. */
function unitsOf(model: ModelSpec, policy: PolicySpec): Array<{ feature: string; word: string }> {
  const { target, measure, features, unit } = policy;
  if (target !== 'features' || !IN_UNIT_OF_FEATURE.has(measure)) {
    return [{ feature: '', word: unitWord(unit) }];
  }
  return model.features
    .filter(({ name }) => features.includes(name))
    .map(({ name, unit: own }) => ({ feature: name, word: unitWord(own) }));
}
