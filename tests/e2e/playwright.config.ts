import path from 'node:path';
import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig } from '@playwright/test';

const root = path.resolve(__dirname, '../..');
const signedIn = path.join(root, 'playwright/.auth/admin.json');

/**
 * Tests of the plugin inside a real Grafana: the running one at GRAFANA_URL, provisioned as docker-compose.yml does it,
 * or one of its own from the distribution at GRAFANA_HOME, which the alert rules need.
 */
export default defineConfig<PluginOptions>({
  testDir: __dirname,
  outputDir: path.join(root, 'test-results/e2e'),
  forbidOnly: Boolean(process.env.CI),
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: process.env.GRAFANA_URL,
    provisioningRootDir: path.join(root, 'provisioning'),
    viewport: { width: 1600, height: 1200 },
    locale: 'en-US',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
  },
  projects: [
    {
      name: 'sign in',
      testDir: path.join(path.dirname(require.resolve('@grafana/plugin-e2e')), 'auth'),
      testMatch: 'auth.setup.js',
    },
    { name: 'chromium', use: { storageState: signedIn }, dependencies: ['sign in'] },
  ],
  webServer: process.env.GRAFANA_URL
    ? undefined
    : {
        command: 'exec node cli/bootstrap.mjs tests/e2e/serve.ts',
        cwd: root,
        stdout: 'pipe',
        timeout: 600_000, // builds what is missing
        wait: { stdout: /Grafana at (?<grafana_url>http:\/\/\S+) webhook at (?<leeway_webhook>http:\/\/\S+)/ },
        gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      },
});
