import { DataQueryRequest } from '@grafana/data';
import { lastValueFrom, of, throwError } from 'rxjs';

import { Variables } from './interpolate';
import { LeewaySource } from './LeewaySource';
import { testCatalog, testTemplates } from './testCatalog';
import { VariableQuery } from './types';
import { findValues, LeewayVariables } from './variables';

const templates = testTemplates({
  model: { value: 'fare' },
  models: { value: ['delay', 'fare'], all: true },
  segment: { value: 'carrier' },
});
const catalog = testCatalog();

async function values(query: Partial<VariableQuery>) {
  const found = await findValues(catalog, { refId: 'A', list: 'models', ...query }, new Variables(templates, {}));
  return found.map(({ text }) => text);
}

describe('findValues', () => {
  it('lists models by name and stands for them by id', async () => {
    expect(await findValues(catalog, { refId: 'A', list: 'models' }, new Variables(templates, {}))).toEqual([
      { text: 'Arrival delay', value: 'delay' },
      { text: 'Fare', value: 'fare' },
    ]);
  });

  it('lists the features of every model once', async () => {
    expect(await values({ list: 'features' })).toEqual(['distance', 'carrier', 'dest']);
    expect(await values({ list: 'features', model: '$models' })).toEqual(['distance', 'carrier', 'dest']);
  });

  it('lists what one model names, given by a variable', async () => {
    expect(await values({ list: 'features', model: '$model' })).toEqual(['distance']);
    expect(await values({ list: 'segments', model: '$model' })).toEqual(['origin']);
    expect(await values({ list: 'policies', model: '$model' })).toEqual(['drift']);
  });

  it("lists a model's own window and its default baseline first, which a new variable stands at", async () => {
    expect(await values({ list: 'windows', model: '$model' })).toEqual(['14d', '1d', '7d', '28d']);
    expect(await values({ list: 'windows' })).toEqual(['7d', '14d', '1d', '28d']);
    expect(await values({ list: 'baselines', model: 'delay' })).toEqual(['rolling', 'launch']);
  });

  it('lists the values of a segment in the models that have it', async () => {
    expect(await values({ list: 'values', segment: '$segment' })).toEqual(['AA', 'B6']);
    expect(await values({ list: 'values', model: '$model', segment: 'carrier' })).toEqual([]);
  });

  it('lists the versions of the models whose log says them', async () => {
    expect(await values({ list: 'values', segment: 'version' })).toEqual(['v1', 'v2']);
    expect(await values({ list: 'values', model: 'fare', segment: 'version' })).toEqual([]);
  });

  it('says which model there is not', async () => {
    await expect(values({ list: 'features', model: 'fares' })).rejects.toThrow(
      'There is no model "fares"; there are delay, fare.'
    );
  });
});

describe('policies by their verdict', () => {
  const answer = (policies: string[]) => of({ data: [{ fields: [{ name: 'policy', values: policies }] }] });
  const policyVariable = (query: LeewaySource['query'], order?: 'verdict') => {
    const asked = { catalog, variablesOf: () => new Variables(templates, {}), query } as unknown as LeewaySource;
    const targets: VariableQuery[] = [{ refId: 'policy', list: 'policies', model: '', order }];
    return lastValueFrom(new LeewayVariables(asked).query({ targets } as DataQueryRequest<VariableQuery>));
  };

  it('puts first what asks for attention first, once, and keeps what the table leaves out', async () => {
    const query = jest.fn(() => answer(['drift', 'drift', 'gone']));
    const { data } = await policyVariable(query, 'verdict');
    expect(data).toEqual([
      { text: 'drift', value: 'drift' },
      { text: 'accuracy-week', value: 'accuracy-week' },
    ]);
    expect(query).toHaveBeenCalledWith({
      targets: [expect.objectContaining({ queryType: 'policy', format: 'table', models: [] })],
    });
  });

  it.each<[string, LeewaySource['query'], 'verdict' | undefined]>([
    ['the variable does not ask for it', () => answer(['drift']), undefined],
    ['they cannot be judged', () => throwError(() => new Error('the store is down')), 'verdict'],
    ['there is no table', () => of({ data: [] }), 'verdict'],
  ])('are as declared where %s', async (_name, query, order) => {
    const { data } = await policyVariable(query, order);
    expect(data.map(({ text }: { text: string }) => text)).toEqual(['accuracy-week', 'drift']);
  });
});

describe('LeewayVariables', () => {
  const source = { catalog, variablesOf: () => new Variables(templates, {}) } as unknown as LeewaySource;

  it('lists models for a variable that has no query yet, called as Grafana calls it', async () => {
    const { query } = new LeewayVariables(source);
    const request = { targets: [''] as unknown as VariableQuery[] } as DataQueryRequest<VariableQuery>;
    expect((await lastValueFrom(query(request))).data).toHaveLength(2);
  });
});
