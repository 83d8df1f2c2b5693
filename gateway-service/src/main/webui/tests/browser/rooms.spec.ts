import { expect, expectAccessible, message, picture, say, signUp, test } from './fixtures';

test('where guests are not allowed, the page opens with sign-up on one screen', async ({ page, server, origin }) => {
  server.guestsAllowed = false;
  await page.goto(origin);
  await expect(page.getByRole('button', { name: 'Create an account' })).toBeVisible();
  await expect(page.getByLabel('Your name')).toBeHidden();
  await expectAccessible(page);
  await signUp(page, 'alice');
});

test('an account signs up, makes a room, sets its theme, signs out and in again', async ({ page, origin, complaints }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  await page.getByRole('button', { name: 'New room' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Night sky');
  await dialog.getByLabel('Theme').fill('Stars, and what they are to us');
  await dialog.getByLabel('Twain').check();
  await expectAccessible(page);
  await picture(page, 'new-room');
  await dialog.getByRole('button', { name: 'Create the room' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Night sky' })).toBeVisible();
  await expect(page.getByRole('complementary').getByText('Twain', { exact: true })).toBeVisible();
  await say(page, 'first light');
  await expect(message(page, 'first light')).toHaveAttribute('data-delivery', 'sent');

  await page.getByRole('button', { name: 'Edit the theme' }).click();
  await page.getByLabel('Theme', { exact: true }).fill('The moon tonight');
  await page.getByRole('button', { name: 'Save the theme' }).click();
  await expect(page.getByRole('banner').or(page.getByRole('main')).getByText('The moon tonight')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'room');

  await page.getByLabel('Message', { exact: true }).fill('kept for later');
  await page.getByRole('button', { name: 'Lobby' }).click();
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('');
  await page.goBack();
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('kept for later');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Night sky' })).toBeVisible();
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('kept for later');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(complaints).toEqual([]);
  await page.getByLabel('Name or email').fill('alice');
  await page.getByLabel('Password').fill('not the one');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Name and password do not go together.').first()).toBeVisible();
  await page.getByLabel('Password').fill('violet kettle orbit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Night sky' })).toBeVisible();
});

test('an address that leads nowhere says so, and is put right', async ({ page, origin }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  for (const wrong of ['nowhere', '%zz']) {
    await page.goto(`${origin}/#/${wrong}`);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Lobby' })).toBeVisible();
    await expect(page).toHaveURL(`${origin}/#/`);
  }
  await page.evaluate(() => (location.hash = '#/gone'));
  await expect(page.getByText('That room is not there').first()).toBeVisible();
  await expect(page).toHaveURL(`${origin}/#/`);
});

test('a name that is taken is said at the name', async ({ page, server, origin }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await signUp(page, 'alice');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('alice');
  await page.getByLabel('Email').fill('alice@example.org');
  await page.getByLabel('Password').fill('violet kettle orbit');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription('That name is taken. Choose another one.');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Password')).not.toHaveAttribute('aria-invalid');
  expect(server.handshakes.length).toBeGreaterThan(0);
});

test('on a narrow screen rooms are in a drawer and the room’s details in a sheet', async ({ page, origin }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  const opener = page.getByRole('button', { name: 'Rooms' });
  await opener.click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'New room' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'drawer');
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.getByRole('button', { name: 'About this room' }).click();
  await expect(page.getByRole('dialog').getByText('AI at the table')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sheet');
});

test('the chosen appearance outlives a reload', async ({ page, origin }) => {
  await page.goto(origin);
  const toggle = page.getByRole('button', { name: /^Appearance/ });
  await toggle.click();
  await toggle.click();
  await expect(toggle).toHaveAccessibleName('Appearance: Dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');
});

test('an expired credential is renewed on the way, without a word', async ({ page, server, origin }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  server.expired = true;
  server.cut(4001);
  server.lobby.say('bob', 'still with us?');
  await expect(message(page, 'still with us?')).toHaveCount(1);
  expect(server.expired).toBe(false);
  await expect(page.getByTestId('connection')).toBeHidden();
});

test('a session that has ended leads to signing in again', async ({ page, server, origin }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  server.revoked = true;
  server.cut(4001);
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await expect(page.getByLabel('Name or email')).toBeVisible();
});
