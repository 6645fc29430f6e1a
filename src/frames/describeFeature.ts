import { format } from 'd3';

import { Feature, Rate } from './features';
import { formatMeasure, formatShare, UNKNOWN } from './format';
import { verdictWords } from './verdict';

/** From this change on, 0…1, a share of missing, invalid or new values is worth a reader's eye. */
const NOTABLE = 0.01;

/** Reports whether a share changed by a percentage point or more. */
export function isNotable({ now, before }: Rate): boolean {
  return Math.abs((now ?? 0) - (before ?? 0)) >= NOTABLE;
}

/** A change of the mean with its sign, such as `+1.2 sd`. */
export function formatShift(shift: number | null): string {
  if (shift === null) {
    return UNKNOWN;
  }
  if (Math.abs(shift) < 0.05) {
    return '0 sd';
  }
  return `${format(Math.abs(shift) < 100 ? '+.1f' : '+,.0f')(shift)} sd`;
}

/** A feature's verdict in words that say whether a policy gives it. */
export function featureVerdict({ verdict, worstPolicy }: Feature): string {
  return verdict === 2 && worstPolicy ? 'Breach' : verdictWords(verdict);
}

/** A feature with everything that its row shows, for readers who do not see it. */
export function describeFeature(feature: Feature): string {
  const { name, source, worstPolicy, reason, psi, usualLow, usualHigh, meanShift } = feature;
  const usual =
    usualLow === null || usualHigh === null
      ? ''
      : `, earlier windows ${formatMeasure(usualLow)} to ${formatMeasure(usualHigh)}`;
  const parts = [
    `${name}${source && `, from ${source}`}: ${featureVerdict(feature)}`,
    worstPolicy && `policy ${worstPolicy}`,
    reason,
    `PSI ${formatMeasure(psi)}${usual}`,
    describeRate('missing', feature.missing),
    describeRate('invalid', feature.invalid),
    describeRate('new', feature.unseen),
    meanShift !== null && `mean moved by ${formatShift(meanShift)}`,
  ];
  return parts.filter(Boolean).join('. ');
}

function describeRate(word: string, rate: Rate): string {
  return rate.now || rate.before ? `${word} ${formatShare(rate.now)}, before ${formatShare(rate.before)}` : '';
}
