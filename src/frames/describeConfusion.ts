import { greatest } from 'd3';

import { formatCount, formatEffect, formatValue, ValueStyle } from './format';
import { ConfusionCell, ConfusionMatrix, Estimate } from './outcomes';

/** The error whose share grew most: `Grew most: “false” was “true”, 6.0% to 15.1%`; '' without a baseline or errors. */
export function describeWorstError({ cells, values }: ConfusionMatrix): string {
  const errors = cells.filter(({ prediction, label, change }) => prediction !== label && change !== null);
  const worst = greatest(errors, ({ change }) => change);
  if (!worst) {
    return '';
  }
  if (worst.change! <= 0) {
    return 'No error grew';
  }
  const { prediction, label, current, baseline } = worst;
  const [before, now] = [baseline, current].map(({ value }) => formatValue(value, values));
  return `Grew most: ${named(prediction)} was ${named(label)}, ${before} to ${now}`;
}

/** One cell with everything the pointer would show, for readers who come by keyboard. */
export function describeCell(cell: ConfusionCell, style: ValueStyle): string {
  const { prediction, label, current, baseline, change } = cell;
  const parts = [
    `predicted ${named(prediction)}, came true ${named(label)}: now ${describeShare(current, style)}`,
    `before ${describeShare(baseline, style)}`,
    change === null ? '' : `change ${formatEffect(change, style)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function describeShare({ value, count }: Estimate, style: ValueStyle): string {
  return value === null
    ? 'no labelled rows'
    : `${formatValue(value, style)} of the labelled rows (${formatCount(count)})`;
}

const named = (name: string) => `“${name}”`;
