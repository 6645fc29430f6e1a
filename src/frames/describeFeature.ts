import { Feature, Rate } from './features';
import { formatMeasure, formatValue, UNKNOWN, ValueStyle } from './format';
import { verdictWords } from './verdict';

/** From this change on, 0…1, a share of missing, invalid or new values is worth a reader's eye. */
const NOTABLE = 0.01;

/** Reports whether a share changed by a percentage point or more. */
export function isNotable({ now, before }: Rate): boolean {
  return Math.abs((now ?? 0) - (before ?? 0)) >= NOTABLE;
}

/** A change of the mean with its sign, such as `+1.2 sd`. */
export function formatShift(shift: number | null, { unit = SD, decimals }: ValueStyle = {}): string {
  if (shift === null) {
    return UNKNOWN;
  }
  const size = Math.abs(shift);
  if (decimals === undefined && size < 0.05) {
    return formatValue(0, { unit, decimals: 0 });
  }
  return `${shift < 0 ? '−' : '+'}${formatValue(size, { unit, decimals: decimals ?? (size < 100 ? 1 : 0) })}`;
}

/** Standard deviations, as the backend writes them. */
const SD = 'suffix: sd';

/** A share of missing, invalid or new values, or an importance, as the field's overrides say. */
export function formatRate(share: number | null, { unit = 'percentunit', decimals }: ValueStyle): string {
  return formatValue(share, { unit, decimals });
}

/** A feature's verdict in words that say whether a policy gives it. */
export function featureVerdict({ verdict, worstPolicy }: Feature): string {
  return verdict === 2 && worstPolicy ? 'Breach' : verdictWords(verdict);
}

/** A feature with everything that its row shows, for readers who do not see it. */
export function describeFeature(feature: Feature): string {
  const { name, source, worstPolicy, reason, psi, usualLow, usualHigh, meanShift, look } = feature;
  const measure = (value: number | null) => formatMeasure(value, look.psi);
  const usual =
    usualLow === null || usualHigh === null ? '' : `, earlier windows ${measure(usualLow)} to ${measure(usualHigh)}`;
  const parts = [
    `${name}${source && `, from ${source}`}: ${featureVerdict(feature)}`,
    worstPolicy && `policy ${worstPolicy}`,
    reason,
    `${look.psi.name ?? 'PSI'} ${measure(psi)}${usual}`,
    describeRate(look.missing.name ?? 'missing', feature.missing, look.missing),
    describeRate(look.invalid.name ?? 'invalid', feature.invalid, look.invalid),
    describeRate(look.new.name ?? 'new', feature.unseen, look.new),
    meanShift !== null && `mean moved by ${formatShift(meanShift, look.meanShift)}`,
  ];
  return parts.filter(Boolean).join('. ');
}

function describeRate(word: string, { now, before }: Rate, style: ValueStyle): string {
  return now || before ? `${word} ${formatRate(now, style)}, before ${formatRate(before, style)}` : '';
}
