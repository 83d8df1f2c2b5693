import { enter, expect, expectAccessible, message, picture, say, test } from './fixtures';

const LONG = `${'averylongwordwithoutanybreak'.repeat(8)}\n\`\`\`\ncode that goes on and on and on and on and on and on and on and on\n\`\`\`\n> a quote\n\n- one\n- two`;

for (const width of [320, 800, 1600]) {
  test(`nothing scrolls sideways at ${width} px, whatever is written`, async ({ page, server, origin }) => {
    await page.setViewportSize({ width, height: 700 });
    await enter(page, origin);
    server.lobby.say('bob', LONG);
    server.lobby.say('ليلى', 'مرحبا بكم جميعا في هذه الأمسية');
    await say(page, 'own line');
    await expect(message(page, 'own line')).toHaveAttribute('data-delivery', 'sent');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await expectAccessible(page);
    await picture(page, `width-${width}`);
  });
}
