/** D9: what was written while the room was out of reach is not lost. */
import type { Page } from '@playwright/test';
import { enter, expect, expectAccessible, message, picture, say, signUp, test } from './fixtures';

async function nightSky(page: Page, origin: string) {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  await page.getByRole('button', { name: 'New room' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Night sky');
  await page.getByRole('button', { name: 'Create the room' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Night sky' })).toBeVisible();
  await expect(page.getByText('Nobody has said anything yet.')).toBeVisible();
}

test('D9: lines outlive a change of room and a reload, and arrive once, in order, while one is elsewhere', async ({ page, server, origin }) => {
  await nightSky(page, origin);
  server.open = false;
  server.cut();
  await say(page, 'first star');
  await say(page, 'second star');
  await say(page, 'a plane, no star');
  await expect(message(page, 'second star')).toContainText('Waiting to send');
  await expectAccessible(page);
  await picture(page, 'waiting');
  await message(page, 'a plane').getByRole('button', { name: 'Discard' }).click();
  await expect(message(page, 'a plane')).toHaveCount(0);
  await expect(page.getByLabel('Message', { exact: true })).toBeFocused();

  await page.getByRole('button', { name: 'Lobby' }).click();
  await expect(page.getByRole('button', { name: 'Night sky' })).toContainText('2 waiting to send');
  await picture(page, 'waiting-elsewhere');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Night sky' })).toContainText('2 waiting to send');
  server.open = true;
  const room = server.rooms.get('night-sky');
  await expect.poll(() => room?.log.map(({ text }) => text), { timeout: 20_000 }).toEqual(['first star', 'second star']);
  await expect(page.getByRole('button', { name: 'Night sky' })).not.toContainText('waiting');
  await page.getByRole('button', { name: 'Night sky' }).click();
  for (const text of ['first star', 'second star']) await expect(message(page, text)).toHaveAttribute('data-delivery', 'sent');
  await expect(page.locator('article')).toHaveCount(2);
});

test('D9: a reload in the room itself sends what waited there, as a guest too', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.open = false;
  server.cut();
  await say(page, 'hold the door');
  await expect(message(page, 'hold the door')).toContainText('Waiting to send');
  await page.reload();
  await expect(message(page, 'hold the door')).toContainText('Waiting to send');
  server.open = true;
  await expect(message(page, 'hold the door')).toHaveAttribute('data-delivery', 'sent', { timeout: 15_000 });
  await expect(message(page, 'hold the door')).toHaveCount(1);
  expect(server.lobby.log.filter(({ text }) => text === 'hold the door')).toHaveLength(1);
});

test('D9: whoever signs out is asked, and leaves nothing that another would send', async ({ page, server, origin }) => {
  await nightSky(page, origin);
  server.open = false;
  server.cut();
  await say(page, 'for nobody');
  page.once('dialog', (dialog) => {
    expect(dialog.message()).toContain('One message is still waiting');
    void dialog.dismiss();
  });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(message(page, 'for nobody')).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Pull up a chair' })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('outbox')))).toEqual([]);
  server.open = true;
  // A new visit: the address still named alice's room.
  await page.evaluate(() => history.replaceState(null, '', '/'));
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'eve');
  await say(page, 'eve is here');
  await expect(message(page, 'eve is here')).toHaveAttribute('data-delivery', 'sent');
  expect(server.rooms.get('night-sky')?.log).toEqual([]);
  expect(server.lobby.log.filter(({ text }) => text === 'for nobody')).toEqual([]);
});

test('D9: lines of one account do not go out when another has signed in, in another tab', async ({ page, context, server, origin }) => {
  await nightSky(page, origin);
  server.open = false;
  server.cut();
  await say(page, 'alice wrote this');
  const other = await context.newPage();
  await other.goto(origin);
  await expect(other.getByRole('button', { name: 'Sign out' })).toBeVisible();
  // As a sign-in of somebody else in another tab leaves it.
  await context.addCookies([
    { name: 'access_token', value: 'mallory', url: origin, httpOnly: true },
    { name: 'csrf_token', value: 'd', url: origin },
  ]);
  await other.close();
  server.open = true;
  await expect(page.getByTitle('mallory')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('Nobody has said anything yet.')).toBeVisible();
  await page.waitForTimeout(500);
  expect(server.rooms.get('night-sky')?.log).toEqual([]);
});
