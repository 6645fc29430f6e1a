/** Prints how long the distribution panel takes to draw 50 features of 40 bins, both windows, in a headless browser. */
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

import { ROOT } from '../../../cli/engine';

const RUNS = 25;

async function main(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'tests/bench/drawing/page.tsx')],
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
  const script = outputFiles.find((file) => file.path.endsWith('.js'))?.text ?? '';
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await page.addScriptTag({ content: script });
    const runs = await page.evaluate((count) => window.measureDrawing(count), RUNS);
    const [first, ...later] = runs;
    console.log(`50 features of 40 bins, both windows, ${later.length} runs after the first`);
    console.log(
      `elements  first ${first!.elements.toFixed(0)} ms, median ${median(later.map((run) => run.elements))} ms`
    );
    console.log(`laid out  first ${first!.layout.toFixed(0)} ms, median ${median(later.map((run) => run.layout))} ms`);
  } finally {
    await browser.close();
  }
}

function median(list: number[]): string {
  const sorted = [...list].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(0);
}

void main();
