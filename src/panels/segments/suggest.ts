import { VisualizationSuggestionScore } from '@grafana/data';

import { Suggest } from '../../ui/suggestions';
import { readMode } from './mode';
import { SegmentsOptions } from './options';

/** The panel for frames of a segments, calibration or confusion query. */
export const suggest: Suggest<SegmentsOptions> = (frames) =>
  readMode(frames).kind !== 'none' ? [{ name: 'Leeway segments', score: VisualizationSuggestionScore.Best }] : [];
