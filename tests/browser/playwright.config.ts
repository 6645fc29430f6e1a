import path from 'node:path';
import { defineConfig } from '@playwright/test';

const root = path.resolve(__dirname, '../..');

/**
 * Tests of the preview page on the real engine and the real flights. The engine's binary must have been built
 * (`npm test` and `npm run preview` do it); the page is built here, and the port is the engine's choice.
 */
export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(root, 'test-results/browser'),
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1400, height: 1000 },
    locale: 'en-US',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
  },
  webServer: {
    command:
      'node src/preview/build.mjs && exec bin/leeway-engine serve --datasource provisioning/datasources/flights.yaml ' +
      '--duckdb-root demo/flights --static dist-preview',
    cwd: root,
    stdout: 'pipe',
    wait: { stdout: /listening on (?<leeway_preview>http:\/\/\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
