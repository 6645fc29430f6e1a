import path from 'node:path';
import { defineConfig } from '@playwright/test';

/** What the generated rules send in the incidents of the demo's year; see play.ts. No test of it needs a browser. */
export default defineConfig({
  testDir: __dirname,
  outputDir: path.resolve(__dirname, '../../test-results/webhook'),
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  globalSetup: require.resolve('./play'),
});
