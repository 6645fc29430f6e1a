import { expect, test } from '@grafana/plugin-e2e';

const DASHBOARD = { uid: 'lw-21ed73da09f256814117' };
const DATASOURCE = { uid: 'leeway-flights', type: 'leeway-monitor-datasource' };
const PANELS = [
  'What pages',
  'Every policy, worst first',
  'Accuracy of 7d, each day',
  'Accuracy by day',
  'Features over 7d, worst first',
  'Who carries the change of accuracy',
  'Feature distributions over 7d',
  'What it predicts, over 7d',
  'How sure it is',
  'Other measures of performance',
  'Latency by day',
  'Predictions by day',
  'Latency by input size, over 7d',
  'Predictions by day and carrier',
  'What watches it',
];

for (const theme of ['dark', 'light']) {
  test(`the model's dashboard draws every panel on the ${theme} theme`, async ({ gotoDashboardPage, page }) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setViewportSize({ width: 1600, height: 3600 }); // panels out of sight are not drawn
    const dashboard = await gotoDashboardPage({
      ...DASHBOARD,
      queryParams: new URLSearchParams({ theme, kiosk: '1' }),
    });
    for (const title of PANELS) {
      await expect(dashboard.getPanelByTitle(title).locator, title).toBeVisible();
    }
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
    await expect(dashboard).not.toHavePanelErrors();
    await expect(page.getByText('No data', { exact: true })).toHaveCount(0);
    await expect(dashboard.getPanelByTitle(PANELS[0]!).locator).toContainText('breached');
    const policies = dashboard.getPanelByTitle(PANELS[1]!).locator;
    await expect(policies).toContainText('81.1 %, expected at least 84.2 % from 10 earlier weeks');
    await expect(policies).toContainText('5.9 points past it');
    await page.screenshot({ path: test.info().outputPath(`dashboard-${theme}.png`) });
    expect(complaints).toEqual([]);
  });
}

test('a dashboard that waits for its store says what is read for it', async ({ gotoDashboardPage, page }) => {
  await page.setViewportSize({ width: 1600, height: 3600 });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const april = { model: 'arrival-delay', name: 'Arrival delay', days: 84, first: '2013-02-04', last: '2013-04-28' };
  await page.route('**/resources/reading*', (route) => route.fulfill({ json: [april] }));
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/ds/query*', async (route) => {
    await held;
    await route.continue();
  });
  const dashboard = await gotoDashboardPage(DASHBOARD);
  for (const title of [PANELS[0]!, PANELS[4]!]) {
    await expect(dashboard.getPanelByTitle(title).locator, title).toContainText('Reading 84 days');
  }
  await expect(page.getByText('No data', { exact: true })).toHaveCount(0);
  answer();
  await expect(dashboard.getPanelByTitle(PANELS[0]!).locator).toContainText('breached');
  await expect(dashboard.getPanelByTitle(PANELS[4]!).locator.getByRole('table')).toBeVisible();
  await expect(page.getByText('Reading 84 days')).toHaveCount(0);
  expect(complaints.filter((text) => text.includes('annotation'))).toEqual([]); // they are no panels
});

test('core panels get their names and units from the frames', async ({ gotoDashboardPage, page }) => {
  await page.setViewportSize({ width: 1600, height: 3600 });
  const dashboard = await gotoDashboardPage(DASHBOARD);
  const latency = dashboard.getPanelByTitle('Latency by day').locator;
  await expect(latency.getByRole('button', { name: 'p95' })).toBeVisible();
});

test('a click on a feature shows its distribution alone, and keeps the list', async ({ gotoDashboardPage, page }) => {
  await page.setViewportSize({ width: 1600, height: 3600 });
  const dashboard = await gotoDashboardPage(DASHBOARD);
  const features = dashboard.getPanelByTitle(PANELS[4]!).locator;
  const listed = features.getByRole('table').getByRole('button');
  await expect(listed.first()).toBeVisible();
  const before = await listed.count();
  await features.getByRole('button', { name: /^pressure\b/ }).click();
  await expect(page).toHaveURL(/var-feature=pressure/);
  const distributions = dashboard.getPanelByTitle(PANELS[6]!).locator;
  await expect(distributions).toContainText('pressure');
  await expect(distributions).not.toContainText('temp');
  await expect(listed).toHaveCount(before);
});

test('the segments name who carries the fall', async ({ gotoDashboardPage, page }) => {
  await page.setViewportSize({ width: 1600, height: 3600 });
  const dashboard = await gotoDashboardPage(DASHBOARD);
  const segments = dashboard.getPanelByTitle(PANELS[5]!).locator;
  await expect(segments.getByRole('table', { name: /^origin/ })).toContainText('LGA');
  await expect(segments).toContainText('origin LGA explains');
});

