import { DataQueryRequest } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

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

describe('LeewayVariables', () => {
  const source = { catalog, variablesOf: () => new Variables(templates, {}) } as unknown as LeewaySource;

  it('lists models for a variable that has no query yet, called as Grafana calls it', async () => {
    const { query } = new LeewayVariables(source);
    const request = { targets: [''] as unknown as VariableQuery[] } as DataQueryRequest<VariableQuery>;
    expect((await lastValueFrom(query(request))).data).toHaveLength(2);
  });
});
