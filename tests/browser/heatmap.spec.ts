import { expect, test } from './preview';

interface Answer {
  results: Record<
    string,
    { frames: Array<{ schema: { meta: { custom: { comparison: { verdicts: Array<number | null> } } } } }> }
  >;
}

const SPRING = '?feature=distance&format=timeseries&from=2013-03-03&to=2013-06-09';

test('each window of a heat map has the mark of its verdict, which picture, speech and table tell alike', async ({
  preview,
  page,
}) => {
  const answered = page.waitForResponse('**/api/ds/query');
  await preview.open(SPRING);
  const { results } = (await (await answered).json()) as Answer;
  const { verdicts } = Object.values(results)[0]!.frames[0]!.schema.meta.custom.comparison;
  const map = preview.subject('distance');
  const marks = await map
    .locator('[data-verdict]')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-verdict')));
  expect(marks).toEqual(verdicts.map(String));
  // Kilometres instead of miles drift for two weeks.
  const drifted = verdicts.filter((verdict) => verdict === 2).length;
  expect(drifted).toBeGreaterThan(0);
  await expect(map.getByText(`${drifted} drifted`)).toBeVisible();
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(map.getByRole('cell', { name: 'drifted', exact: true })).toHaveCount(drifted);
});

test('a heat map of 300 pixels explains its arrows', async ({ preview, page }) => {
  await page.setViewportSize({ width: 366, height: 700 });
  await preview.open(SPRING);
  const key = preview.subject('distance').locator('[data-key=arrows]');
  await expect(key).toHaveText('outside expected');
  const [words, drawing] = [await key.boundingBox(), await preview.subject('distance').boundingBox()];
  expect(words!.x + words!.width).toBeLessThanOrEqual(drawing!.x + drawing!.width);
  expect(await preview.seriousViolations()).toEqual([]);
  await preview.picture('over-time-300');
});
