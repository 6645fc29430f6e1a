import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Page, test } from '@playwright/test';

import { Preview } from '../browser/preview';
import { MODES, type Mode } from './modes';

const FOLDER = path.resolve(__dirname, '../../docs/img');
/** What the preview page has around its panel, in pixels. */
const AROUND = 66;
const FULL = { width: 560, height: 380 };
const NARROW = { width: 300, height: 420 };

/** A picture of one mode, as PNG. */
interface Picture {
  title: string;
  image: Buffer;
}

for (const theme of ['light', 'dark']) {
  test(`all modes in full size on the ${theme} theme`, async ({ page }) => {
    await saveSheet(page, `modes-${theme}`, await drawModes(page, MODES, FULL, theme), 3);
  });
}

test('all modes at 300 pixels on both themes', async ({ page }) => {
  const light = await drawModes(page, MODES, NARROW, 'light');
  await saveSheet(page, 'modes-300', [...light, ...(await drawModes(page, MODES, NARROW, 'dark'))], 6);
});

test('some modes of a distribution', async ({ page }) => {
  const modes = named('Bars', 'Cumulative', 'Difference', 'Heat map over time');
  await saveSheet(page, 'distribution', await drawModes(page, modes, FULL, 'dark'), 2);
});

test('scores and classes against what came true', async ({ page }) => {
  const modes = named('Calibration', 'Confusion matrices');
  await saveSheet(page, 'outcomes', await drawModes(page, modes, FULL, 'dark'), 2);
});

function named(...titles: string[]): Mode[] {
  return MODES.filter(({ title }) => titles.includes(title));
}

async function drawModes(
  page: Page,
  modes: Mode[],
  size: { width: number; height: number },
  theme: string
): Promise<Picture[]> {
  await page.setViewportSize({ width: size.width + AROUND, height: size.height + AROUND });
  const pictures = [];
  for (const mode of modes) {
    pictures.push(await drawMode(page, mode, theme));
  }
  return pictures;
}

async function drawMode(page: Page, { title, query, press }: Mode, theme: string): Promise<Picture> {
  const preview = new Preview(page);
  await preview.open(`?${query}&theme=${theme}`);
  await page.addStyleTag({ content: 'main > :not([aria-busy]) { display: none !important }' });
  if (press) {
    await page.getByRole('button', { name: press }).click();
  }
  await page.waitForTimeout(500); // the panel takes its new size, and paints
  return { title, image: await page.locator('[aria-busy=false]').screenshot() };
}

/** Puts pictures on one sheet, each below its title, and saves it. */
async function saveSheet(page: Page, name: string, pictures: Picture[], columns: number): Promise<void> {
  const figures = pictures.map(
    ({ title, image }) =>
      `<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${image.toString('base64')}"></figure>`
  );
  await page.setContent(
    `<style>body { display: inline-grid; grid-template-columns: repeat(${columns}, auto); gap: 12px; margin: 12px;
      background: #888; font: 14px sans-serif } figure { margin: 0 } figcaption { padding: 4px 0; color: #fff } img { display: block }</style>
    ${figures.join('')}`
  );
  const box = await page.locator('body').boundingBox();
  const clip = { x: 0, y: 0, width: box!.width + 24, height: box!.height + 24, scale: 1 };
  const browser = await page.context().newCDPSession(page);
  const { data } = await browser.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    clip,
    captureBeyondViewport: true,
  });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
}
