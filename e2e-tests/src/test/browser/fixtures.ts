import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, expect, type Page, test as base } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const test = base.extend<{ complaints: string[] }>({
  /** Whatever pages complained of on their consoles. */
  complaints: async ({}, use) => use([]),
});

export { expect };

/** Writes down what a page complains of. */
export function listen(page: Page, complaints: string[]): void {
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
}

/** A page of its own, as in another browser. */
export async function another(browser: Browser, complaints: string[]): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  listen(page, complaints);
  return page;
}

let people = 0;

/** A name that nobody has yet. */
export const newName = (stem: string): string => `${stem}-${process.pid}-${(people += 1)}`;

export const box = (page: Page) => page.getByLabel('Message', { exact: true });

export const message = (page: Page, text: string) => page.locator('article', { hasText: text });

export async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Resolves once the page has shown it, however briefly; ask before what brings it about. */
export const glimpse = (page: Page, what: 'thinking' | 'streaming'): Promise<void> =>
  // Looks at every picture that is painted; the page's own policy forbids waitForFunction.
  page.evaluate(
    (what) =>
      new Promise<void>((resolve, reject) => {
        const until = performance.now() + 30_000;
        const look = () => {
          const seen =
            what === 'thinking'
              ? document.body.innerText.includes('is thinking…')
              : document.querySelector('article[data-streaming]') !== null;
          if (seen) resolve();
          else if (performance.now() > until) reject(new Error(`never ${what}`));
          else requestAnimationFrame(look);
        };
        look();
      }),
    what,
  );

/** Who of the personas has answered in full below this line, one entry for each answer. */
export const answersBelow = (page: Page, text: string): Promise<string[]> =>
  page.evaluate((text) => {
    const rows = [...document.querySelectorAll<HTMLElement>('article')];
    const line = rows.findLastIndex((row) => row.dataset['role'] === 'user' && row.innerText.includes(text));
    return rows
      .slice(line + 1)
      .filter((row) => line >= 0 && row.dataset['role'] === 'ai' && row.dataset['seq'] !== undefined)
      .map((row) => row.dataset['sender'] ?? '');
  }, text);

/** No violation of WCAG 2.2 AA that a machine can see. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger's door: the page's own policy lets no foreign script in.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: rules } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`);
  }, RULES);
  expect(violations).toEqual([]);
}

/** Pictures lie in target/screenshots. */
export const picture = (page: Page, name: string) => page.screenshot({ path: `target/screenshots/${name}.png` });
