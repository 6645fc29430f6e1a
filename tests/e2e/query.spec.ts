import { expect, test } from '@grafana/plugin-e2e';

test('a new query asks for drift; the editor offers the models there are, and the answer is drawn', async ({
  panelEditPage,
  page,
}) => {
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.timeRange.set({ from: '2013-04-22 00:00:00', to: '2013-04-29 00:00:00' });
  await panelEditPage.setVisualization('Table');
  const row = panelEditPage.getQueryEditorRow('A');
  await row.getByRole('radio', { name: 'Table' }).check({ force: true });
  await row.getByRole('combobox', { name: 'Models' }).click();
  await page.getByRole('option', { name: 'Arrival delay' }).click();
  await page.keyboard.press('Escape');
  await expect(panelEditPage.panel.fieldNames).toContainText(['feature', 'model', 'verdict', 'value', 'usualLow']);
  await expect(panelEditPage.panel.data.filter({ hasText: 'arrival-delay' }).first()).toBeVisible();
});

test('the panel of the plugin can be chosen', async ({ panelEditPage }) => {
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.setVisualization('Leeway distribution');
  await expect(panelEditPage.getVisualizationName()).toHaveText('Leeway distribution');
});

test('a new panel starts with the question that it draws', async ({ panelEditPage }) => {
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.timeRange.set({ from: '2013-06-09 05:00:00', to: '2013-06-23 05:00:00' });
  const row = panelEditPage.getQueryEditorRow('A');
  const show = row.getByRole('combobox', { name: /^Show/ });
  await expect(show).toHaveValue('Measure');
  for (const type of ['Distribution', 'Features', 'Segments']) {
    await panelEditPage.setVisualization(`Leeway ${type.toLowerCase()}`);
    await expect(show).toHaveValue(type);
    await expect(panelEditPage.panel.locator.getByText(/In the query, set Show/)).toHaveCount(0);
  }
});

test('baseline and expected range follow the query that they stand beside', async ({ panelEditPage, page }) => {
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.timeRange.set({ from: '2013-05-26 05:00:00', to: '2013-06-23 05:00:00' });
  const row = panelEditPage.getQueryEditorRow('A');
  await row.getByRole('combobox', { name: 'Measure' }).click();
  await page.keyboard.type('accuracy');
  await page.getByRole('option', { name: /^Accuracy/ }).click();
  await row.getByRole('combobox', { name: /^beside it/ }).click();
  await page.getByRole('option', { name: /^Baseline/ }).click();
  await page.keyboard.press('Escape');
  const legend = panelEditPage.panel.locator.getByRole('button', { name: /^accuracy · baseline/ });
  await expect(legend).toBeVisible();
  await row.getByRole('combobox', { name: 'Measure' }).click();
  await page.keyboard.type('log loss');
  await page
    .getByRole('option', { name: /log loss/i })
    .first()
    .click();
  await expect(legend).toHaveCount(0);
  await expect(panelEditPage.panel.locator.getByRole('button', { name: / · baseline/ })).toBeVisible();
});

test('a list is chosen from as soon as the pointer reaches the option; features are drawn by their panel', async ({
  panelEditPage,
  page,
}) => {
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.timeRange.set({ from: '2013-06-09 05:00:00', to: '2013-06-23 05:00:00' });
  const row = panelEditPage.getQueryEditorRow('A');
  for (const type of ['Policy', 'Distribution', 'Features']) {
    await row.getByRole('combobox', { name: /^Show/ }).click();
    await page.getByRole('option', { name: new RegExp(`^${type}`) }).click(); // moves and presses at once
    await expect(row.getByRole('combobox', { name: /^Show/ })).toHaveValue(type);
  }
  await panelEditPage.setVisualization('Leeway features');
  await expect(page.getByRole('img', { name: /^temp, from weather-api/ })).toBeVisible();
});

test('a new alert rule starts with a query that rules can evaluate', async ({ alertRuleEditPage, page }) => {
  await alertRuleEditPage.alertRuleNameField.fill('Drift');
  const row = await alertRuleEditPage.getQueryRow('A');
  await row.datasource.set('Flights live');
  await expect(page.getByRole('radio', { name: 'Number' })).toBeChecked();
  await expect(alertRuleEditPage.evaluate()).toBeOK();
});

test('Explore draws segments with their panel, each dimension by itself', async ({ page }) => {
  const query = { refId: 'A', queryType: 'segments', models: ['arrival-delay'], format: 'table', schemaVersion: 2 };
  const [from, to] = ['2013-04-22T04:00:00Z', '2013-04-29T04:00:00Z'].map((time) => String(Date.parse(time)));
  const pane = { datasource: 'leeway-flights', queries: [query], range: { from, to } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`);
  await expect(page.getByRole('table', { name: /^origin/ })).toContainText('LGA');
  await expect(page.getByRole('table', { name: /^carrier/ })).toContainText('DL');
});
