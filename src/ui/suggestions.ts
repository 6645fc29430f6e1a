import { DataFrame, PanelDataSummary, PanelPlugin, VisualizationSuggestion } from '@grafana/data';

/** What a panel proposes for the frames of a query; an empty list where it cannot draw them. */
export type Suggest<Options> = (frames: DataFrame[]) => Array<VisualizationSuggestion<Options>>;

/**
 * Has Grafana propose a panel for data that it can draw. Grafana before 12.3 takes suggestions in another form, and asks
 * only its own panels for them: there the panel supplies none.
 */
export function supplySuggestions<Options>(plugin: PanelPlugin<Options>, suggest: Suggest<Options>): void {
  if (typeof plugin.getSuggestions === 'function') {
    plugin.setSuggestionsSupplier((summary: PanelDataSummary) => suggest(summary.rawFrames ?? []));
  }
}
