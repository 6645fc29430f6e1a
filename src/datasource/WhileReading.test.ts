import { CoreApp, DataQueryResponse, LoadingState } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Observable, Subject } from 'rxjs';

import { Reading } from '../contract';
import { LeewayQuery } from './types';
import { WhileReading } from './WhileReading';

const asks = (models?: string[]): LeewayQuery[] => [{ refId: 'A', models }];
const STAT = { app: CoreApp.Dashboard, dashboardUID: 'd', panelId: 1, panelPluginId: 'stat', targets: asks() };
const DELAY: Reading = { model: 'delay', name: 'Delay', days: 30, first: '2013-04-01', last: '2013-04-30' };
const ANSWER: DataQueryResponse = { data: [{ name: 'psi', fields: [], length: 0 }] };

/** Notes what comes of a response, as "state frame"; done says that it ended. */
function note(response: Observable<DataQueryResponse>): string[] {
  const seen: string[] = [];
  response.subscribe({
    next: ({ state, data, key }) => seen.push(`${state} ${data[0].fields[0]?.config.noValue ?? data[0].name} ${key}`),
    error: (error) => seen.push(String(error)),
    complete: () => seen.push('done'),
  });
  return seen;
}

const wait = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  locationService.push('/');
});

describe('WhileReading', () => {
  it('says in a panel that waits how much is read, until the answer is there', async () => {
    const answer = new Subject<DataQueryResponse>();
    const list = jest.fn(() => Promise.resolve([DELAY]));
    const seen = note(new WhileReading(list).tell({ ...STAT, targets: asks(['delay']) }, answer));
    await wait(600);
    expect(seen).toEqual([]);
    await wait(200);
    const words = ['Streaming Reading 30 days answer', 'Loading Reading 30 days answer'];
    expect(seen).toEqual(words);
    await wait(2000);
    expect(seen).toEqual([...words, ...words]);
    answer.next(ANSWER);
    answer.complete();
    await wait(10_000);
    expect(seen.slice(4)).toEqual(['undefined psi answer', 'done']);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('asks the store once, also for an answer that is there at once', () => {
    let asked = 0;
    const answer = new Observable<DataQueryResponse>((to) => {
      asked++;
      to.next(ANSWER);
      to.complete();
    });
    const seen = note(new WhileReading(() => Promise.resolve([DELAY])).tell(STAT, answer));
    expect(seen).toEqual(['undefined psi answer', 'done']);
    expect(asked).toBe(1);
  });

  it('passes on an answer that fails', async () => {
    const answer = new Subject<DataQueryResponse>();
    const seen = note(new WhileReading(() => Promise.resolve([])).tell(STAT, answer));
    answer.error(new Error('no'));
    await wait(5000);
    expect(seen).toEqual(['Error: no']);
  });

  it('leaves a panel that has had an answer as it is', async () => {
    const reading = new WhileReading(() => Promise.resolve([DELAY]));
    const first = new Subject<DataQueryResponse>();
    note(reading.tell(STAT, first));
    first.next(ANSWER);
    const again = note(reading.tell(STAT, new Subject()));
    const another = note(reading.tell({ ...STAT, panelId: 2 }, new Subject()));
    await wait(1000);
    expect(again).toEqual([]);
    expect(another).toHaveLength(2);
  });

  it.each([undefined, 0])('says nothing to annotations, which are asked for without a panel (%s)', async (panelId) => {
    const { app, dashboardUID, targets } = STAT;
    const reading = new WhileReading(() => Promise.resolve([DELAY]));
    const answer = new Subject<DataQueryResponse>();
    const seen = note(reading.tell({ app, dashboardUID, panelId, targets }, answer));
    await wait(5000);
    answer.next(ANSWER);
    expect(seen).toEqual(['undefined psi undefined']);
  });

  it.each([
    ['is Explore', { app: CoreApp.Explore }, [DELAY]],
    ['asks for another model', { targets: asks(['fare']) }, [DELAY]],
    ['waits while nothing is read', {}, []],
  ])('says nothing where the panel %s', async (_, change, readings) => {
    const seen = note(new WhileReading(() => Promise.resolve(readings)).tell({ ...STAT, ...change }, new Subject()));
    await wait(5000);
    expect(seen).toEqual([]);
  });

  it('says nothing where it cannot be asked what is read', async () => {
    const seen = note(new WhileReading(() => Promise.reject(new Error('no'))).tell(STAT, new Subject()));
    await wait(5000);
    expect(seen).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a time series, which would say that it has no data', { panelPluginId: 'timeseries' }, '/'],
    ['a table, of which transformations may leave nothing', { panelPluginId: 'table' }, '/'],
    ['an image, which is taken once nothing loads', {}, '/d/x?render=1'],
  ])('leaves the place of %s empty while it loads', async (_, change, url) => {
    locationService.push(url);
    const reading = new WhileReading(() => Promise.resolve([DELAY]));
    const seen: Array<LoadingState | undefined> = [];
    reading.tell({ ...STAT, ...change }, new Subject()).subscribe(({ state }) => seen.push(state));
    await wait(1000);
    expect(seen).toEqual([LoadingState.Loading]);
  });
});
