/** Prints how quickly panels draw and scroll in a headless browser: many distributions at once, and tables of many features. */
import path from 'node:path';
import { build } from 'esbuild';
import { type CDPSession, chromium, type Page } from 'playwright-core';

import { ROOT } from '../../../cli/engine';

const RUNS = 25;
/** In the taller panel all 50 charts are in view. */
const HEIGHTS = [1000, 3600];
const SCROLL_MILLISECONDS = 3000;

async function main(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // Without a limit frames are painted as quickly as they can be.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-gpu-vsync',
      '--disable-frame-rate-limit',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await reportDrawing(page, await bundle());
    await reportScrolling(page);
  } finally {
    await browser.close();
  }
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'tests/bench/browser/page.ts')],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'dataurl' },
    external: ['monaco-editor', '@monaco-editor/react', '@monaco-editor/loader'],
  });
  return outputFiles.find((file) => file.path.endsWith('.js'))?.text ?? '';
}

async function reportDrawing(page: Page, script: string): Promise<void> {
  const clock = await page.context().newCDPSession(page);
  await clock.send('Performance.enable', { timeDomain: 'threadTicks' });
  for (const height of HEIGHTS) {
    await page.goto('about:blank');
    // Not as a script element: Playwright would read its whole text again while the first run is measured.
    await page.evaluate(script);
    // What loading the script left behind is no part of drawing.
    await clock.send('HeapProfiler.collectGarbage');
    const [first, ...later] = await drawings(page, clock, height);
    const line = (name: 'elements' | 'layout' | 'processor' | 'painted' | 'entering') =>
      `first ${first![name].toFixed(0)} ms, median ${median(later.map((run) => run[name]))} ms`;
    console.log(`50 features of 40 bins, both windows, ${height} pixels high, ${later.length} runs after the first`);
    console.log(`  until elements stand       ${line('elements')}`);
    console.log(`  until laid out             ${line('layout')}`);
    console.log(`  processor, laid out        ${line('processor')}`);
    console.log(`  processor, painted         ${line('painted')}, limit 100: targets and spoken text included`);
    console.log(`  entering a chart of 40     ${line('entering')}`);
  }
}

/** Each run with the processor time of the page's thread, which no other work on the machine makes longer. */
async function drawings(page: Page, clock: CDPSession, height: number) {
  const spent = async () => {
    const { metrics } = await clock.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    const before = await spent();
    const drawn = await page.evaluate((pixels) => window.measureDrawing(pixels), height);
    const processor = (await spent()) - before;
    await page.evaluate(() => window.untilPainted());
    const painted = await spent();
    const bins = await page.evaluate(() => window.enterChart());
    if (bins !== 40) {
      throw new Error(`a chart that was entered has ${bins} targets`);
    }
    const entering = (await spent()) - painted;
    runs.push({ ...drawn, processor, painted: painted - before, entering });
    await page.evaluate(() => window.clearDrawing());
  }
  return runs;
}

/** Few and many rows by turns, so that other work on the machine is shared by both. */
async function reportScrolling(page: Page): Promise<void> {
  const rates: Record<number, number[]> = { 50: [], 500: [] };
  for (let turn = 0; turn < 3; turn++) {
    for (const [rows, list] of Object.entries(rates)) {
      list.push(
        await page.evaluate(([n, ms]) => window.measureScrolling(n!, ms!), [Number(rows), SCROLL_MILLISECONDS])
      );
    }
  }
  const [few, many] = [rates[50]!, rates[500]!].map((list) => Number(median(list)));
  console.log(`scrolling features  50 rows ${few} frames a second, 500 rows ${many}`);
  console.log(`  a frame of 500 rows costs ${(few! / many!).toFixed(2)} times one of 50, limit 2`);
}

function median(list: number[]): string {
  const sorted = [...list].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(0);
}

void main();
