import type { Page } from '@playwright/test';
import { another, answersBelow, expect, expectAccessible, glimpse, message, newName, picture, say, test } from './fixtures';

async function signUp(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Email').fill(`${name}@example.org`);
  await page.getByLabel('Password').fill(`violet kettle orbit ${name}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Lobby' })).toBeVisible();
}

/** Every line of the room, in order. */
const lines = (page: Page): Promise<string[]> =>
  page
    .locator('article[data-seq]')
    .evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-seq')} ${row.getAttribute('data-message-id')}`));

test('two people with accounts and two personas talk in a room of their own', async ({ browser, complaints }) => {
  const [anna, bert] = [await another(browser, complaints), await another(browser, complaints)];
  await signUp(anna, newName('anna'));
  await signUp(bert, newName('bert'));

  const room = newName('Clocks');
  await anna.getByRole('button', { name: 'New room' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByLabel('Name').fill(room);
  await dialog.getByLabel('Theme').fill('Clocks, and what they measure');
  for (const persona of ['Einstein', 'Curie', 'Shakespeare', 'Lovelace', 'Twain']) {
    await dialog.getByLabel(persona).setChecked(['Einstein', 'Shakespeare'].includes(persona));
  }
  await dialog.getByRole('button', { name: 'Create the room' }).click();
  await expect(anna.getByRole('heading', { level: 1, name: room })).toBeVisible();
  await expect(anna.getByText('Clocks, and what they measure').first()).toBeVisible();

  await bert.reload();
  await bert.getByRole('button', { name: room }).click();
  await expect(bert.getByRole('heading', { level: 1, name: room })).toBeVisible();

  const seen = [anna, bert].flatMap((page) => [glimpse(page, 'thinking'), glimpse(page, 'streaming')]);
  await say(anna, '@einstein what is time?');
  for (const page of [anna, bert]) await expect(message(page, 'what is time?')).toHaveCount(1);
  await Promise.all(seen);
  for (const page of [anna, bert]) {
    await expect.poll(() => answersBelow(page, 'what is time?')).toEqual([expect.stringContaining('Einstein')]);
  }

  await say(bert, 'I never carry a watch to dinner.');
  for (const page of [anna, bert]) {
    await expect.poll(async () => (await answersBelow(page, 'I never carry a watch')).length).toBe(1);
    await expect(page.locator('article[data-streaming]')).toHaveCount(0);
  }
  await expectAccessible(anna);
  await picture(anna, 'two-browsers');

  const before = await lines(anna);
  expect(before).toHaveLength(4);
  expect(await lines(bert)).toEqual(before);
  await anna.reload();
  await expect.poll(() => lines(anna)).toEqual(before);
  expect(complaints).toEqual([]);
});
