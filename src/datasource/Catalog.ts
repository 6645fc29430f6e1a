import { MeasureInfo, ModelInfo, ModelSpec } from '../contract';

/** Asks a resource of the data source's backend. */
export type Fetch = (path: string, params?: Record<string, string>) => Promise<unknown>;

/** How long an answer is believed, in milliseconds: definitions change while a page is open. */
const LIFETIME = 60_000;

/**
 * What there is to choose from: models, measures and the values of segments, as the backend lists them. Editors and
 * variables ask often, so answers are kept for a minute and asked for once at a time. A failure is not kept.
 */
export class Catalog {
  private readonly answers = new Map<string, { since: number; answer: Promise<unknown> }>();

  constructor(private readonly fetch: Fetch) {}

  /** Lists the models that can be queried; those whose definition is wrong are left out. */
  models(): Promise<ModelInfo[]> {
    return this.ask<ModelInfo[]>('models');
  }

  /** Returns a model with its defaults filled in, the policies that watch it, and those that are off, with the reason. */
  resolved(model: string): Promise<ModelSpec> {
    return this.ask<ModelSpec>(`models/${encodeURIComponent(model)}/resolved`);
  }

  /** Lists every measure, in the order of the documentation. */
  measures(): Promise<MeasureInfo[]> {
    return this.ask<MeasureInfo[]>('measures');
  }

  /** Lists the known values of a model's declared segment. */
  values(model: string, segment: string): Promise<string[]> {
    return this.ask<string[]>('values', { model, segment });
  }

  private ask<T>(path: string, params?: Record<string, string>): Promise<T> {
    const key = JSON.stringify([path, params]);
    const known = this.answers.get(key);
    if (known && Date.now() - known.since < LIFETIME) {
      return known.answer as Promise<T>;
    }
    const answer = this.fetch(path, params);
    this.answers.set(key, { since: Date.now(), answer });
    answer.catch(() => this.answers.delete(key));
    return answer as Promise<T>;
  }
}
