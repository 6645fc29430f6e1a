import { PanelOptionsEditorBuilder } from '@grafana/data';

import { CategoryOrder } from './bins';
import { Mode } from './heights';
import { HorizontalScale } from './slots';

/** What a viewer can set on the distribution panel. */
export interface DistributionOptions {
  /** A picture, or its numbers as a table. */
  view: 'chart' | 'table';
  mode: Mode;
  /** Whether bins are equally wide, or as wide as the values they hold. */
  scale: HorizontalScale;
  order: CategoryOrder;
  /** Worst drift first, or the order of the query. */
  sort: 'drift' | 'query';
  /** The most columns of small multiples; fewer are used where the panel is narrow. */
  maxColumns: number;
  /** The line above the plots that names both windows. */
  showLegend: boolean;
  /** The lane below each plot with every bin's part in the population stability index. */
  showContribution: boolean;
  /**
   * What a click on a bin does: nothing, set a variable to the feature or to the bin's category, or open the predictions
   * behind the bin.
   */
  click: 'none' | 'feature' | 'bin' | 'records';
  /** The dashboard variable that a click sets. */
  variable: string;
}

/** The options of a new panel. */
export const defaultOptions: DistributionOptions = {
  view: 'chart',
  mode: 'bars',
  scale: 'bins',
  order: 'query',
  sort: 'drift',
  maxColumns: 3,
  showLegend: true,
  showContribution: true,
  click: 'none',
  variable: 'feature',
};

/** Adds the panel's options to Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<DistributionOptions>): void {
  addPicture(builder);
  addBins(builder);
  addLayout(builder);
  addClick(builder);
}

function addPicture(builder: PanelOptionsEditorBuilder<DistributionOptions>): void {
  builder
    .addRadio({
      path: 'view',
      name: 'View',
      description: 'A viewer can change it with a button in the panel.',
      defaultValue: defaultOptions.view,
      settings: {
        options: [
          { value: 'chart', label: 'Chart' },
          { value: 'table', label: 'Table' },
        ],
      },
    })
    .addSelect({
      path: 'mode',
      name: 'Draw',
      description: 'How both windows are drawn.',
      defaultValue: defaultOptions.mode,
      settings: {
        options: [
          { value: 'bars', label: 'Bars', description: 'The current window in front of the baseline' },
          { value: 'steps', label: 'Steps', description: 'The outlines of both windows' },
          {
            value: 'cumulative',
            label: 'Cumulative',
            description: 'The share of values up to each value, and where the windows differ most',
          },
          { value: 'difference', label: 'Difference', description: 'Current minus baseline' },
        ],
      },
    });
}

function addBins(builder: PanelOptionsEditorBuilder<DistributionOptions>): void {
  builder
    .addRadio({
      path: 'scale',
      name: 'Bins of numeric features',
      description:
        'Equal: every bin equally wide, height is share; the form to read for bins of equal mass. ' +
        'True: bins as wide as the values they hold, height is density, so that area is share. Log: the same on a logarithmic scale.',
      defaultValue: defaultOptions.scale,
      settings: {
        options: [
          { value: 'bins', label: 'Equal width' },
          { value: 'value', label: 'True width' },
          { value: 'log', label: 'Log' },
        ],
      },
    })
    .addSelect({
      path: 'order',
      name: 'Order of categories',
      description: 'Special bins, such as missing values, always come last.',
      defaultValue: defaultOptions.order,
      settings: {
        options: [
          { value: 'query', label: 'By share of the baseline' },
          { value: 'contribution', label: 'By contribution to PSI' },
          { value: 'share', label: 'By the greater share' },
          { value: 'name', label: 'By name' },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showContribution',
      name: 'Contribution to PSI',
      description: 'Bars below the plot: how much each bin adds to the population stability index.',
      defaultValue: defaultOptions.showContribution,
    });
}

function addLayout(builder: PanelOptionsEditorBuilder<DistributionOptions>): void {
  builder
    .addRadio({
      path: 'sort',
      name: 'Order',
      description: 'Which distribution comes first when the query returns several.',
      defaultValue: defaultOptions.sort,
      settings: {
        options: [
          { value: 'drift', label: 'Worst drift first' },
          { value: 'query', label: 'As queried' },
        ],
      },
    })
    .addNumberInput({
      path: 'maxColumns',
      name: 'Columns at most',
      description: 'Narrow panels use fewer.',
      defaultValue: defaultOptions.maxColumns,
      settings: { min: 1, max: 6, step: 1, integer: true },
    })
    .addBooleanSwitch({ path: 'showLegend', name: 'Legend and windows', defaultValue: defaultOptions.showLegend });
}

function addClick(builder: PanelOptionsEditorBuilder<DistributionOptions>): void {
  builder
    .addSelect({
      path: 'click',
      name: 'Click on a bin',
      description: 'Records open in Explore, if the model lets the viewer read single rows.',
      category: ['Interaction'],
      defaultValue: defaultOptions.click,
      settings: {
        options: [
          { value: 'none', label: 'Nothing' },
          { value: 'feature', label: 'Set a variable to the feature' },
          { value: 'bin', label: 'Set a variable to the category' },
          { value: 'records', label: 'Open the records of the bin' },
        ],
      },
    })
    .addTextInput({
      path: 'variable',
      name: 'Variable',
      description: 'The dashboard variable that a click sets, without its $. Panels that use it follow.',
      category: ['Interaction'],
      defaultValue: defaultOptions.variable,
      showIf: ({ click }) => click === 'feature' || click === 'bin',
    });
}
