import { ModelSpec } from '../../contract';
import { conditionWords } from '../condition';

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
