import { PanelOptionsEditorBuilder } from '@grafana/data';

/** What a viewer can set on the features panel. */
export interface FeaturesOptions {
  /** The dashboard variable that a click on a feature sets. */
  variable: string;
  /** Features one after another, or under a heading for each source. */
  groupBy: 'nothing' | 'source';
  /** The line with the search, the count of verdicts and the windows. */
  showSummary: boolean;
}

/** The options of a new panel. */
export const defaultOptions: FeaturesOptions = { variable: 'feature', groupBy: 'nothing', showSummary: true };

/** Adds the panel's options to Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<FeaturesOptions>): void {
  builder
    .addTextInput({
      path: 'variable',
      name: 'Variable',
      description: 'The dashboard variable that a click on a feature sets, without its $. Panels that use it follow.',
      defaultValue: defaultOptions.variable,
    })
    .addRadio({
      path: 'groupBy',
      name: 'Group by',
      description: 'A viewer can change it with a button in the panel.',
      defaultValue: defaultOptions.groupBy,
      settings: {
        options: [
          { value: 'nothing', label: 'Nothing' },
          { value: 'source', label: 'Source' },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showSummary',
      name: 'Search and windows',
      defaultValue: defaultOptions.showSummary,
    });
}
