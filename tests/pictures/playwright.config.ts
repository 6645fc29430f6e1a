import { defineConfig } from '@playwright/test';

import browser from '../browser/playwright.config';

/** Draws the pictures of all modes for the documentation: `npm run pictures`. It tests nothing. */
export default defineConfig({ ...browser, testDir: __dirname, testMatch: 'pictures.ts', timeout: 300_000 });
