import type { Page } from '@playwright/test';

import { expect, type Preview, sharesOf, test } from './preview';

interface NamedFrame {
  schema: { name: string };
  data: { values: unknown[][] };
}

interface HeatFrame {
  schema: { fields: Array<{ name: string }> };
  data: { values: number[][] };
}

const FEATURES = ['carrier', 'origin', 'dest', 'distance', 'wind_speed', 'visib'];

for (const theme of ['dark', 'light']) {
  test(`draws every feature of the furlough week on the ${theme} theme`, async ({ preview, page }) => {
    await preview.open(`?theme=${theme}`);
    for (const name of FEATURES) {
      // Charts are drawn when they come near the view.
      await preview.subject(name).scrollIntoViewIfNeeded();
      await expect(preview.subject(name).getByRole('group', { name: new RegExp(`^${name}\\b`) })).toBeAttached();
    }
    // Each feature names its own baseline: which earlier weeks count differs.
    await expect(page.getByText(/^against rolling: 8 windows, /)).toHaveCount(18);
    // One chart is as accessible as eighteen; the test of a single feature reads it.
    expect(await preview.seriousViolations('svg')).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.picture(`features-${theme}`);
  });

  test(`draws one numeric feature and its tooltip on the ${theme} theme`, async ({ preview, page }) => {
    await preview.open(`?theme=${theme}&feature=distance`);
    await (await preview.targets('distance')).nth(2).hover();
    await expect(page.getByText(/^Contribution to PSI/)).toBeVisible();
    expect(await preview.seriousViolations()).toEqual([]);
    await preview.picture(`distance-${theme}`);
    expect(preview.complaints).toEqual([]);
  });
}

test('bins of a feature add up to the rows and the whole of both windows', async ({ preview }) => {
  await preview.open('?feature=carrier');
  const bins = (await preview.bins('carrier')).filter(({ label }) => label !== '(missing)' && label !== '(invalid)');
  const sum = (pick: (bin: (typeof bins)[number]) => number) => bins.reduce((total, bin) => total + pick(bin), 0);
  expect(bins.length).toBeGreaterThan(10);
  expect(sum((bin) => bin.current)).toBeCloseTo(100, 0);
  expect(sum((bin) => bin.baseline)).toBeCloseTo(100, 0);
  const [current, baseline] = [sum((bin) => bin.currentRows), sum((bin) => bin.baselineRows)];
  const counts = `${current.toLocaleString('en-US')} vs ${baseline.toLocaleString('en-US')} rows`;
  await expect(preview.subject('carrier').getByText(counts)).toBeVisible();
});

test('the furlough week left the schedule alone: distance did not drift', async ({ preview }) => {
  await preview.open('?feature=distance');
  const cell = preview.subject('distance');
  await expect(cell.getByText(/^PSI 0\.0/)).toBeVisible();
  await expect(cell.getByText('drifted', { exact: true })).toHaveCount(0);
  for (const bin of await preview.bins('distance')) {
    expect(Math.abs(bin.current - bin.baseline)).toBeLessThan(3);
  }
});

test('the broken weather feed shows as missing visibility, set apart and in no measure', async ({ preview, page }) => {
  await preview.open('?feature=visib&from=2013-06-09&to=2013-06-23');
  const missing = (await preview.bins('visib')).find(({ label }) => label === '(missing)');
  expect(missing?.current).toBeGreaterThan(50);
  expect(missing?.current).toBeLessThan(70);
  expect(missing?.baseline).toBeLessThan(5);
  await (await preview.targets('visib')).and(page.getByRole('img', { name: /^\(missing\)/ })).hover();
  await expect(page.getByText('Enters no measure')).toBeVisible();
  await expect(preview.subject('visib').getByText(/^missing .+ → [56]\d\.\d%/)).toBeVisible();
  await preview.picture('weather-feed');
});

test('kilometres instead of miles show as drift, named where it is greatest', async ({ preview }) => {
  await preview.open('?feature=distance&from=2013-05-12&to=2013-05-19&theme=light');
  const cell = preview.subject('distance');
  await expect(cell.getByText('drifted', { exact: true })).toBeVisible();
  await expect(cell.getByText(/^most .+ → /)).toBeVisible();
  await preview.picture('distance-km');
});