for (const from of ['2013-04-28T23:00:00Z', '2013-04-28T04:00:00Z', '2013-03-30T04:00:00Z', '2013-01-29T05:00:00Z']) {
  test(`every panel draws a range that begins at ${from}`, async ({ gotoDashboardPage, page }) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setViewportSize({ width: 1600, height: 3600 });
    const [start, end] = [from, '2013-04-29T04:00:00Z'].map((time) => String(Date.parse(time)));
    const queryParams = new URLSearchParams({ from: start!, to: end!, kiosk: '1' });
    const dashboard = await gotoDashboardPage({ ...DASHBOARD, queryParams });
    await expect(dashboard.getPanelByTitle(PANELS[1]!).locator).toContainText('5.9 points past it');
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
    await expect(dashboard).not.toHavePanelErrors();
    await expect(page.getByText('No data', { exact: true })).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}

test('a range that ends before its outcomes arrive offers the way to the last point', async ({
  gotoDashboardPage,
  page,
}) => {
  await page.setViewportSize({ width: 1600, height: 3600 });
  const [from, to] = ['2013-04-29T03:00:00Z', '2013-04-29T04:00:00Z'].map((time) => String(Date.parse(time)));
  const dashboard = await gotoDashboardPage({
    ...DASHBOARD,
    queryParams: new URLSearchParams({ from: from!, to: to! }),
  });
  const performance = dashboard.getPanelByTitle('Accuracy of 7d, each day').locator;
  await performance.getByRole('button', { name: 'Zoom to data' }).click();
  await expect(performance.getByRole('button', { name: 'Zoom to data' })).toHaveCount(0);
  expect(new URL(page.url()).searchParams.get('from')).not.toBe(from);
});

test('a snapshot of it draws every panel, without its data source', async ({ gotoDashboardPage, page, request }) => {
  test.setTimeout(180_000); // three pages of fifteen panels
  await page.setViewportSize({ width: 1600, height: 3600 });
  const dashboard = await gotoDashboardPage(DASHBOARD);
  await expect(dashboard.getPanelByTitle(PANELS[4]!).locator.getByRole('table')).toBeVisible();
  await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
  await page.goto(`${new URL(page.url()).pathname}?shareView=snapshot`);
  await expect(dashboard.getPanelByTitle(PANELS[4]!).locator.getByRole('table')).toBeVisible();
  const published = page.waitForResponse((response) => response.url().endsWith('/api/snapshots'));
  await page.getByRole('button', { name: 'Publish snapshot' }).click();
  const { key } = (await (await published).json()) as { key: string };
  await page.goto(`/dashboard/snapshot/${key}`);
  await expect(dashboard.getPanelByTitle(PANELS[4]!).locator.getByRole('table')).toContainText('pressure');
  await expect(dashboard.getPanelByTitle(PANELS[5]!).locator.getByRole('table', { name: /^origin/ })).toContainText(
    'LGA'
  );
  await expect(page.getByText('An unexpected error happened')).toHaveCount(0);
  await request.delete(`/api/snapshots/${key}`);
});

test('the dashboard of all models leads to that of a model', async ({ gotoDashboardPage, page }) => {
  const models = await gotoDashboardPage({ uid: 'lw-1f58b3f644f1ed901500' });
  const table = models.getPanelByTitle('Models, worst first').locator;
  await expect(table).toContainText('5.9 points past it');
  await expect(table).toContainText('expected at least 84.2 % from 10 earlier weeks'); // the width that it needs
  await expect(models).not.toHavePanelErrors();
  const policies = models.getPanelByTitle('Every policy of every model').locator;
  await expect(policies.getByRole('columnheader').nth(1)).toHaveText('model');
  await expect(policies).toContainText('Arrival delay');
  await expect(models.getPanelByTitle('Newest predictions').locator).toContainText('Arrival delay');
  await table.getByRole('link', { name: 'Arrival delay' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/${DASHBOARD.uid}`));
});

test('a query that cannot be answered says why, in the panel', async ({ request, gotoDashboardPage, page }) => {
  const query = { refId: 'A', datasource: DATASOURCE, measures: [{ id: 'psi' }], format: 'table' };
  const panel = {
    id: 1,
    type: 'table',
    title: 'Unknown',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    datasource: DATASOURCE,
  };
  const dashboard = {
    title: 'Refused',
    schemaVersion: 42,
    panels: [{ ...panel, targets: [{ ...query, models: ['no-such-model'] }] }],
  };
  const created = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  const { uid } = (await created.json()) as { uid: string };
  try {
    const refused = await gotoDashboardPage({ uid });
    const panel = refused.getPanelByTitle('Unknown');
    await expect(panel.getErrorIcon()).toBeVisible();
    await panel.getErrorIcon().hover();
    await expect(page.getByText(/"no-such-model" is not one of arrival-delay/).first()).toBeVisible();
  } finally {
    await request.delete(`/api/dashboards/uid/${uid}`);
  }
});

test('viewers see no SQL', async ({ request, playwright, baseURL }) => {
  const body = {
    from: '1366517000000',
    to: '1367208000000',
    queries: [
      {
        refId: 'A',
        datasource: DATASOURCE,
        models: ['arrival-delay'],
        measures: [{ id: 'count' }],
        target: 'log',
        format: 'number',
      },
    ],
  };
  const anonymous = await playwright.request.newContext({ baseURL });
  for (const [who, sees] of [
    [request, true],
    [anonymous, false],
  ] as const) {
    const response = await who.post('/api/ds/query', { data: body });
    expect(response.ok()).toBe(true);
    expect(JSON.stringify(await response.json()).includes('SELECT')).toBe(sees);
  }
  await anonymous.dispose();
});
