import { expect, test } from '@grafana/plugin-e2e';

const IDS = [
  'leeway-monitor-app',
  'leeway-monitor-datasource',
  'leeway-distribution-panel',
  'leeway-features-panel',
  'leeway-segments-panel',
];

test('app, data source and panels load in production mode, unsigned', async ({ request }) => {
  const { env } = (await (await request.get('/api/frontend/settings')).json()).buildInfo;
  expect(env).toBe('production');
  for (const id of IDS) {
    const plugin = await (await request.get(`/api/plugins/${id}/settings`)).json();
    expect(plugin).toMatchObject({ id, signature: 'unsigned' });
    expect((await request.get(`/${plugin.module.replace(/^\//, '')}`)).ok(), `the module of ${id}`).toBe(true);
  }
});

test('the app has a start page', async ({ page }) => {
  await page.goto('/a/leeway-monitor-app');
  await expect(page.getByRole('link', { name: 'Add a Leeway data source' })).toBeVisible();
});

test('the data source is offered to those who add one', async ({ page }) => {
  await page.goto('/connections/datasources/new');
  await page.getByPlaceholder(/Filter by name or type/).fill('Leeway');
  await expect(page.getByRole('button', { name: /Leeway/ })).toBeVisible();
});
