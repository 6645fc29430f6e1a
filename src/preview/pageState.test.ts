import { readState, writeState } from './pageState';
import { buildRequest } from './query';

describe('the address of the page', () => {
  it('is empty for the defaults: all features in the demo week', () => {
    const state = readState('');
    expect(state).toMatchObject({
      theme: 'dark',
      target: 'features',
      feature: '',
      from: '2013-04-21',
      to: '2013-04-28',
    });
    expect(writeState(state)).toBe('');
  });

  it('carries every change there and back', () => {
    const query = '?theme=light&model=m&feature=wind+speed&baseline=training&scale=value&from=2013-06-09&to=2013-06-23';
    const state = readState(query);
    expect(state).toMatchObject({ theme: 'light', feature: 'wind speed', baseline: 'training', scale: 'value' });
    expect(readState(writeState(state))).toEqual(state);
  });

  it('keeps the default where it names no choice', () => {
    expect(readState('?theme=pink&target=labels&scale=').theme).toBe('dark');
    expect(readState('?target=labels').target).toBe('features');
  });
});

describe('buildRequest', () => {
  it('asks for local days, an hour past their midnights, so that lateness does not push the window back', () => {
    const request = buildRequest(readState(''));
    expect(new Date(Number(request.from)).toISOString()).toBe('2013-04-21T05:00:00.000Z');
    expect(new Date(Number(request.to)).toISOString()).toBe('2013-04-28T05:00:00.000Z');
  });

  it('follows the clock change', () => {
    const request = buildRequest(readState('?from=2013-03-10&to=2013-03-11'));
    expect(new Date(Number(request.from)).toISOString()).toBe('2013-03-10T06:00:00.000Z');
    expect(new Date(Number(request.to)).toISOString()).toBe('2013-03-11T05:00:00.000Z');
  });

  it('asks for all features of all models unless one is chosen', () => {
    expect(buildRequest(readState('?feature=distance')).queries[0]).toMatchObject({
      queryType: 'distribution',
      models: [],
      features: [],
      target: 'features',
      format: 'table',
    });
    expect(buildRequest(readState('?model=m&target=score')).queries[0]).toMatchObject({
      models: ['m'],
      target: 'score',
    });
  });
});
