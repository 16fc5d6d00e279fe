// Two visitors: one whose browser runs scripts, and one whose browser does not. Both must get everything; what only the
// first can do (drag the map, get suggestions) stands in specs/with-javascript.
import { defineConfig, devices } from '@playwright/test';

import { siteAddress } from './fixtures/settings';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  reporter: [['list'], ['html', { outputFolder: 'report', open: 'never' }], ['./fixtures/last_words.ts']],
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes the second time only is a bug in the test or in the site.
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: siteAddress(),
    viewport: { width: 1280, height: 900 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    // Not as long as a whole test: then it says on what it waited.
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'with-javascript', testMatch: ['both/**', 'with-javascript/**'] },
    {
      name: 'without-javascript',
      testMatch: ['both/**', 'without-javascript/**'],
      use: { javaScriptEnabled: false },
    },
  ],
});
