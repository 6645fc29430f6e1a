import { Stat } from '../contract';

/**
 * Parts of Grafana's alert templates, which are Go templates. A figure is `$values.<refId>.Value`: NaN where it could not be
 * computed, and NaN equals nothing, itself included.
 */

/** The definitions that texts use. Each annotation is a template of its own, so each begins with those that it uses. */
const DEFINITIONS = {
  share: '{{ if eq . . }}{{ humanizePercentage . }}{{ else }}unknown{{ end }}',
  number: '{{ if eq . . }}{{ printf "%.4g" . }}{{ else }}unknown{{ end }}',
  duration: '{{ if eq . . }}{{ humanizeDuration . }}{{ else }}unknown{{ end }}',
  rows: '{{ if eq . . }}{{ printf "%.0f" . }}{{ else }}an unknown number of{{ end }}',
  points: '{{ if gt . 0.0 }}+{{ end }}{{ reReplaceAll "-" "−" (reReplaceAll "%" "" (humanizePercentage .)) }}',
  signed: '{{ if gt . 0.0 }}+{{ end }}{{ reReplaceAll "-" "−" (printf "%.4g" .) }}',
} as const;

/** How a figure is written: a share as percent, seconds as a duration, whole rows, the difference of two shares in points, that
 * of other numbers with a true minus sign, any other number. */
export type Form = keyof typeof DEFINITIONS;

/** A figure by its refId, written in a form. */
export const figure = (refId: string, form: Form) => `{{ template "${form}" $values.${refId}.Value }}`;

/** The difference of two figures with its sign, without a unit: of shares in percentage points. */
export const difference = (refId: string, ofShares: boolean) => figure(refId, ofShares ? 'points' : 'signed');

/** A text where a figure could be computed, else another. */
export const ifNumber = (refId: string, text: string, otherwise = '') =>
  `{{ if eq $values.${refId}.Value $values.${refId}.Value }}${text}{{ ${otherwise ? `else }}${otherwise}{{ ` : ''}end }}`;

/** The name at the place in a list that a figure gives, because templates hold no strings but their own. */
export const lookUp = (names: string[], refId: string) =>
  `{{ index (args ${names.map((name) => JSON.stringify(name)).join(' ')}) (printf "arg%.0f" $values.${refId}.Value) }}`;

/** A text with the definitions that it uses before it. */
export function template(text: string): string {
  const used = (Object.keys(DEFINITIONS) as Form[]).filter((name) => text.includes(`{{ template "${name}" `));
  const definitions = used.map((name) => `{{ define "${name}" }}${DEFINITIONS[name]}{{ end }}`).join('');
  return definitions + text;
}

/** Text that a template prints as it stands, whatever it holds. */
export const literal = (text: string) => (text.includes('{{') ? `{{ ${JSON.stringify(text)} }}` : text);

/** A label of the alert, such as the feature that it is about. */
export const label = (name: string) => `{{ $labels.${name} }}`;

/** One of two texts, by whether a figure is 1. */
export const ifOne = (refId: string, yes: string, no: string) =>
  `{{ if eq $values.${refId}.Value 1.0 }}${yes}{{ else }}${no}{{ end }}`;

const local = (refId: string, shift: string, layout: string) =>
  `{{ (${shift ? `(toTime $values.${refId}.Value).Add ${shift}` : `toTime $values.${refId}.Value`}).Format "${layout}" }}`;

const DAY = 24 * 3600;

/**
 * The window's dates on the model's wall clock, with the stats that they need. The last day is named, not the midnight after
 * it; windows below a day have hours.
 */
export function windowDates(seconds: number): { text: string; stats: Stat[] } {
  const both: Stat[] = ['windowStartLocal', 'windowEndLocal'];
  if (seconds < DAY) {
    const text = `from ${local('windowStartLocal', '', '2 Jan 15:04')} to ${local('windowEndLocal', '', '15:04')}`;
    return { text, stats: both };
  }
  const last = local('windowEndLocal', '-1', '2 January');
  return seconds === DAY
    ? { text: `on ${last}`, stats: ['windowEndLocal'] }
    : { text: `from ${local('windowStartLocal', '', '2 January')} to ${last}`, stats: both };
}
