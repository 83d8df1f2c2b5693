/** A5: whatever stands in a room, everybody reads on. */
import { enter, expect, expectAccessible, message, picture, test } from './fixtures';
import type { MockServer } from './mock/server';

const ZALGO = `Z${'\u0301\u0310\u0352\u0357\u033d\u0321\u0329\u0356'.repeat(12)}algo`;
const BOMBS: [string, string][] = [
  ['quotes', '>'.repeat(3_000)],
  ['lists', Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth * 2)}- item ${depth}`).join('\n')],
  ['numbers', '1. '.repeat(1_300)],
  ['brackets', '['.repeat(4_000)],
  ['stars', '_*'.repeat(2_000)],
  ['entities', '&#x202e;'.repeat(500)],
  ['pipes', '| a | b |\n|---|---|\n'.repeat(180)],
  ['emoji', '😀'.repeat(4_000)],
  ['zalgo', Array.from({ length: 6 }, () => ZALGO).join(' ')],
  ['overrides', '\u202eplease read this backwards, and \u2066this\u2067 too'],
  ['mixed', 'שלום, @Einstein! مرحبا 2*3*4 = 24,   three   spaces'],
  ['long', 'w'.repeat(4_000)],
  ['wide', '﷽'.repeat(60)],
];

function fill(server: MockServer, kinds = BOMBS) {
  for (const [kind, text] of kinds) {
    server.lobby.say('mallory', text);
    server.lobby.say(kind === 'zalgo' ? ZALGO : 'bob', `a quiet line after ${kind}.`);
  }
}

/** What no room should send, and what it might. */
const FRAMES: unknown[] = [
  'not json', '', '[]', 'null', '7',
  { event: 'confetti' }, { event: 'user' }, { event: 'user', id: 1, seq: 'x', text: {} }, { event: 'history', data: 'x' }, { event: 'ack', client_id: 'x' },
  { event: 'presence', data: { joined: [1, null, 'eve', 'eve'], left: 'x' } }, { event: 'theme', data: 3 }, { event: 'ai_end', id: 'none', data: { reason: 'constructor' } },
  { event: 'typing', sender: '__proto__' }, { event: 'error' }, { event: 'sms', data: {} }, { event: 'join' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [320, 640],
    [390, 844],
    [1280, 800],
  ] as const) {
    test(`A5: a hostile room is read by all, ${colorScheme}, ${width} px`, async ({ page, server, origin, complaints }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      fill(server, BOMBS.slice(0, 6));
      await page.goto(origin);
      await page.getByLabel('Your name').fill('nora');
      await page.keyboard.press('Enter');
      await expect(message(page, 'a quiet line after entities.')).toBeInViewport();
      for (const frame of FRAMES) server.lobby.raw(typeof frame === 'string' ? frame : JSON.stringify(frame));
      fill(server, BOMBS.slice(6));
      await expect(message(page, 'a quiet line after wide.')).toBeInViewport();
      for (const [kind] of BOMBS) await expect(message(page, `a quiet line after ${kind}.`)).toHaveCount(1);
      expect(server.handshakes).toHaveLength(1);

      for (const [kind] of BOMBS) {
        await message(page, `a quiet line after ${kind}.`).scrollIntoViewIfNeeded();
        await picture(page, `hostile-${kind}-${colorScheme}-${width}`);
      }
      const sideways = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('[data-testid=conversation], aside, nav')].map((box) => box.scrollWidth - box.clientWidth),
      );
      expect(Math.max(...sideways)).toBe(0);
      // Nothing of a row is painted, or reaches, outside of it.
      const escaping = await page.locator('article').evaluateAll((rows) =>
        rows.filter((row) => {
          const box = row.getBoundingClientRect();
          return [...row.querySelectorAll('.prose, [dir=auto]')].some((part) => {
            const clip = part.closest('.contained')?.getBoundingClientRect();
            return clip === undefined || clip.top < box.top - 1 || clip.bottom > box.bottom + 1 || clip.left < -1 || clip.right > innerWidth + 1;
          });
        }).map((row) => row.textContent),
      );
      expect(escaping).toEqual([]);
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    });
  }
}

test('A5: hidden words widen no page, however many personas sit at the table', async ({ page, server, origin }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  server.lobby.seat('einstein', 'curie', 'shakespeare', 'lovelace', 'twain');
  await enter(page, origin);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});
