import { answersBelow, box, expect, expectAccessible, glimpse, listen, message, newName, picture, test } from './fixtures';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ] as const) {
    test(`the first half minute, ${colorScheme}, ${width} px`, async ({ page, complaints }) => {
      listen(page, complaints);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const opened = Date.now();
      await page.goto('/');
      await page.getByLabel('Your name').fill(newName('visitor'));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Lobby' })).toBeVisible();
      await expect(page.locator('article[data-role=ai]').first()).toBeVisible();
      await expect(box(page)).toBeFocused();

      const chips = page.getByRole('list', { name: 'Ideas to begin with' }).getByRole('button');
      await expect(chips).toHaveCount(3);
      const chip = (await chips.first().innerText()).replace(/^@\w+\s*/, '').trim();
      const thinking = glimpse(page, 'thinking');
      await chips.first().click();
      await expect(message(page, chip).last()).toHaveAttribute('data-role', 'user');
      await thinking;
      await expect
        .poll(async () => new Set((await answersBelow(page, chip)).values()).size, { timeout: 30_000 })
        .toBeGreaterThanOrEqual(2);
      const seconds = (Date.now() - opened) / 1000;
      console.log(`two personas had answered ${seconds.toFixed(1)} s after opening (${colorScheme}, ${width} px)`);
      expect(seconds).toBeLessThan(30);

      await expect(page.getByText('(built-in voice)').first()).toBeVisible();
      await picture(page, `lobby-${colorScheme}-${width}`);
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    });
  }
}

test('the landing page has no violation either', async ({ page, complaints }) => {
  listen(page, complaints);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await expect(page.getByLabel('Your name')).toBeFocused();
    await picture(page, `landing-${colorScheme}`);
    await expectAccessible(page);
  }
  expect(complaints).toEqual([]);
});
