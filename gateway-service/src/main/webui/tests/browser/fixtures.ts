import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { MockServer } from './mock/server';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const test = base.extend<{ server: MockServer; origin: string; complaints: string[] }>({
  server: async ({}, use) => {
    const server = new MockServer();
    await use(server);
    await server.stop();
  },
  origin: async ({ server }, use) => use(await server.start()),
  /** Whatever the page complained of on its console. */
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complaints.push(line.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await use(complaints);
    },
    { auto: true },
  ],
});

/** Opens the lobby as a guest. */
export async function enter(page: Page, origin: string, name = 'nora'): Promise<void> {
  await page.goto(origin);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Lobby' })).toBeVisible();
  await expect(page.getByText('Mind the glass')).toBeVisible();
}

/** From the form of sign-up into the lobby. */
export async function signUp(page: Page, name: string) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Email').fill(`${name}@example.org`);
  await page.getByLabel('Password').fill('violet kettle orbit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Lobby' })).toBeVisible();
}

export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

export const message = (page: Page, text: string) => page.locator('article', { hasText: text });

/** No violation of WCAG 2.2 AA that a machine can see. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger's door: the page's own policy lets no foreign script in.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: rules } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`);
  }, RULES);
  expect(violations).toEqual([]);
}

/** Pictures are taken where SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

export { type BrowserContext, expect };
