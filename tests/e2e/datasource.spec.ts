import { expect, test } from '@grafana/plugin-e2e';

const TYPE = 'leeway-monitor-datasource';

test('both demo data sources are healthy and say what was checked', async ({ request }) => {
  for (const uid of ['leeway-flights', 'leeway-flights-live']) {
    const health = await request.get(`/api/datasources/uid/${uid}/health`);
    expect(await health.json()).toMatchObject({
      status: 'OK',
      message: 'Connected to duckdb; 1 model ready.',
      details: { verboseMessage: expect.stringContaining('model arrival-delay: its tables and columns exist') },
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
  await expect(page.getByLabel(/^Database file/)).toHaveCount(0); // no store is assumed
  await page.getByRole('radio', { name: 'DuckDB' }).check({ force: true });
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

test('a definition is proposed from a table, and is right', async ({ createDataSourceConfigPage, page }) => {
  const configPage = await createDataSourceConfigPage({ type: TYPE });
  await page.getByRole('radio', { name: 'DuckDB' }).check({ force: true });
  await expect(configPage.saveAndTest()).toBeOK();
  await page.getByRole('button', { name: 'Propose from a table' }).click();
  await page.getByRole('combobox', { name: /^Prediction log/ }).click();
  await page.getByRole('option', { name: 'predictions.parquet' }).click();
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(page.getByText(/^Proposed from 2000 rows of predictions\.parquet/)).toBeVisible();
  await expect(page.getByText('Every definition is right: predictions.')).toBeVisible();
  await expect(configPage.saveAndTest()).toBeOK();
  await expect(page.getByText('Connected to duckdb; 1 model ready.')).toBeVisible();
});

test('a form is checked step by step, and proposed from, before it is saved', async ({
  createDataSourceConfigPage,
  page,
}) => {
  await createDataSourceConfigPage({ type: TYPE });
  await page.getByRole('radio', { name: 'DuckDB' }).check({ force: true });
  await page.getByRole('textbox', { name: /^Database file/ }).fill('gone.duckdb');
  await page.getByRole('button', { name: 'Check without saving' }).click();
  const steps = page.getByRole('list', { name: 'Steps of the check' }).getByRole('listitem');
  await expect(steps).toHaveText([/^Failed: connection: Database file \(store\.path\): there is no database/]);
  await page.getByRole('textbox', { name: /^Database file/ }).fill('');
  await page.getByRole('button', { name: 'Check without saving' }).click();
  await expect(steps).toHaveText([/^Passed: open/, /^Passed: locked/, /^Passed: clock/, /^Passed: tables/]);
  await page.getByRole('button', { name: 'Propose from a table' }).click();
  await page.getByRole('combobox', { name: /^Prediction log/ }).click();
  await page.getByRole('option', { name: 'predictions.parquet' }).click();
  await page.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(page.getByText(/^Proposed from 2000 rows of predictions\.parquet/)).toBeVisible();
});

test('a server that is not there is told in words, without its password', async ({
  createDataSourceConfigPage,
  page,
}) => {
  const configPage = await createDataSourceConfigPage({ type: TYPE });
  await page.getByRole('radio', { name: 'PostgreSQL' }).check({ force: true });
  await page.getByLabel(/^Address/).fill('127.0.0.1:9');
  await page.getByLabel(/^Database/).fill('ml');
  await page.getByLabel(/^User/).fill('leeway_reader');
  await page.getByLabel(/^Password/).fill('canary');
  await configPage.saveAndTest();
  await expect(page.getByText(/nothing answers on the port/).first()).toBeVisible();
  await expect(page.getByText('canary')).toHaveCount(0);
  await expect(page.getByLabel(/^Password/)).toBeDisabled();
});
