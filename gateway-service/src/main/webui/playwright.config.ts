import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export default defineConfig({
  testDir: 'tests/browser',
  timeout: 30_000,
  // A machine that is busy elsewhere may starve a browser once; what fails twice is broken.
  retries: 1,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'node_modules/.cache/playwright',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: chromium, args: ['--no-sandbox'] },
  },
});
