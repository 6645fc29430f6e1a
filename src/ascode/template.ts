import { Stat } from '../contract';

/** The refId of the test that says whether a rule fires: 1 or 0. */
export const BREACHED = 'breached';

/**
 * Parts of Grafana's alert templates, which are Go templates. A figure is `$values.<refId>`, and its number `.Value`. One that
 * could not be computed is missing: `if` takes it for false, `eq` says that it equals no number, and `lt` and `le` fail.
 */

const trueMinus = (text: string) => `reReplaceAll "-" "−" (${text})`;

/** A whole number with commas, below a thousand million. */
const thousands = (pattern: string) => {
  const comma = (text: string) => `reReplaceAll "([0-9])([0-9]{3})(,|$)" "$1,$2$3" (${text})`;
  return comma(comma(`printf "${pattern}" .Value`));
};

/** A share as percent: rounded as a share, and then the point moves two places. */
const movePoint = (pattern: string) =>
  trueMinus(
    `reReplaceAll "^(-?)0+([0-9])" "$1$2" (reReplaceAll "^(-?[0-9]+)[.]([0-9]{2})([0-9]+)$" "$1$2.$3" (printf "${pattern}" .Value))`
  );

/** A share as percent with one decimal, close to 0 and 1 with two; where even these say nothing, with four digits. */
const percent =
  '{{ if or (and (lt .Value 0.0001) (gt .Value -0.0001)) (eq .Value 1.0) }}' +
  `{{ ${trueMinus('reReplaceAll "%" "" (humanizePercentage .Value)')} }}` +
  '{{ else if or (and (lt .Value 0.001) (gt .Value -0.001)) (and (gt .Value 0.9994) (lt .Value 1.0)) }}' +
  `{{ ${movePoint('%.4f')} }}{{ else }}{{ ${movePoint('%.3f')} }}{{ end }}`;

const digits =
  `{{ if or (ge .Value 1000.0) (le .Value -1000.0) }}{{ ${trueMinus(thousands('%.0f'))} }}` +
  `{{ else }}{{ ${trueMinus('printf "%.4g" .Value')} }}{{ end }}`;

const plus = '{{ if gt .Value 0.0 }}+{{ end }}';

const orUnknown = (text: string, unknown = 'unknown') => `{{ if . }}${text}{{ else }}${unknown}{{ end }}`;

/** The definitions that texts use. Each annotation is a template of its own, so each begins with those that it uses. */
const DEFINITIONS = {
  share: orUnknown(`${percent} %`),
  number: orUnknown(digits),
  duration: orUnknown('{{ reReplaceAll "( 0[hms])+$" "" (humanizeDuration .Value) }}'),
  rows: orUnknown(`{{ ${thousands('%.0f')} }}`, 'an unknown number of'),
  points: orUnknown(plus + percent),
  signed: orUnknown(plus + digits),
} as const;

/** How a figure is written: a share as percent, seconds as a duration, whole rows, the difference of two shares in points, that
 * of other numbers with its sign, any other number. */
export type Form = keyof typeof DEFINITIONS;

/** A figure by its refId, written in a form. */
export const figure = (refId: string, form: Form) => `{{ template "${form}" $values.${refId} }}`;

/** The difference of two figures with its sign, without a unit: of shares in percentage points. */
export const difference = (refId: string, ofShares: boolean) => figure(refId, ofShares ? 'points' : 'signed');

/** A text where a figure could be computed, else another. */
export const ifNumber = (refId: string, text: string, otherwise = '') => ifTrue(`$values.${refId}`, text, otherwise);

/** A text where a figure is a place in a list, else another: it is −1 where there is nobody to name. */
export const ifPlace = (refId: string, text: string, otherwise = '') =>
  ifTrue(`and $values.${refId} (le 0.0 $values.${refId}.Value)`, text, otherwise);

const ifTrue = (condition: string, text: string, otherwise: string) =>
  `{{ if ${condition} }}${text}{{ ${otherwise ? `else }}${otherwise}{{ ` : ''}end }}`;

/** A condition: both figures could be computed, and the first is less than the second (lt), or no more (le). */
export const isInOrder = (refId: string, order: 'lt' | 'le', next: string) =>
  `and $values.${refId} $values.${next} (${order} $values.${refId}.Value $values.${next}.Value)`;

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

/**
 * Texts by what the rule's test found: it fires, it does not, it has no answer for this alert. A rule whose evaluation failed
 * keeps its state and has no values at all.
 */
export const byState = (texts: Record<'firing' | 'quiet' | 'unjudged' | 'failed', string>) =>
  `{{ if not $values }}${texts.failed}{{ else if eq ${TEST} 1.0 }}${texts.firing}` +
  `{{ else if eq ${TEST} 0.0 }}${texts.quiet}{{ else }}${texts.unjudged}{{ end }}`;

const TEST = `$values.${BREACHED}.Value`;

const moment = (refId: string, shift: string, layout: string) =>
  `(${shift ? `(toTime $values.${refId}.Value).Add ${shift}` : `toTime $values.${refId}.Value`}).Format "${layout}"`;

const local = (refId: string, shift: string, layout: string) => `{{ ${moment(refId, shift, layout)} }}`;

/** One of two texts, by whether the window begins and ends in the same month or on the same day. */
const ifSame = (layout: string, shift: string, yes: string, no: string) =>
  `{{ if eq (${moment('windowStartLocal', '', layout)}) (${moment('windowEndLocal', shift, layout)}) }}${yes}{{ else }}${no}{{ end }}`;

const DAY = 24 * 3600;

/**
 * The window's dates on the model's wall clock, with the stats that they need. The last day is named, not the midnight after
 * it. Windows below two days end at any hour, so they have hours, unless they are a whole day.
 */
export function windowDates(seconds: number): { text: string; stats: Stat[] } {
  const both: Stat[] = ['windowStartLocal', 'windowEndLocal'];
  const last = lastDay();
  if (seconds < 2 * DAY) {
    return { text: seconds === DAY ? ifWholeDay(`on ${last.text}`, hours()) : hours(), stats: both };
  }
  const [day, dayAndMonth] = ['2', '2 January'].map((layout) => local('windowStartLocal', '', layout));
  return { text: `from ${ifSame('January', '-1', day!, dayAndMonth!)} to ${last.text}`, stats: both };
}

function hours(): string {
  const end = ifSame('2 Jan', '', local('windowEndLocal', '', '15:04'), local('windowEndLocal', '', '2 Jan 15:04'));
  return `from ${local('windowStartLocal', '', '2 Jan 15:04')} to ${end}`;
}

/** One of two texts, by whether a window of a day begins at midnight. */
const ifWholeDay = (yes: string, no: string) =>
  `{{ if eq (${moment('windowStartLocal', '', '15:04')}) "00:00" }}${yes}{{ else }}${no}{{ end }}`;

/** The last day of the window. */
export const lastDay = (): { text: string; stats: Stat[] } => ({
  text: local('windowEndLocal', '-1', '2 January'),
  stats: ['windowEndLocal'],
});
