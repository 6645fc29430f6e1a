import { PanelOptionsEditorBuilder } from '@grafana/data';

/** What an editor can set on the segments panel. */
export interface SegmentsOptions {
  /**
   * What a click on a segment does: nothing, filter the dashboard by it, set the variable that is named like its
   * dimension, or open its predictions.
   */
  click: 'none' | 'filter' | 'variable' | 'records';
}

/** The options of a new panel. */
export const defaultOptions: SegmentsOptions = { click: 'filter' };

/** Adds the panel's options to Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<SegmentsOptions>): void {
  builder.addSelect({
    path: 'click',
    name: 'Click on a segment',
    description: 'Records open in Explore, if the model lets the viewer read single rows.',
    category: ['Interaction'],
    defaultValue: defaultOptions.click,
    settings: {
      options: [
        { value: 'none', label: 'Nothing' },
        { value: 'filter', label: 'Filter the dashboard by it' },
        {
          value: 'variable',
          label: 'Set the variable of its dimension',
          description: 'The variable with the dimension’s name: carrier for segments by carrier',
        },
        { value: 'records', label: 'Open its records' },
      ],
    },
  });
}
