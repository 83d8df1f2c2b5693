import { enter, expect, expectAccessible, message, picture, test } from './fixtures';

test('Enter sends, Shift+Enter breaks the line and the box grows', async ({ page, origin }) => {
  await enter(page, origin);
  const box = page.getByLabel('Message', { exact: true });
  const height = async () => (await box.boundingBox())?.height ?? 0;
  const before = await height();
  await box.pressSequentially('first');
  await page.keyboard.press('Shift+Enter');
  await box.pressSequentially('second');
  expect(await height()).toBeGreaterThan(before);
  await page.keyboard.press('Enter');
  await expect(message(page, 'second')).toContainText('first');
  await expect(box).toHaveValue('');
  expect(await height()).toBe(before);
});

test('nothing is sent while an input method composes', async ({ page, server, origin }) => {
  await enter(page, origin);
  const box = page.getByLabel('Message', { exact: true });
  await box.fill('に');
  await box.evaluate((field) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })));
  await expect(box).toHaveValue('に');
  expect(server.lobby.heard.filter(({ type }) => type === 'message')).toEqual([]);
});

test('@ offers personas first, then people; arrows, Tab, Enter and Escape do what they should', async ({ page, server, origin }) => {
  server.lobby.seats.push({ name: 'emil', send: () => undefined });
  await enter(page, origin);
  const box = page.getByLabel('Message', { exact: true });
  const options = page.getByRole('listbox').getByRole('option');
  await box.pressSequentially('@');
  await expect(options).toHaveText([/Einstein/, /Curie/, /Shakespeare/, /emil/]);
  await expectAccessible(page);
  await picture(page, 'mentions');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue('@Curie ');
  await expect(box).toBeFocused();
  await box.pressSequentially('@e');
  await expect(options).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await box.pressSequentially('m');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('@Curie @emil ');
  await page.getByRole('button', { name: 'Mention Shakespeare' }).click();
  await expect(box).toHaveValue('@Curie @emil @Shakespeare ');
  expect(server.lobby.heard.filter(({ type }) => type === 'message' || type === 'stop')).toEqual([]);
});

test('what is too long says by how much and is not sent', async ({ page, server, origin }) => {
  await enter(page, origin);
  await page.getByLabel('Message', { exact: true }).fill('x'.repeat(4_003));
  await expect(page.getByText('3 characters too many')).toBeVisible();
  await page.getByLabel('Message', { exact: true }).fill('x'.repeat(4_001));
  await expect(page.getByText('One character too many')).toBeVisible();
  await page.keyboard.press('Enter');
  expect(server.lobby.heard.filter(({ type }) => type === 'message')).toEqual([]);
});

test('a picture that is pasted is refused with a word', async ({ page, origin }) => {
  await enter(page, origin);
  const box = page.getByLabel('Message', { exact: true });
  await box.evaluate((field) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'cat.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('main').getByText('Pictures and files cannot be sent here.')).toBeVisible();
  await expect(page.getByTestId('announcer')).toContainText('Pictures and files cannot be sent here.');
});
