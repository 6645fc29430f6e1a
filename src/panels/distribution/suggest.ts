import { VisualizationSuggestionScore } from '@grafana/data';

import { readDistributions } from '../../frames/distribution';
import { readHeatMaps } from '../../frames/heatMap';
import { Suggest } from '../../ui/suggestions';
import { DistributionOptions } from './options';

/** The pictures that the panel proposes for distributions, the plain one first. */
export const suggest: Suggest<DistributionOptions> = (frames) => {
  if (readHeatMaps(frames).maps.some(({ comparison }) => comparison)) {
    return [{ name: 'Leeway distribution over time', score: VisualizationSuggestionScore.Best }];
  }
  // Other frames with bins can be drawn too, but only those of Leeway say what they compare.
  if (!readDistributions(frames).distributions.some(({ comparison }) => comparison)) {
    return [];
  }
  const compact = { showLegend: false, showContribution: false, maxColumns: 1 };
  const cardOptions = {
    maxSeries: 1,
    previewModifier: (suggestion: { options?: Partial<DistributionOptions> }) => {
      suggestion.options = { ...suggestion.options, ...compact };
    },
  };
  return [
    { name: 'Leeway distribution', score: VisualizationSuggestionScore.Best, cardOptions },
    { name: 'Leeway distribution, cumulative', options: { mode: 'cumulative' }, cardOptions },
    { name: 'Leeway distribution, difference', options: { mode: 'difference' }, cardOptions },
  ];
};
