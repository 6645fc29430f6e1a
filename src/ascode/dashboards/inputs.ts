import { ModelSpec, Views } from '../../contract';
import { PANEL } from './ids';
import { PanelSpec } from './panel';
import { ask, Scope } from './scope';

const DISTRIBUTION = 'leeway-distribution-panel';

/** The features of a model, what moved most first, and their distributions. */
export function featurePanels(
  { features }: ModelSpec,
  scope: Scope
): { list: PanelSpec[]; distributions: PanelSpec[] } {
  return features.length > 0
    ? { list: [featureList(scope)], distributions: [featureDistributions(scope)] }
    : { list: [], distributions: [] };
}

/** Every feature in a row, with the verdict of its policies. */
export function featureList(scope: Scope): PanelSpec {
  return {
    id: PANEL.features,
    type: 'leeway-features-panel',
    title: `Features over ${scope.window}, worst first`,
    description:
      'Each feature in the last window against the baseline, with the verdict of all its policies. Drifted: over the threshold, and some bin lies ' +
      'outside what earlier weeks predict. Usual: over the threshold, as earlier weeks were. A click on a feature shows its distribution below.',
    width: 14,
    height: 16,
    targets: [ask(scope, 'features', { queryType: 'features' })],
    options: { variable: 'feature', showSummary: true },
  };
}

/** The distribution of each feature of the scope. */
export function featureDistributions(scope: Scope): PanelSpec {
  return {
    id: PANEL.featureDistributions,
    type: DISTRIBUTION,
    title: `Feature distributions over ${scope.window}`,
    description:
      'Each feature in the last window over the baseline, what drifted most first. Bins are the deciles of the baseline.',
    width: 24,
    height: 14,
    targets: [
      ask(scope, 'distributions', {
        queryType: 'distribution',
        target: 'features',
        ...(scope.features.length > 0 ? { features: scope.features } : {}),
        format: 'table',
      }),
    ],
    options: { scale: 'bins', sort: 'drift', maxColumns: 4, showLegend: true, showContribution: false },
  };
}

/** Scores, predictions and doubts of the last window over those of the baseline; nothing where a model has none. */
export function distributionPanel({ distributions }: Pick<Views, 'distributions'>, scope: Scope): PanelSpec[] {
  if (distributions.length === 0) {
    return [];
  }
  return [
    {
      id: PANEL.distributions,
      type: DISTRIBUTION,
      title: `What it predicts, over ${scope.window}`,
      description:
        'The last window over the baseline. Hover, or use the arrow keys, for shares, counts and the part of each bin in the population ' +
        'stability index.',
      width: 12,
      height: 9,
      targets: distributions.map((target) =>
        ask(scope, target, { queryType: 'distribution', target: target, format: 'table' })
      ),
      options: { scale: 'bins', sort: 'query', maxColumns: 2, showLegend: true, showContribution: false },
    },
  ];
}
