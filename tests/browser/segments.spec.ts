import { expect, test } from './preview';

// The last seven days whose outcomes are in: they take a day to arrive.
const FURLOUGH = '?panel=segments&from=2013-04-22&to=2013-04-29';

for (const theme of ['dark', 'light']) {
  test(`takes the furlough week apart by segment on the ${theme} theme`, async ({ preview, page }) => {
    await preview.open(`${FURLOUGH}&theme=${theme}`);
    const origin = page.getByRole('table', { name: /^origin,/ });
    await expect(origin.getByRole('img').first()).toHaveAccessibleName(/^origin LGA, carries the change\. now 73\.\d%/);
    await expect(page.getByText(/^Accuracy fell from .+: origin LGA explains 6\d% of the fall$/)).toBeVisible();
    expect(await preview.seriousViolations()).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.picture(`segments-panel-${theme}`);
  });
}

test('the parts of a change add up to the whole', async ({ preview, page }) => {
  await preview.open(FURLOUGH);
  for (const dimension of ['prediction', 'origin', 'haul']) {
    const table = page.getByRole('table', { name: new RegExp(`^${dimension},`) });
    const texts = await table.getByText(/^[−+]\d+\.\d+ pp$/).allInnerTexts();
    const effects = texts.map((text) => Number(text.replace('−', '-').replace(' pp', '')));
    const whole = effects.pop()!;
    expect(Math.abs(effects.reduce((sum, one) => sum + one, 0) - whole)).toBeLessThan(0.06 * effects.length);
  }
});

test('at 300 pixels the waterfall and its effects stay, and nothing scrolls sideways', async ({ preview, page }) => {
  await page.setViewportSize({ width: 366, height: 1000 });
  await preview.open(FURLOUGH);
  const table = page.getByRole('table', { name: /^origin,/ });
  await expect(table.getByRole('columnheader')).toHaveText(['origin', 'Part of the change', 'Effect']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await preview.picture('segments-panel-300');
});
