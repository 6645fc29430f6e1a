import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { placed } from '../e2e/placed';
import type { Notification } from '../e2e/receiver';

const ADMIN = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
const LIVE = 'leeway-flights-live';
/** Rules are evaluated every ten seconds, the shortest that Grafana allows. */
const INTERVAL_SECONDS = 10;
const STEP_SECONDS = 300; // on a busy machine

interface RuleState {
  name: string;
  health: string;
  lastEvaluation: string;
  lastError?: string;
}

interface DataSources {
  datasources: Array<{ uid: string; jsonData: { store: { moveTo?: string } } }>;
}

interface Rules {
  groups: Array<{
    name: string;
    interval: string;
    rules: Array<{ for: string; data: Array<{ relativeTimeRange: { from: number; to: number } }> }>;
  }>;
}

/** Changes a YAML file. */
async function edit<T>(file: string, change: (content: T) => void): Promise<void> {
  const content = parse(await readFile(file, 'utf8')) as T;
  change(content);
  await writeFile(file, stringify(content, { aliasDuplicateObjects: false }));
}

/** Moves the live log so that the latest Monday is `monday` of its own year. */
export async function moveLog(provisioning: string, monday: string, now: Date): Promise<void> {
  await edit<DataSources>(path.join(provisioning, 'datasources/flights.yaml'), ({ datasources }) => {
    datasources.find(({ uid }) => uid === LIVE)!.jsonData.store.moveTo = placed(now, monday).moveTo;
  });
}

/**
 * Makes the rules fire at once, and their ranges end on the latest Monday: days of the moved log keep their weekdays, and the
 * test may run on any.
 */
export async function hurryRules(provisioning: string, now: Date): Promise<void> {
  const { seconds } = placed(now, '2013-04-29');
  await edit<Rules>(path.join(provisioning, `alerting/${LIVE}.yaml`), ({ groups }) => {
    for (const group of groups) {
      group.interval = `${INTERVAL_SECONDS}s`;
      for (const rule of group.rules) {
        rule.for = '0s';
        for (const { relativeTimeRange } of rule.data) {
          relativeTimeRange.from += seconds;
          relativeTimeRange.to += seconds;
        }
      }
    }
  });
}

/** Sends notifications to a webhook, soon. */
export async function notifyWebhook(provisioning: string, webhook: string): Promise<void> {
  await edit<{ contactPoints: Array<{ receivers: unknown[] }>; policies: Array<{ routes: object[] }> }>(
    path.join(provisioning, 'alerting/routes.yaml'),
    ({ contactPoints, policies }) => {
      contactPoints[0]!.receivers = [{ uid: 'leeway-demo', type: 'webhook', settings: { url: webhook } }];
      Object.assign(policies[0]!.routes[0]!, { group_wait: '5s', group_interval: '5s' });
    }
  );
}

/** Reads the data sources anew, and waits until every rule was evaluated on them and what it says was sent. */
export async function reload(url: string): Promise<void> {
  const since = Date.now();
  const response = await fetch(`${url}api/admin/provisioning/datasources/reload`, {
    method: 'POST',
    headers: { authorization: ADMIN },
  });
  if (!response.ok) {
    throw new Error(`Grafana does not read its data sources: ${response.status} ${await response.text()}`);
  }
  await evaluatedSince(url, since);
  // An evaluation that began before the reload may have ended after it; the next one is of the new log.
  await evaluatedSince(url, Date.now());
  await sleep(3 * INTERVAL_SECONDS * 1000);
}

async function evaluatedSince(url: string, since: number): Promise<void> {
  const deadline = since + STEP_SECONDS * 1000;
  for (;;) {
    const rules = await ruleStates(url);
    const late = rules.filter(
      ({ lastEvaluation, health }) => new Date(lastEvaluation).getTime() <= since || health !== 'ok'
    );
    if (rules.length > 0 && late.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `not evaluated: ${late.map(({ name, health, lastError }) => `${name} (${health} ${lastError})`).join(', ')}`
      );
    }
    await sleep(1000);
  }
}

async function ruleStates(url: string): Promise<RuleState[]> {
  const response = await fetch(`${url}api/prometheus/grafana/api/v1/rules`, { headers: { authorization: ADMIN } });
  const { data } = (await response.json()) as { data?: { groups: Array<{ rules: RuleState[] }> } };
  return (data?.groups ?? []).flatMap(({ rules }) => rules);
}

/** All notifications so far. */
export async function received(webhook: string): Promise<Notification[]> {
  return (await (await fetch(webhook)).json()) as Notification[];
}
