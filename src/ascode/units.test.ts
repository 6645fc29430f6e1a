import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getValueFormat, getValueFormats } from '@grafana/data';

import { ModelSpec, PolicySpec, Specification } from '../contract';
import { commonUnit, unitOfAlert, unitWord } from './units';

const FILE = path.join(__dirname, 'units.json');

/** What Grafana writes behind the number 1 of each of its units; '' where it rewrites the number or begins with its unit. */
function suffixes(): Record<string, string> {
  const ids = getValueFormats().flatMap(({ submenu = [] }) => submenu.map(({ value }) => value));
  const suffix = (id: string) => {
    const { text, prefix = '', suffix: behind = '' } = getValueFormat(id)(1);
    const word = `${prefix}${behind}`.trim();
    return Number(text) === 1 && word ? ` ${word}` : '';
  };
  return Object.fromEntries(ids.sort().map((id) => [id, suffix(id)]));
}

it('units.json is what Grafana writes behind numbers; UPDATE_GOLDEN=1 writes it anew', () => {
  const text = `${JSON.stringify(suffixes(), null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) {
    writeFileSync(FILE, text);
  }
  expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '').toBe(text);
});

describe('unitWord', () => {
  it.each([
    ['fahrenheit', ' °F'],
    ['lengthmi', ' mi'],
    ['m', ' min'],
    ['ms', ' ms'],
    ['currencyUSD', ' $'],
    ['degree', '°'],
    ['humidity', ' %'],
    ['reqps', ' a second'],
    ['parcels', ' parcels'],
    ['suffix:parcels', ' parcels'],
    ['dateTimeAsIso', ''],
    ['percentunit', ''],
    ['short', ''],
    ['', ''],
  ])('%p reads %p', (unit, text) => expect(unitWord(unit)).toBe(text));
});

describe('the unit of a policy on features', () => {
  const source = JSON.parse(readFileSync(path.join(__dirname, 'golden/specification.json'), 'utf8')) as Specification;
  const feature = (name: string, unit: string) => ({ name, kind: 'numeric' as const, unit });
  const features = [feature('temp', 'fahrenheit'), feature('dewp', 'fahrenheit'), feature('visib', 'lengthmi')];
  const model: ModelSpec = { ...source.models[0]!, features: [...features, feature('count', '')] };
  const mean = (...names: string[]): PolicySpec => ({
    ...source.models[0]!.policies[0]!,
    target: 'features',
    measure: 'mean',
    unit: '',
    features: names,
  });

  it.each([
    ['one unit', mean('temp', 'dewp'), ' °F', ' °F'],
    [
      'several units',
      mean('temp', 'visib', 'dewp', 'count'),
      '',
      '{{ if eq $labels.feature "temp" "dewp" }} °F{{ else if eq $labels.feature "visib" }} mi{{ end }}',
    ],
    ['no unit', mean('count'), '', ''],
    ['a measure that counts rows', { ...mean('temp'), measure: 'missing_rate', unit: 'percentunit' }, '', ''],
  ])('%s', (_name, policy, common, ofAlert) => {
    expect(commonUnit(model, policy)).toBe(common);
    expect(unitOfAlert(model, policy)).toBe(ofAlert);
  });
});
