import { expect, test } from './preview';

test('unit and decimals of the panel are those of axis, speech and table, which agree', async ({ preview, page }) => {
  await preview.open('?feature=distance&unit=lengthkm&decimals=1');
  await expect(page.getByRole('heading', { name: 'distance (km)' })).toBeVisible();
  const edges = await preview.subject('distance').locator('svg text').allTextContents();
  const spoken = (await preview.bins('distance')).map(({ label }) => label).filter((label) => label.includes(' to '));
  expect(spoken.length).toBeGreaterThan(3);
  for (const label of spoken) {
    expect(label).toMatch(/^[\d,]+\.\d to [\d,]+\.\d$/);
  }
  const shown = edges.filter((text) => /^[\d,]+\.\d$/.test(text));
  expect(shown.length).toBeGreaterThan(2);
  expect(spoken.join(' ')).toContain(shown[1]!);
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('rowheader', { name: spoken[0]!, exact: true })).toBeVisible();
  expect(preview.complaints).toEqual([]);
});
