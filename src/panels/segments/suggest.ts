import { VisualizationSuggestionScore } from '@grafana/data';

import { readBreakdowns } from '../../frames/segments';
import { Suggest } from '../../ui/suggestions';

/** The panel for frames of a segments query. */
export const suggest: Suggest<object> = (frames) =>
  readBreakdowns(frames).breakdowns.length > 0
    ? [{ name: 'Leeway segments', score: VisualizationSuggestionScore.Best }]
    : [];
