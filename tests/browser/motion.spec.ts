import { expect, test } from './preview';

// The last seven days whose outcomes are in, and the weeks in which the weather feed lost values.
const PAGES = {
  distributions: '?from=2013-06-09&to=2013-06-23',
  'a heat map': '?feature=distance&format=timeseries&from=2013-03-03&to=2013-06-09',
  features: '?panel=features&from=2013-06-09&to=2013-06-23',
  segments: '?panel=segments&from=2013-04-22&to=2013-04-29',
  calibration: '?panel=calibration&from=2013-04-22&to=2013-04-29&split=origin',
  confusion: '?panel=confusion&from=2013-04-22&to=2013-04-29&split=origin',
};

for (const [name, address] of Object.entries(PAGES)) {
  test(`for readers who want reduced motion nothing of ${name} moves by itself`, async ({ preview, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await preview.open(address);
    const panel = page.locator('[aria-busy=false]');
    const moving = () => page.evaluate(() => document.getAnimations().length);
    expect(await moving()).toBe(0);
    // What a reader does: point at a mark, walk by key, press a button.
    await panel.locator('[data-target], [role=img]').first().focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home']) {
      await page.keyboard.press(key);
      expect(await moving()).toBe(0);
    }
    await panel.locator('svg').first().hover({ force: true });
    expect(await moving()).toBe(0);
    const smooth = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).scrollBehavior === 'smooth').length
    );
    expect(smooth).toBe(0);
  });
}
