import { PanelData } from '@grafana/data';

import { Distribution, readDistributions } from '../frames/distribution';

/** What the page's pickers can offer, as far as the engine's answers have told. */
export interface Subjects {
  models: Array<{ value: string; label: string }>;
  features: string[];
}

/** Adds the models and features of an answer to those known, so that the pickers outlive a narrower or failed query. */
export function learnSubjects(known: Subjects, distributions: Distribution[]): Subjects {
  const models = new Map(known.models.map(({ value, label }) => [value, label]));
  const features = new Set(known.features);
  for (const { comparison } of distributions) {
    if (comparison) {
      models.set(comparison.model, comparison.modelName);
    }
    if (comparison?.subject.feature) {
      features.add(comparison.subject.feature);
    }
  }
  return {
    models: Array.from(models, ([value, label]) => ({ value, label })),
    features: Array.from(features),
  };
}

/** An answer reduced to the frames of one feature; '' keeps all of them. */
export function onlyFeature(data: PanelData, feature: string): PanelData {
  if (feature === '') {
    return data;
  }
  // A frame that is no distribution of bins, such as a course over time, was asked for by its feature.
  const isWanted = (frame: PanelData['series'][number]) =>
    readDistributions([frame]).distributions.every(({ name }) => name === feature);
  return { ...data, series: data.series.filter(isWanted) };
}
