import { expect, test } from '@grafana/plugin-e2e';

const TYPE = 'leeway-monitor-datasource';

test('both demo data sources are healthy and say what was checked', async ({ request }) => {
  for (const uid of ['leeway-flights', 'leeway-flights-live']) {
    const health = await request.get(`/api/datasources/uid/${uid}/health`);
    expect(await health.json()).toMatchObject({
      status: 'OK',
      message: 'Connected to duckdb; 1 model ready.',
      details: { verboseMessage: expect.stringContaining('model arrival-delay: its tables and columns are there') },
    });
  }
});

test('the settings of a provisioned data source are shown, and tested', async ({
  gotoDataSourceConfigPage,
  readProvisionedDataSource,
  page,
}) => {
  const { uid } = await readProvisionedDataSource({ fileName: 'flights.yaml', name: 'Flights 2013' });
  await gotoDataSourceConfigPage(uid!);
  await expect(page.getByText('arrival-delay').first()).toBeVisible();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByText('Connected to duckdb; 1 model ready.')).toBeVisible();
});

test('a new data source says that it has no models yet', async ({ createDataSourceConfigPage, page }) => {
  const configPage = await createDataSourceConfigPage({ type: TYPE });
  await expect(configPage.saveAndTest()).toBeOK();
  await expect(page.getByText('Connected to duckdb. No models are defined yet.')).toBeVisible();
});

test('a file outside the allowed folder is refused in words', async ({ createDataSource, request }) => {
  const { uid } = await createDataSource({
    type: TYPE,
    jsonData: { store: { kind: 'duckdb', path: '../secret.duckdb' } },
  });
  const health = await request.get(`/api/datasources/uid/${uid}/health`);
  expect(await health.json()).toMatchObject({
    status: 'ERROR',
    message: expect.stringMatching(/outside|leaves|below/),
  });
});
