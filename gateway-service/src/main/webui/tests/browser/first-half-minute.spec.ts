import { enter, expect, expectAccessible, message, picture, test } from './fixtures';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ] as const) {
    test(`the first half minute, ${colorScheme}, ${width} px`, async ({ page, origin, complaints }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.goto(origin);
      await expect(page.getByLabel('Your name')).toBeFocused();
      await expectAccessible(page);
      await picture(page, `landing-${colorScheme}-${width}`);

      await enter(page, origin);
      await expect(page.getByLabel('Message', { exact: true })).toBeFocused();
      const chips = page.getByRole('list', { name: 'Ideas to begin with' }).getByRole('button');
      await expect(chips).toHaveCount(3);
      await expectAccessible(page);
      await picture(page, `joined-${colorScheme}-${width}`);

      await chips.first().click();
      await expect(message(page, 'what is time?')).toHaveAttribute('data-role', 'user');
      await expect(page.getByText('Einstein is thinking…')).toBeVisible();
      await picture(page, `thinking-${colorScheme}-${width}`);
      await expect(page.locator('article[data-streaming]')).toContainText('Time is what');
      await expect(page.getByText('is thinking…')).toBeHidden();
      await picture(page, `streaming-${colorScheme}-${width}`);
      await expect(message(page, 'ask the platform')).toHaveAttribute('data-seq', /\d/);
      await expect(message(page, 'a half-life keeps better time')).toHaveAttribute('data-seq', /\d/, { timeout: 10_000 });
      await expect(message(page, 'ask the platform')).toHaveCount(1);
      await expect(page.getByText('(built-in voice)').first()).toBeVisible();
      await expect(page.getByTestId('announcer')).toContainText('Curie says:');
      await expectAccessible(page);
      await picture(page, `answered-${colorScheme}-${width}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sideways).toBe(0);
      expect(complaints).toEqual([]);
    });
  }
}
