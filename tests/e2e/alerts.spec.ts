import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@grafana/plugin-e2e';
import type { APIRequestContext } from '@playwright/test';
import type { Notification } from './receiver';

const RULE = 'Arrival delay: accuracy-week';
const EXAMPLE = path.resolve(__dirname, '../../docs/examples/alert-accuracy.json');
const LIVE = { type: 'leeway-monitor-datasource', uid: 'leeway-flights-live' };

interface RuleState {
  name: string;
  state: 'inactive' | 'pending' | 'firing';
  health: string;
  lastEvaluation: string;
  alerts?: Array<{ state: string; labels: Record<string, string> }>;
}

test.describe('alert rules on moved flights', () => {
  test.skip(!process.env.LEEWAY_WEBHOOK, 'GRAFANA_URL is a Grafana of its own time; set GRAFANA_HOME instead');
  test.describe.configure({ timeout: 180_000 });

  test('the accuracy rule fires in the furlough week and carries its comparison', async ({ request }) => {
    const notification = await notified(RULE);
    const alert = notification.alerts[0]!;
    expect(alert.labels).toMatchObject({
      alertname: RULE,
      model: 'arrival-delay',
      policy: 'accuracy-week',
      leeway: 'true',
      tier: 'page',
      severity: 'critical',
    });
    const { current, baseline, count, lowerLimit, historyCount, rangeStart, rangeEnd } = alert.values!;
    expect(current).toBeGreaterThan(0.79);
    expect(current).toBeLessThan(0.83);
    expect(baseline).toBeGreaterThan(0.88);
    expect(lowerLimit).toBeGreaterThan(current!);
    expect(alert.annotations.summary).toBe(
      'Arrival delay: accuracy over 7 days falls more than 2.5 points below the baseline “rolling”'
    );
    expect(alert.annotations.description).toMatch(/^Arrival delay is right less often: /);
    const share = (value: number | undefined) => `${(value! * 100).toFixed(1)} %`;
    for (const figure of [
      share(current),
      share(lowerLimit),
      share(baseline),
      `${historyCount} earlier weeks`,
      `${count!.toLocaleString('en-US')} predictions judged`,
    ]) {
      expect(alert.annotations.description).toContain(figure);
    }

    const link = new URL(alert.annotations.comparison!);
    expect(link.searchParams.get('from')).toBe(`${rangeStart! * 1000}`);
    expect(link.searchParams.get('to')).toBe(`${rangeEnd! * 1000}`);
    expect((await request.get(`/api/dashboards/uid/${link.pathname.split('/')[2]}`)).ok()).toBe(true);
    const again = await accuracy(request, link.searchParams.get('from')!, link.searchParams.get('to')!);
    expect(again).toBe(current);
    await keepExample(notification);
  });

  test('a viewer comes from the alert to the segments with one click', async ({ browser, baseURL }) => {
    test.slow();
    const [alert] = (await notified(RULE)).alerts;
    const url = new URL(alert!.annotations.segments!);
    const viewer = await browser.newContext({ storageState: undefined }); // nobody signed in: the demo lets viewers in
    const page = await viewer.newPage();
    await page.goto(new URL(url.pathname + url.search, baseURL).href);
    // The segment that the alert names is the first row of the first table.
    const [, dimension, value] = /([A-Z]\w+) (\S+) explains/.exec(alert!.annotations.description!)!;
    const first = page.getByRole('table').first();
    await expect(first).toHaveAccessibleName(new RegExp(`^${dimension}`, 'i'));
    await expect(first.getByRole('row').nth(1)).toContainText(value!);
    await viewer.close();
  });

  test('the same rule stays quiet in a quiet week', async ({ request }) => {
    const rule = await evaluated(request, 'Quiet week');
    expect(rule).toMatchObject({ state: 'inactive', health: 'ok' });
    expect(firing(rule)).toEqual([]);
  });

  test('a null field leaves the other instances alone', async ({ request }) => {
    const rule = await evaluated(request, 'One field is null');
    expect(rule.health).toBe('ok');
    expect(firing(rule).map(({ labels }) => labels.feature)).toEqual(['distance']);
  });
});

/** The instances of a rule that are not normal. */
const firing = (rule: RuleState) => (rule.alerts ?? []).filter(({ state }) => !state.startsWith('Normal'));

/**
 * Holds the example in docs/ against what arrived: the same labels and words, whatever the dates. LEEWAY_UPDATE=1 writes
 * it anew.
 */
async function keepExample(notification: Notification): Promise<void> {
  if (process.env.LEEWAY_UPDATE) {
    const portable = JSON.stringify(notification, null, 2).replace(/http:\/\/localhost:\d+/g, 'http://localhost:3000');
    await writeFile(EXAMPLE, `${portable}\n`);
  }
  const example = JSON.parse(await readFile(EXAMPLE, 'utf8')) as Notification;
  const words = ({ labels, annotations }: Notification['alerts'][0]) => ({
    labels,
    annotations: JSON.stringify(annotations).replace(/\d+/g, '0'),
  });
  expect(words(example.alerts[0]!)).toEqual(words(notification.alerts[0]!));
}

/** Waits for a notification about an alert, as the webhook received it. */
async function notified(alertname: string): Promise<Notification> {
  let found: Notification | undefined;
  await expect
    .poll(
      async () => {
        const all = (await (await fetch(process.env.LEEWAY_WEBHOOK!)).json()) as Notification[];
        found = all
          .map((one) => ({ ...one, alerts: one.alerts.filter(({ labels }) => labels.alertname === alertname) }))
          .find(({ alerts }) => alerts.length > 0);
        return found?.status;
      },
      { timeout: 120_000, message: `a notification about ${alertname}` }
    )
    .toBe('firing');
  return found!;
}

/** Waits until a rule has been evaluated. */
async function evaluated(request: APIRequestContext, name: string): Promise<RuleState> {
  let rule: RuleState | undefined;
  await expect
    .poll(
      async () => {
        const response = await request.get('/api/prometheus/grafana/api/v1/rules');
        const { data } = (await response.json()) as { data: { groups: Array<{ rules: RuleState[] }> } };
        rule = data.groups.flatMap(({ rules }) => rules).find((one) => one.name === name);
        return new Date(rule?.lastEvaluation ?? 0).getTime();
      },
      { timeout: 120_000, message: `the evaluation of ${name}` }
    )
    .toBeGreaterThan(0);
  return rule!;
}

/** The accuracy that the rule's policy finds over a range. */
async function accuracy(request: APIRequestContext, from: string, to: string): Promise<number> {
  const query = { refId: 'A', datasource: LIVE, schemaVersion: 2, queryType: 'policy', models: ['arrival-delay'] };
  const response = await request.post('/api/ds/query', {
    data: { from, to, queries: [{ ...query, policy: 'accuracy-week', stats: ['current'], format: 'number' }] },
  });
  const { results } = (await response.json()) as { results: { A: { frames: [{ data: { values: [[number]] } }] } } };
  return results.A.frames[0].data.values[0][0];
}
