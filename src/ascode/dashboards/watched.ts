import { ModelSpec, PolicySpec } from '../../contract';
import { boundWords, lower, sideOf } from '../words';

const TIERS = [
  ['page', 'Pages'],
  ['notify', 'Sends a notice'],
  ['explain', 'Is drawn, and never alerts'],
] as const;

/** What watches a model, as Markdown: each policy in words, what is off, who owns it and where to read on. */
export function watchedText(model: ModelSpec): string {
  const tiers = TIERS.map(([tier, words]) => {
    const list = model.policies.filter((policy) => policy.tier === tier);
    const lines = list.map((policy) => `- ${conditionWords(model, policy)} (\`${policy.id}\`)`);
    return list.length > 0 ? `**${words}** when\n${lines.join('\n')}` : '';
  });
  const off = model.off.map(({ policy, why }) => `- \`${policy}\`: ${why}`);
  return [...tiers, off.length > 0 ? `**Off**\n${off.join('\n')}` : '', about(model)].filter(Boolean).join('\n\n');
}

function about({ owners, links, timezone, window }: ModelSpec): string {
  const lines = [
    ...Object.entries(owners).map(([part, team]) => `Owner of the ${part}: ${team}.`),
    ...Object.entries(links).map(([name, url]) => `[${name}](${url})`),
    `Windows of ${window} unless a policy says otherwise, on the calendar of ${timezone}.`,
  ];
  return lines.join(' ');
}

/** When a policy is breached, in words: "accuracy of 7d falls more than 2.5 points below the baseline rolling". */
export function conditionWords(model: ModelSpec, policy: PolicySpec): string {
  if (policy.measure === 'freshness' || policy.measure === 'label_freshness') {
    const newest = policy.measure === 'freshness' ? 'prediction' : 'outcome';
    const bound =
      policy.aboveUsualGap === null ? boundWords(policy) : `${policy.aboveUsualGap} times the largest usual gap`;
    return `the newest ${newest} is older than ${bound}`;
  }
  const split = policy.splitBy.length > 0 ? `, by ${policy.splitBy.join(' and ')},` : '';
  return `${lower(policy.measureTitle)}${ofWhat(model, policy)}${split} over ${policy.window} ${verb(policy)}`;
}

/** What the measure is taken of, where its own name does not tell. */
function ofWhat(model: ModelSpec, { measure, target, features, needsLabels }: PolicySpec): string {
  if (target === 'features') {
    return features.length === model.features.length ? ' of a feature' : ` of ${features.join(', ')}`;
  }
  const isInTheName = needsLabels || target === 'log' || target === 'interval' || measure.startsWith('estimated_');
  return isInTheName ? '' : ` of ${target}`;
}

function verb(policy: PolicySpec): string {
  const side = sideOf(policy);
  const bound = boundWords(policy).replace(/^[−+]/, '');
  const baseline = policy.baseline ? ` the baseline ${policy.baseline}` : '';
  if (policy.stat === 'trend') {
    return side === 'below' ? `falls by more than ${bound}` : `rises by more than ${bound}`;
  }
  if (side === 'outside') {
    return `leaves ${boundWords(policy)}${policy.stat === 'sigma' ? ' around what earlier windows predict' : ` against${baseline}`}`;
  }
  if (policy.stat === 'sigma') {
    return `is more than ${bound} ${side}${policy.baseline ? baseline : ' what earlier windows predict'}`;
  }
  if (policy.comparesWindows || policy.stat === 'current' || policy.stat === 'pvalue') {
    return `is ${side} ${boundWords(policy)}${policy.comparesWindows && baseline ? ` against${baseline}` : ''}`;
  }
  return `${side === 'below' ? 'falls' : 'rises'} more than ${bound} ${side}${baseline}`;
}
