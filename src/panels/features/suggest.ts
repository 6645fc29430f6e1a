import { VisualizationSuggestionScore } from '@grafana/data';

import { readFeatures } from '../../frames/features';
import { Suggest } from '../../ui/suggestions';
import { FeaturesOptions } from './options';

/** The panel for frames of a features query. */
export const suggest: Suggest<FeaturesOptions> = (frames) =>
  readFeatures(frames).features.length > 0
    ? [{ name: 'Leeway features', score: VisualizationSuggestionScore.Best }]
    : [];