test('the keyboard reaches every bin and shows its numbers', async ({ preview, page }) => {
  await preview.open('?feature=distance');
  const bins = preview.subject('distance').getByRole('img');
  await page.getByRole('button', { name: 'Light theme' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Table' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(bins.first()).toBeFocused();
  const last = (await bins.count()) - 1;
  for (let i = 0; i < last; i++) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(bins.last()).toBeFocused();
  const { label, currentRows } = (await preview.bins('distance'))[last]!;
  await expect(page.getByText(label, { exact: true })).toBeVisible();
  await expect(page.getByText(`${currentRows.toLocaleString('en-US')} rows`, { exact: true })).toBeVisible();
  await preview.picture('keyboard');
  await page.keyboard.press('Escape');
  await expect(page.getByText(`${currentRows.toLocaleString('en-US')} rows`, { exact: true })).toHaveCount(0);
});

test.describe('every mode draws the numbers of the frame', () => {
  const open = async (preview: Preview, page: Page, mode: string) => {
    const answered = page.waitForResponse('**/api/ds/query');
    await preview.open(`?feature=distance&from=2013-05-12&to=2013-05-19&mode=${mode}`);
    const shares = await sharesOf(await answered, 'distance');
    const path = async (mark: string) =>
      (await preview.subject('distance').locator(`path[data-mark=${mark}]`).first().getAttribute('d')) ?? '';
    return { ...shares, path };
  };
  /** Lengths in pixels are the shares, each times the same number of pixels. */
  const expectInProportion = (pixels: number[], shares: number[]) => {
    const sum = (list: number[]) => list.reduce((total, x) => total + Math.abs(x), 0);
    const perShare = sum(pixels) / sum(shares);
    expect(pixels.length).toBe(shares.length);
    pixels.forEach((length, i) => expect(Math.abs(length - shares[i]! * perShare)).toBeLessThan(1.5));
  };

  test('bars', async ({ preview, page }) => {
    const { current, baseline, path } = await open(preview, page, 'bars');
    const heights = (d: string) => [...d.matchAll(/h[\d.]+v([\d.]+)h/g)].map(([, height]) => Number(height));
    expectInProportion(heights(await path('current')), current);
    expectInProportion(heights(await path('baseline')), baseline);
  });

  test('steps', async ({ preview, page }) => {
    const { current, path } = await open(preview, page, 'steps');
    const [foot, ...tops] = [...(await path('current')).matchAll(/(?:,|V)([\d.]+)/g)].map(([, y]) => Number(y));
    expectInProportion(
      tops.slice(0, -1).map((y) => foot! - y),
      current
    );
  });

  test('cumulative', async ({ preview, page }) => {
    const { current, path } = await open(preview, page, 'cumulative');
    const [foot, ...ends] = [...(await path('current')).matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
    let sum = 0;
    expectInProportion(
      ends.map((y) => foot! - y),
      current.map((share) => (sum += share))
    );
    await expect(preview.subject('distance').getByText(/^−?\+?[\d.]+ pp$/)).toBeVisible();
  });

  test('difference', async ({ preview, page }) => {
    const { current, baseline, path } = await open(preview, page, 'difference');
    const lengths = [...(await path('current')).matchAll(/v([\d.]+)/g)].map(([, height]) => Number(height));
    expectInProportion(
      lengths,
      current.map((share, i) => Math.abs(share - baseline[i]!))
    );
  });
});

for (const [mode, scale] of [
  ['bars', 'log'],
  ['steps', 'bins'],
  ['cumulative', 'bins'],
  ['difference', 'bins'],
]) {
  test(`${mode} on the scale ${scale} break no rule of accessibility in a panel of 300 pixels`, async ({
    preview,
    page,
  }) => {
    await page.setViewportSize({ width: 366, height: 900 });
    await preview.open(`?feature=distance&mode=${mode}&scale=${scale}&theme=light`);
    expect(await preview.seriousViolations()).toEqual([]);
    expect(preview.complaints).toEqual([]);
    await preview.picture(`narrow-${mode}-${scale}`);
  });
}

test('true widths say that height is density', async ({ preview, page }) => {
  await preview.open('?feature=distance&scale=value');
  await expect(page.getByText(/^share per .+: area is share/)).toBeVisible();
  await preview.picture('true-width');
});

test('the controls change what is shown, and the address with it', async ({ preview, page }) => {
  await preview.open();
  await page.getByLabel('Show').selectOption('carrier');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['carrier']);
  await page.getByLabel('From', { exact: true }).fill('2013-04-14');
  await page.getByLabel('To, exclusive').fill('2013-04-21');
  await expect(page.getByText('14 – 20 Apr 2013')).toBeVisible();
  await page.getByLabel('Show').selectOption({ label: 'Score' });
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['score']);
  expect(new URL(page.url()).searchParams.get('target')).toBe('score');
});

test('the table holds the numbers of the frame, and can be scrolled by key', async ({ preview, page }) => {
  const answered = page.waitForResponse('**/api/ds/query');
  await preview.open('?feature=carrier&theme=light');
  const { current } = await sharesOf(await answered, 'carrier');
  await page.getByRole('button', { name: 'Table' }).click();
  const table = preview.subject('carrier').getByRole('table');
  const texts = await table.getByRole('row').locator('td:nth-child(2)').allTextContents();
  expect(texts.map((text) => Number.parseFloat(text)).length).toBe(current.length);
  texts.forEach((text, i) => expect(Number.parseFloat(text)).toBeCloseTo(100 * current[i]!, 0));
  expect(await preview.seriousViolations()).toEqual([]);
  await preview.picture('table');
});

test('a distribution over time has the shares of the frame in its cells, reached by the arrow keys', async ({
  preview,
  page,
}) => {
  const answered = page.waitForResponse('**/api/ds/query');
  await preview.open('?feature=distance&format=timeseries&from=2013-03-03&to=2013-06-09');
  const { results } = (await (await answered).json()) as { results: Record<string, { frames: HeatFrame[] }> };
  const { schema, data } = Object.values(results)[0]!.frames[0]!;
  const map = preview.subject('distance').getByRole('group');
  const cell = map.getByRole('img');
  await cell.focus();
  await page.keyboard.press('Home');
  for (let week = 0; week < data.values[0]!.length; week++) {
    // The topmost row is the last bin of the frame: numbers ascend from the foot.
    const share = data.values[data.values.length - 1]![week]!;
    const spoken = await cell.getAttribute('aria-label');
    expect(spoken?.startsWith(`${schema.fields[schema.fields.length - 1]!.name}: `)).toBe(true);
    expect(Number.parseFloat(/: <?([\d.]+)%/.exec(spoken ?? '')?.[1] ?? '')).toBeCloseTo(100 * share, 0);
    await page.keyboard.press('ArrowRight');
  }
  expect(data.values[0]!.length).toBeGreaterThan(10);
  expect(await preview.seriousViolations()).toEqual([]);
  await preview.picture('over-time');
});

for (const mode of ['bars', 'steps', 'cumulative', 'difference']) {
  test(`long names that stand upright lose no letter in a panel of 300 pixels that draws ${mode}`, async ({
    preview,
    page,
  }) => {
    const LONG = [
      'WWWWWWWWWWWWWWWWWWWW',
      'Hartsfield–Jackson Atlanta',
      '東京国際空港ターミナル',
      '<script>alert(1)</script>',
    ];
    await page.route('**/api/ds/query', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { results: Record<string, { frames: NamedFrame[] }> };
      for (const { schema, data } of Object.values(answer.results)[0]!.frames) {
        if (schema.name === 'dest') {
          data.values[0] = data.values[0]!.map((name, i) => `${LONG[i % LONG.length]} ${name}`);
        }
      }
      await route.fulfill({ response, json: answer });
    });
    await page.setViewportSize({ width: 366, height: 1000 });
    await preview.open(`?feature=dest&mode=${mode}`);
    const svg = preview.subject('dest').getByRole('group');
    const box = (await svg.boundingBox())!;
    const names = await svg.locator('text[transform*=rotate]').evaluateAll((elements) =>
      elements.map((element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return { text: element.textContent, top, bottom, left, right };
      })
    );
    expect(names.length).toBeGreaterThan(5);
    for (const { text, top, bottom, left, right } of names) {
      expect(text).toMatch(/.…[^ ]|^\d+ more$/);
      expect(bottom, `${text} ends inside the chart`).toBeLessThanOrEqual(box.y + box.height);
      expect(left).toBeGreaterThanOrEqual(box.x);
      expect(right).toBeLessThanOrEqual(box.x + box.width);
      expect(top).toBeGreaterThan(box.y);
    }
    await preview.picture(`long-names-${mode}`);
  });
}

test('an impossible range and an unknown baseline are explained in words', async ({ preview, page }) => {
  await preview.open('?from=2013-05-01&to=2013-04-01');
  await expect(page.getByRole('alert')).toContainText(/The query failed.+\w{4,}/);
  await preview.open('?baseline=nope');
  await expect(page.getByRole('alert')).toContainText('nope');
  await preview.picture('error');
});

test('a week without predictions says so', async ({ preview, page }) => {
  await preview.open('?feature=carrier&from=2014-03-02&to=2014-03-09');
  await expect(
    page.getByText('No rows in the current window').or(page.getByText('No values in either window'))
  ).toBeVisible();
});

test('an engine that does not answer is named', async ({ preview, page }) => {
  await page.route('**/api/ds/query', (route) => route.abort());
  await preview.open();
  await expect(page.getByRole('alert')).toContainText('The engine does not answer');
});
