import { expect, test } from '@grafana/plugin-e2e';
import type { APIRequestContext, Browser, Page } from '@playwright/test';

const DATASOURCE = { uid: 'leeway-flights', type: 'leeway-monitor-datasource' };
/** The furlough week, an hour past its midnights. */
const RANGE = { from: '2013-04-22T05:00:00Z', to: '2013-04-29T05:00:00Z' };
const UID = 'leeway-shared';

const QUERY = { refId: 'A', datasource: DATASOURCE, schemaVersion: 2, models: ['arrival-delay'], format: 'table' };
const PANELS = [
  { type: 'leeway-features-panel', title: 'Features', query: { ...QUERY, queryType: 'features', target: 'features' } },
  {
    type: 'leeway-distribution-panel',
    title: 'Distribution',
    query: { ...QUERY, queryType: 'distribution', target: 'features', features: ['distance', 'carrier'] },
  },
  {
    type: 'leeway-segments-panel',
    title: 'Segments',
    query: { ...QUERY, queryType: 'segments', target: 'prediction', measures: [{ id: 'accuracy' }] },
  },
];

/** A dashboard of the three panels; `targetOf` says what a panel asks. */
function dashboard(targetOf: (query: object) => object = (query) => query) {
  return {
    uid: UID,
    title: 'Shared',
    schemaVersion: 42,
    timezone: 'utc',
    time: RANGE,
    panels: PANELS.map(({ type, title, query }, i) => ({
      id: i + 1,
      type,
      title,
      gridPos: { x: 0, y: 12 * i, w: 24, h: 12 },
      datasource: DATASOURCE,
      targets: [targetOf(query)],
    })),
  };
}

/** What every reader sees in the three panels, whoever asks for the data. */
async function expectDrawn(page: Page): Promise<void> {
  await expect(page.getByRole('table', { name: /^Features/ })).toContainText('weather-api');
  const distance = page.locator('section').filter({ has: page.getByRole('heading', { name: /^distance/ }) });
  await expect(distance.locator('path[data-mark=current]').first()).toBeVisible();
  await expect(page.getByRole('table', { name: /^origin/ })).toContainText('LGA');
  await expect(page.getByText('origin LGA explains')).toBeVisible();
}

/** A page of somebody who is not signed in. */
async function openAnonymous(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ storageState: undefined, viewport: { width: 1600, height: 1400 } });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test.describe('a dashboard of the three panels', () => {
  test.beforeAll(async ({ request }) => {
    const created = await request.post('/api/dashboards/db', { data: { dashboard: dashboard(), overwrite: true } });
    expect(created.ok()).toBe(true);
  });
  test.afterAll(async ({ request }) => {
    await request.delete(`/api/dashboards/uid/${UID}`);
  });

  test('is drawn for a viewer who is not signed in', async ({ browser, baseURL }) => {
    const page = await openAnonymous(browser, `${baseURL}d/${UID}`);
    await expectDrawn(page);
    await page.screenshot({ path: test.info().outputPath('viewer.png') });
    await page.context().close();
  });

  test('is drawn as a public dashboard', async ({ browser, baseURL, request }) => {
    const shared = await request.post(`/api/dashboards/uid/${UID}/public-dashboards`, {
      data: { isEnabled: true, share: 'public' },
    });
    expect(shared.ok(), await shared.text()).toBe(true);
    const { accessToken } = (await shared.json()) as { accessToken: string };
    const page = await openAnonymous(browser, `${baseURL}public-dashboards/${accessToken}`);
    await expectDrawn(page);
    await page.screenshot({ path: test.info().outputPath('public.png') });
    await page.context().close();
  });

  test('is drawn as a snapshot, from its data alone', async ({ browser, baseURL, request }) => {
    const frames = new Map<object, object[]>();
    for (const { query } of PANELS) {
      frames.set(query, await framesOf(request, query));
    }
    // As Grafana saves a snapshot: its own data source gives the frames.
    const saved = dashboard((query) => ({
      refId: 'A',
      datasource: { type: 'grafana', uid: 'grafana' },
      queryType: 'snapshot',
      snapshot: frames.get(query),
    }));
    const panels = saved.panels.map((panel) => ({ ...panel, datasource: { type: 'grafana', uid: 'grafana' } }));
    const created = await request.post('/api/snapshots', { data: { dashboard: { ...saved, panels }, name: 'Shared' } });
    expect(created.ok(), await created.text()).toBe(true);
    const { key } = (await created.json()) as { key: string };
    const page = await openAnonymous(browser, `${baseURL}dashboard/snapshot/${key}`);
    await expectDrawn(page);
    await page.screenshot({ path: test.info().outputPath('snapshot.png') });
    await page.context().close();
  });
});

/** The frames of an answer to a query over the dashboard's range. */
async function framesOf(request: APIRequestContext, query: object): Promise<object[]> {
  const [from, to] = [RANGE.from, RANGE.to].map((time) => String(Date.parse(time)));
  const response = await request.post('/api/ds/query', { data: { from, to, queries: [query] } });
  const { results } = (await response.json()) as { results: { A: { frames: object[] } } };
  return results.A.frames;
}
