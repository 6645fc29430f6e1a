import { greatest } from 'd3';

import { formatCount, formatPoints, formatShare } from './format';
import { ConfusionCell, ConfusionMatrix, Estimate } from './outcomes';

/** The error whose share grew most: `Grew most: “false” was “true”, 6.0% to 15.1%`; '' without a baseline or errors. */
export function describeWorstError({ cells }: ConfusionMatrix): string {
  const errors = cells.filter(({ prediction, label, change }) => prediction !== label && change !== null);
  const worst = greatest(errors, ({ change }) => change);
  if (!worst) {
    return '';
  }
  if (worst.change! <= 0) {
    return 'No error grew';
  }
  const { prediction, label, current, baseline } = worst;
  return `Grew most: ${named(prediction)} was ${named(label)}, ${formatShare(baseline.value)} to ${formatShare(current.value)}`;
}

/** One cell with everything the pointer would show, for readers who come by keyboard. */
export function describeCell({ prediction, label, current, baseline, change }: ConfusionCell): string {
  const parts = [
    `predicted ${named(prediction)}, came true ${named(label)}: now ${describeShare(current)}`,
    `before ${describeShare(baseline)}`,
    change === null ? '' : `change ${formatPoints(change, 0)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function describeShare({ value, count }: Estimate): string {
  return value === null ? 'no labelled rows' : `${formatShare(value)} of the labelled rows (${formatCount(count)})`;
}

const named = (name: string) => `“${name}”`;
