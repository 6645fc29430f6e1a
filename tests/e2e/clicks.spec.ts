import { expect, test } from '@grafana/plugin-e2e';

const DATASOURCE = { uid: 'leeway-flights', type: 'leeway-monitor-datasource' };
const QUERY = { refId: 'A', datasource: DATASOURCE, schemaVersion: 2, models: ['arrival-delay'], format: 'table' };
/** A distribution's chart, whose bins are targets once the pointer has entered it. */
const CHART = 'svg[aria-roledescription="distribution chart"]';
const UID = 'leeway-clicks';

/** The furlough week, an hour past its midnights. */
const DASHBOARD = {
  uid: UID,
  title: 'Clicks',
  schemaVersion: 42,
  timezone: 'utc',
  time: { from: '2013-04-22T05:00:00Z', to: '2013-04-29T05:00:00Z' },
  panels: [
    {
      id: 1,
      type: 'leeway-segments-panel',
      title: 'Segments',
      gridPos: { x: 0, y: 0, w: 12, h: 24 },
      datasource: DATASOURCE,
      targets: [{ ...QUERY, queryType: 'segments', target: 'prediction', measures: [{ id: 'accuracy' }] }],
    },
    {
      id: 2,
      type: 'leeway-distribution-panel',
      title: 'Distribution',
      gridPos: { x: 12, y: 0, w: 12, h: 24 },
      datasource: DATASOURCE,
      options: { click: 'records' },
      targets: [{ ...QUERY, queryType: 'distribution', target: 'features', features: ['origin'] }],
    },
  ],
};

test.describe('a click', () => {
  test.beforeAll(async ({ request }) => {
    const created = await request.post('/api/dashboards/db', { data: { dashboard: DASHBOARD, overwrite: true } });
    expect(created.ok()).toBe(true);
  });
  test.afterAll(async ({ request }) => {
    await request.delete(`/api/dashboards/uid/${UID}`);
  });

  test('on a segment filters the dashboard by it', async ({ gotoDashboardPage, page }) => {
    const dashboard = await gotoDashboardPage({ uid: UID });
    const segments = dashboard.getPanelByTitle('Segments').locator;
    await segments
      .getByRole('table', { name: /^origin/ })
      .getByRole('button', { name: /^origin LGA/ })
      .click();
    await expect(page).toHaveURL(/var-Filters=origin%7C%3D%7CLGA/);
    const panel = dashboard.getPanelByTitle('Distribution').locator;
    await panel.locator(CHART).hover();
    await expect(panel.getByRole('button', { name: /^LGA/ })).toHaveCount(1);
    await expect(panel.getByRole('button', { name: /^JFK/ })).toHaveCount(0);
  });

  test('on a bin tells a reader without Explore who may see records', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ storageState: undefined, viewport: { width: 1600, height: 1200 } });
    const page = await context.newPage();
    await page.goto(`${baseURL}d/${UID}`);
    await page.locator(CHART).hover();
    await page.getByRole('button', { name: /^LGA/ }).click();
    await expect(page.getByText(/Records open in Explore, but your role may not use it/)).toBeVisible();
    await context.close();
  });
});
