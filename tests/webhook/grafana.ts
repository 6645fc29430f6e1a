import { setTimeout as sleep } from 'node:timers/promises';
import type { Notification } from '../e2e/receiver';

const ADMIN = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
const STEP_SECONDS = 600; // on a busy machine
const SENT_SECONDS = 90;

interface Rule {
  name: string;
  health: string;
  lastEvaluation: string;
  lastError?: string;
  alerts?: Array<{ state: string; labels: Record<string, string> }>;
}

/** Reads the data sources anew, and waits until every rule was evaluated on them and what it says was sent. */
export async function reload(url: string, webhook: string): Promise<void> {
  const since = Date.now();
  const response = await fetch(`${url}api/admin/provisioning/datasources/reload`, {
    method: 'POST',
    headers: { authorization: ADMIN },
  });
  if (!response.ok) {
    throw new Error(`Grafana does not read its data sources: ${response.status} ${await response.text()}`);
  }
  await evaluatedSince(url, since);
  await everythingSent(url, webhook);
}

/** All notifications so far. */
export async function received(webhook: string): Promise<Notification[]> {
  return (await (await fetch(webhook)).json()) as Notification[];
}

async function evaluatedSince(url: string, since: number): Promise<void> {
  const deadline = since + STEP_SECONDS * 1000;
  for (;;) {
    const rules = await rulesOf(url);
    const late = rules.filter((rule) => new Date(rule.lastEvaluation).getTime() <= since || failed(rule));
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

/** Whether a rule has no answer: one that keeps its state meanwhile is in good health, but its instance has the labels of an error. */
const failed = ({ health, alerts }: Rule) => health !== 'ok' || (alerts ?? []).some(({ labels }) => 'ref_id' in labels);

/** Waits until the webhook knows of what fires. If it never does, something is missing, which the story will tell. */
async function everythingSent(url: string, webhook: string): Promise<void> {
  const deadline = Date.now() + SENT_SECONDS * 1000;
  while (Date.now() < deadline && (await firing(url)) !== known(await received(webhook))) {
    await sleep(1000);
  }
}

/** The alerts that fire, by their labels. */
async function firing(url: string): Promise<string> {
  const alerts = (await rulesOf(url)).flatMap(({ alerts }) => alerts ?? []);
  return keysOf(alerts.filter(({ state }) => state.startsWith('Alerting')));
}

/** The alerts that fire as the webhook knows it: those of the last notification of each group. */
function known(notifications: Notification[]): string {
  const last = new Map(notifications.map((one) => [`${one.receiver} ${JSON.stringify(one.groupLabels)}`, one]));
  return keysOf([...last.values()].flatMap(({ alerts }) => alerts).filter(({ status }) => status === 'firing'));
}

const keysOf = (alerts: Array<{ labels: Record<string, string> }>) =>
  alerts
    .map(({ labels }) => [labels.grafana_folder, labels.alertname, labels.feature].join(' '))
    .sort()
    .join('\n');

async function rulesOf(url: string): Promise<Rule[]> {
  const response = await fetch(`${url}api/prometheus/grafana/api/v1/rules`, { headers: { authorization: ADMIN } });
  const { data } = (await response.json()) as { data?: { groups: Array<{ rules: Rule[] }> } };
  return (data?.groups ?? []).flatMap(({ rules }) => rules);
}
