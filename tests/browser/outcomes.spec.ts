import { expect, test } from './preview';

// The last seven days whose outcomes are in: they take a day to arrive.
const FURLOUGH = '&from=2013-04-22&to=2013-04-29&split=origin';

for (const theme of ['dark', 'light']) {
  test(`draws the furlough week's calibration by segment on the ${theme} theme`, async ({ preview, page }) => {
    await preview.open(`?panel=calibration${FURLOUGH}&theme=${theme}`);
    const lga = preview.subject('origin = LGA · Arrival delay');
    await expect(lga.getByText(/^Scores \d+\.\d pp too low, were \d+\.\d pp too high$/)).toBeVisible();
    const groups = lga.getByRole('img');
    expect(await groups.count()).toBe(await lga.locator('[data-window=current] circle').count());
    await groups.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(groups.nth(1)).toBeFocused();
    await page.keyboard.press('Escape');
    expect(await preview.seriousViolations()).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.picture(`calibration-${theme}`);
  });

  test(`draws the furlough week's confusion by segment on the ${theme} theme`, async ({ preview, page }) => {
    await preview.open(`?panel=confusion${FURLOUGH}&theme=${theme}`);
    const lga = preview.subject('origin = LGA · Arrival delay');
    await expect(lga.getByText(/^Grew most: “false” was “true”, \d\.\d% to 2\d\.\d%$/)).toBeVisible();
    await expect(lga.getByRole('img')).toHaveCount(12);
    const shares = await lga.locator('[data-view=now]').getByText(/%$/).allTextContents();
    const sum = shares.reduce((total, text) => total + Number(text.replace('%', '')), 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.2);
    await lga.getByRole('img').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(lga.getByRole('img').nth(2)).toBeFocused();
    await page.keyboard.press('Escape');
    expect(await preview.seriousViolations()).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.picture(`confusion-${theme}`);
  });
}

test('at 300 pixels neither scrolls sideways', async ({ preview, page }) => {
  await page.setViewportSize({ width: 366, height: 1000 });
  for (const panel of ['calibration', 'confusion']) {
    await preview.open(`?panel=${panel}${FURLOUGH}`);
    await expect(preview.subject('origin = EWR · Arrival delay').getByRole('img').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await preview.picture(`${panel}-300`);
  }
});
