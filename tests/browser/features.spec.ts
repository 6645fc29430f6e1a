import type { Page } from '@playwright/test';
import { expect, test } from './preview';

const FEED = '?panel=features&from=2013-06-09&to=2013-06-23'; // the two weeks in which the weather feed lost values

const row = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}[,:]`) });

/** What the engine itself answers: the columns of the features frame by name. */
async function answered(page: Page): Promise<Record<string, unknown[]>> {
  const response = await page.waitForResponse(/api\/ds\/query/);
  const frame = (await response.json()).results.A.frames[0];
  const names: Array<{ name: string }> = frame.schema.fields;
  return Object.fromEntries(names.map(({ name }, i) => [name, frame.data.values[i]]));
}

for (const theme of ['dark', 'light']) {
  test(`draws a row for each feature of the broken weather feed on the ${theme} theme`, async ({ preview, page }) => {
    const [columns] = await Promise.all([answered(page), preview.open(`${FEED}&theme=${theme}`)]);
    const names = await page
      .getByRole('button', { name: /PSI/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!.split(/[,:]/)[0]));
    expect(names).toEqual(columns.feature);
    expect(names).toHaveLength(18);
    await expect(row(page, 'visib')).toHaveAccessibleName(/^visib, from weather-api: Breach\. policy missing/);
    expect(await preview.seriousViolations()).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.picture(`features-panel-${theme}`);
  });
}

test('a feature that lost values is beside no green mark, and no steady one stands above it', async ({
  preview,
  page,
}) => {
  const [columns] = await Promise.all([answered(page), preview.open(FEED)]);
  const verdicts = columns.verdict as number[];
  const visib = columns.feature!.indexOf('visib');
  expect(verdicts[visib]).toBe(2);
  expect(verdicts.slice(0, visib).every((verdict) => verdict === 2)).toBe(true);
  await expect(page.getByRole('row', { name: /visib/ }).getByText('59.6%')).toBeVisible();
});

test('kilometres instead of miles drifted, before everything that the schedule left alone', async ({
  preview,
  page,
}) => {
  await preview.open('?panel=features&from=2013-05-12&to=2013-05-19');
  await expect(row(page, 'distance')).toHaveAccessibleName(/^distance, from schedule: Drifted/);
  const spoken = await page
    .getByRole('button', { name: /PSI/ })
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
  const schedule = spoken.filter((text) => text.includes(', from schedule:'));
  expect(schedule.findIndex((text) => text.startsWith('distance,'))).toBe(0);
});

test('the keyboard reaches every row and opens its distribution', async ({ preview, page }) => {
  await preview.open(FEED);
  const rows = page.getByRole('button', { name: /PSI/ });
  const count = await rows.count();
  await page.getByLabel('Search features').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Group by source' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(rows.first()).toBeFocused();
  for (let i = 1; i < count; i++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(rows.last()).toBeFocused();
  const name = (await rows.last().getAttribute('aria-label'))!.split(/[,:]/)[0]!;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(new RegExp(`^${name}`));
});

test('the search finds features by their source', async ({ preview, page }) => {
  await preview.open(FEED);
  await page.getByLabel('Search features').fill('operations');
  await expect(page.getByRole('button', { name: /PSI/ })).toHaveCount(1);
  await expect(row(page, 'dep_delay')).toBeVisible();
});

test('groups by source put the worst first, and are closed by key', async ({ preview, page }) => {
  await preview.open(FEED);
  await page.getByRole('button', { name: 'Group by source' }).click();
  const headings = page.locator('button[aria-expanded]');
  await expect(headings.first()).toHaveText(/^weather-api\d+ changed/);
  await headings.first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(headings.first()).toHaveAttribute('aria-expanded', 'false');
  await expect(row(page, 'visib')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(headings.nth(1)).toBeFocused();
  expect(await preview.seriousViolations()).toEqual([]);
  await preview.picture('features-panel-by-source');
});

test('at 300 pixels a row still says the verdict in words, and nothing scrolls sideways', async ({ preview, page }) => {
  await page.setViewportSize({ width: 366, height: 900 });
  await preview.open(FEED);
  await expect(page.getByRole('row', { name: /visib/ }).getByText('Breach · missing')).toBeVisible();
  const sideways = await page.evaluate(
    () => [...document.querySelectorAll('[role=rowgroup]')].filter((one) => one.scrollWidth > one.clientWidth).length
  );
  expect(sideways).toBe(0);
  await preview.picture('features-panel-300');
});
