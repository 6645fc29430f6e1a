import { MetricFindValue } from '@grafana/data';

import { ModelInfo } from '../contract';
import { Catalog } from './Catalog';
import { LeewayQuery } from './types';

/** The models that queries ask of, all where one of them asks all or names none that is known. */
export function modelsOf(models: ModelInfo[], asked: string[]): ModelInfo[] {
  const named = models.filter(({ id }) => asked.includes(id));
  return named.length > 0 ? named : models;
}

/** Joins lists without repeating anything, in the order of first mention. */
export function union<T>(lists: ReadonlyArray<readonly T[]>): T[] {
  return [...new Set(lists.flat())];
}

/** What an ad hoc filter can name: segments, the version and features of the models that the queries ask. */
export async function tagKeys(catalog: Catalog, queries: LeewayQuery[]): Promise<MetricFindValue[]> {
  const models = await askedModels(catalog, queries);
  const keys = union(
    models.map(({ segments, splits, features }) => [
      ...segments,
      ...splits.filter((name) => name === 'version'),
      ...features.map(({ name }) => name),
    ])
  );
  return keys.map((text) => ({ text }));
}

/** Reports whether the values of a segment, or the versions, of a model can be listed. */
export function knowsValues({ segments, splits }: ModelInfo, key: string): boolean {
  return segments.includes(key) || (key === 'version' && splits.includes(key));
}

/** The known values of a segment. Those of other keys are not listed anywhere and are typed in. */
export async function tagValues(catalog: Catalog, key: string, queries: LeewayQuery[]): Promise<MetricFindValue[]> {
  const models = await askedModels(catalog, queries);
  const lists = models.filter((model) => knowsValues(model, key)).map(({ id }) => catalog.values(id, key));
  return union(await Promise.all(lists)).map((text) => ({ text }));
}

async function askedModels(catalog: Catalog, queries: LeewayQuery[]): Promise<ModelInfo[]> {
  const asksAll = queries.some(({ models = [] }) => models.length === 0);
  const asked = asksAll ? [] : queries.flatMap(({ models = [] }) => models);
  return modelsOf(await catalog.models(), asked);
}
