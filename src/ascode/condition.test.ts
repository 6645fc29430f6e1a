import { readFileSync } from 'node:fs';
import path from 'node:path';

import { PolicySpec, Specification } from '../contract';
import { conditionWords, lengthWords } from './condition';

/** What `leeway-engine describe` prints of golden/models.yaml. */
const source = JSON.parse(readFileSync(path.join(__dirname, 'golden/specification.json'), 'utf8')) as Specification;
const model = source.models[0]!;
const policy = (id: string) => model.policies.find((one) => one.id === id)!;

describe('conditionWords', () => {
  it.each([
    ['accuracy', 'accuracy over 7 days falls more than 2.5 points below the baseline “rolling”'],
    ['accuracy-trend', 'accuracy over 7 days falls by more than 0.5 points a week'],
    ['missing', 'missing rate of a feature over 1 day rises more than 5 points above the baseline “rolling”'],
    ['drift', 'population stability index of a feature over 7 days is above 0.2 against the baseline “rolling”'],
    [
      'volume',
      'number of predictions over 7 days falls more than 40 % below or rises more than 60 % above the baseline “rolling”',
    ],
    [
      'mean-by-carrier',
      'share of positive predictions of one carrier over 1 day is more than 3 standard deviations from the baseline “rolling”',
    ],
    ['slowest', '95th percentile of latency over 6 hours is above 300 ms'],
    ['log-silent', 'the newest prediction is older than 1.5 times the largest usual gap'],
  ])('%s', (id, words) => expect(conditionWords(model, policy(id))).toBe(words));

  const mean: PolicySpec = {
    ...policy('slowest'),
    target: 'features',
    measure: 'mean',
    measureTitle: 'Mean',
    unit: '',
  };
  const outside = { ...mean, above: null, window: '7d', features: ['distance'] };
  it.each<[string, Partial<PolicySpec>, string]>([
    ['a range of values', { outside: [10, 20] }, 'mean of distance over 7 days leaves 10 to 20 mi'],
    [
      'a change in the unit of the feature',
      { outside: [-5, 8], stat: 'change', baseline: 'rolling' },
      'mean of distance over 7 days falls more than 5 mi below or rises more than 8 mi above the baseline “rolling”',
    ],
    [
      'a range of changes that are all rises',
      { outside: [0.1, 0.5], stat: 'relativeChange', baseline: 'rolling' },
      'mean of distance over 7 days changes by less than 10 % or more than 50 % against the baseline “rolling”',
    ],
    [
      'unequal deviations',
      { outside: [-3, 4], stat: 'sigma' },
      'mean of distance over 7 days leaves −3 to 4 standard deviations around the baseline “rolling”',
    ],
    ['a trend', { above: 0, outside: null, stat: 'trend' }, 'mean of distance over 7 days keeps rising'],
    [
      'equal deviations without a baseline',
      { outside: [-4, 4], stat: 'sigma', baseline: '' },
      'mean of distance over 7 days is more than 4 standard deviations from what earlier windows predict',
    ],
    ['a single value', { measure: 'constant', above: 0.5 }, 'distance has a single value over 7 days'],
  ])('%s', (_name, change, words) => {
    const features = model.features.map((one) => ({ ...one, unit: 'lengthmi' }));
    expect(conditionWords({ ...model, features }, { ...outside, ...change })).toBe(words);
  });
});

describe('lengthWords', () => {
  it.each([
    ['7d', '7 days'],
    ['1d', '1 day'],
    ['1h30m', '1 hour 30 minutes'],
    ['250ms', '250 milliseconds'],
  ])('%s is %s', (duration, words) => expect(lengthWords(duration)).toBe(words));
});
