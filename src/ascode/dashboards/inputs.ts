import { ModelSpec } from '../../contract';
import { PANEL } from './ids';
import { PanelSpec } from './panel';
import { ask, Scope } from './scope';

const DISTRIBUTION = 'leeway-distribution-panel';

/** The features of a model, what moved most first, and their distributions. */
export function featurePanels(
  { features }: ModelSpec,
  scope: Scope
): { list: PanelSpec[]; distributions: PanelSpec[] } {
  if (features.length === 0) {
    return { list: [], distributions: [] };
  }
  const list: PanelSpec = {
    id: PANEL.features,
    type: 'leeway-features-panel',
    title: `Features over ${scope.window}, what moved most first`,
    description:
      'Each feature in the last window against the baseline, with the verdict of all its policies. Drifted: over the threshold, and some bin lies ' +
      'outside what earlier weeks predict. Usual: over the threshold, as earlier weeks were. A click on a feature shows its distribution below.',
    width: 14,
    height: 16,
    targets: [ask(scope, 'features', { queryType: 'features' })],
    options: { variable: 'feature', showSummary: true },
  };
  const distributions: PanelSpec = {
    id: PANEL.featureDistributions,
    type: DISTRIBUTION,
    title: `Feature distributions over ${scope.window}, most drifted first`,
    description: 'Each feature in the last window over the baseline, on the deciles of the baseline.',
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
  return { list: [list], distributions: [distributions] };
}

/** Scores, predictions and doubts of the last window over those of the baseline. */
export function distributionPanel({ views }: ModelSpec, scope: Scope): PanelSpec[] {
  if (views.distributions.length === 0) {
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
      targets: views.distributions.map((target) =>
        ask(scope, target, { queryType: 'distribution', target: target, format: 'table' })
      ),
      options: { scale: 'bins', sort: 'query', maxColumns: 2, showLegend: true, showContribution: false },
    },
  ];
}
