import { expect, test } from '@grafana/plugin-e2e';

const DATASOURCE = 'leeway-flights';
const UID = 'leeway-model';
const PANELS = [
  'Every policy, worst first',
  'accuracy-week past its bound, each day', // the worst policy
  'Features over 7d, worst first',
  'Who carries the change',
  'Feature distributions over 7d',
  'What it predicts, over 7d',
  'Predictions by day',
  'Predictions by day and segment',
];

test('the Dashboards tab of a data source offers a dashboard that fits its models', async ({
  page,
  request,
  gotoDashboardPage,
}) => {
  await page.setViewportSize({ width: 1600, height: 3600 }); // panels out of sight are not drawn
  await page.goto(`/connections/datasources/edit/${DATASOURCE}/dashboards`);
  const row = page.getByRole('row', { name: /Leeway model/ });
  await row.getByRole('button', { name: 'Import' }).click();
  await expect(row.getByRole('button', { name: 'Re-import' })).toBeVisible();
  try {
    const [from, to] = ['2013-02-26T05:00:00Z', '2013-04-29T04:00:00Z'].map((time) => String(Date.parse(time)));
    const queryParams = new URLSearchParams({ from: from!, to: to!, kiosk: '1' });
    const dashboard = await gotoDashboardPage({ uid: UID, queryParams });
    await expect(page).toHaveURL(new RegExp(`var-datasource=${DATASOURCE}(&|$).*var-model=arrival-delay`));
    for (const title of PANELS) {
      await expect(dashboard.getPanelByTitle(title).locator, title).toBeVisible();
    }
    await expect(dashboard.getPanelByTitle(PANELS[0]!).locator).toContainText('5.9 points past it');
    await expect(page.getByLabel('Panel loading bar')).toHaveCount(0);
    await expect(dashboard).not.toHavePanelErrors();
    await expect(page.getByText('No data', { exact: true })).toHaveCount(0);
    await page.screenshot({ path: test.info().outputPath('imported.png') });
  } finally {
    await request.delete(`/api/dashboards/uid/${UID}`);
  }
});
