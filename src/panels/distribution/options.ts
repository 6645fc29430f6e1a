import { PanelOptionsEditorBuilder } from '@grafana/data';

import { HorizontalScale } from './slots';

/** What a viewer can set on the distribution panel. */
export interface DistributionOptions {
  /** Whether bins are equally wide, or as wide as the values they hold. */
  scale: HorizontalScale;
  /** Worst drift first, or the order of the query. */
  sort: 'drift' | 'query';
  /** The most columns of small multiples; fewer are used where the panel is narrow. */
  maxColumns: number;
  /** The line above the plots that names both windows. */
  showLegend: boolean;
  /** The lane below each plot with every bin's part in the population stability index. */
  showContribution: boolean;
}

/** The options of a new panel. */
export const defaultOptions: DistributionOptions = {
  scale: 'bins',
  sort: 'drift',
  maxColumns: 3,
  showLegend: true,
  showContribution: true,
};

/** Adds the panel's options to Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<DistributionOptions>): void {
  builder
    .addRadio({
      path: 'scale',
      name: 'Bins of numeric features',
      description:
        'Equal: every bin equally wide, height is share; the form to read for bins of equal mass. ' +
        'True: bins as wide as the values they hold, height is density, so that area is share.',
      defaultValue: defaultOptions.scale,
      settings: {
        options: [
          { value: 'bins', label: 'Equal width' },
          { value: 'value', label: 'True width' },
        ],
      },
    })
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
    .addBooleanSwitch({ path: 'showLegend', name: 'Legend and windows', defaultValue: defaultOptions.showLegend })
    .addBooleanSwitch({
      path: 'showContribution',
      name: 'Contribution to PSI',
      description: "A lane below the bars with each bin's part in the population stability index.",
      defaultValue: defaultOptions.showContribution,
    });
}
