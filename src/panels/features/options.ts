import { PanelOptionsEditorBuilder } from '@grafana/data';

/** What a viewer can set on the features panel. */
export interface FeaturesOptions {
  /** The dashboard variable that a click on a feature sets. */
  variable: string;
  /** The line with the search, the count of verdicts and the windows. */
  showSummary: boolean;
}

/** The options of a new panel. */
export const defaultOptions: FeaturesOptions = { variable: 'feature', showSummary: true };

/** Adds the panel's options to Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<FeaturesOptions>): void {
  builder
    .addTextInput({
      path: 'variable',
      name: 'Variable',
      description: 'The dashboard variable that a click on a feature sets, without its $. Panels that use it follow.',
      defaultValue: defaultOptions.variable,
    })
    .addBooleanSwitch({
      path: 'showSummary',
      name: 'Search and windows',
      defaultValue: defaultOptions.showSummary,
    });
}
