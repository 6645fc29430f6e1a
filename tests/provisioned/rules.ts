import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';

const ADMIN = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
/** The rule that finds what log.sql breaks. */
const PLANTED = 'Payment fraud: missing';
const MOST_SECONDS = 300;

interface RuleState {
  name: string;
  state: string;
  health: string;
  lastEvaluation: string;
  lastError?: string;
  alerts?: Array<{ state: string }>;
}

/** What is wrong with the rules of a provisioned file after each was evaluated: one that Grafana does not have, or an error. */
export async function faultsOfRules(url: string, file: string): Promise<string[]> {
  const { groups } = parse(await readFile(file, 'utf8')) as { groups: Array<{ rules: Array<{ title: string }> }> };
  const titles = groups.flatMap(({ rules }) => rules.map(({ title }) => title));
  const states = await evaluated(url, titles.length);
  const missing = titles.filter((title) => !states.some(({ name }) => name === title));
  const firing = states.filter(({ state }) => state === 'firing').map(({ name }) => name);
  console.log(`${states.length} rules, of which ${firing.length} fire: ${firing.join('; ')}`);
  return [
    ...(firing.includes(PLANTED) ? [] : [`rule ${PLANTED}: it is silent, although log.sql plants a fault for it`]),
    ...missing.map((title) => `rule ${title}: Grafana does not have it`),
    ...states.flatMap(({ name, health, lastError, alerts }) =>
      health === 'error' || (alerts ?? []).some(({ state }) => state.includes('Error'))
        ? [`rule ${name}: ${health} ${lastError}`]
        : []
    ),
  ];
}

/** Waits until `count` rules were evaluated. */
async function evaluated(url: string, count: number): Promise<RuleState[]> {
  const deadline = Date.now() + MOST_SECONDS * 1000;
  for (;;) {
    const response = await fetch(`${url}api/prometheus/grafana/api/v1/rules`, { headers: { authorization: ADMIN } });
    const { data } = (await response.json()) as { data?: { groups: Array<{ rules: RuleState[] }> } };
    const rules = (data?.groups ?? []).flatMap((group) => group.rules);
    const done = rules.filter(({ lastEvaluation }) => new Date(lastEvaluation).getTime() > 0);
    if (done.length >= count) {
      return done;
    }
    if (Date.now() > deadline) {
      throw new Error(`only ${done.length} of ${count} rules were evaluated`);
    }
    await sleep(1000);
  }
}
