import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

const chromium = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find(existsSync);

export default defineConfig({
  testDir: 'src/test/browser',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // One product and two cores: one browser at a time.
  workers: 1,
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'target/playwright',
  use: {
    baseURL: process.env.CHATROOM_URL,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromium, args: ['--no-sandbox'] },
  },
});
