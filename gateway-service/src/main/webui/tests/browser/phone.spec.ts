import type { Page } from '@playwright/test';
import { expect, expectAccessible, message, picture, signUp, test } from './fixtures';
import { MockPhones } from './mock/phones';

const THEMES = ['light', 'dark'] as const;

async function openSettings(page: Page, origin: string, name = 'alice') {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, name);
  if ((page.viewportSize()?.width ?? 0) < 1024) await page.getByRole('button', { name: 'Rooms' }).click();
  await page.getByRole('button', { name: 'Settings' }).last().click();
  return page.getByRole('dialog');
}

for (const colorScheme of THEMES) {
  for (const width of [390, 1280]) {
    test(`a phone is added, confirmed, set up and removed, ${colorScheme}, ${width} px`, async ({ page, server, origin, complaints }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 860 });
      const dialog = await openSettings(page, origin);
      await expect(dialog.getByText('STOP to end it')).toBeVisible();
      await expectAccessible(page);
      await picture(page, `phone-number-${colorScheme}-${width}`);
      await dialog.getByLabel('Mobile number').fill('(202) 555-0143');
      await dialog.getByLabel('I agree').check();
      await dialog.getByRole('button', { name: 'Send me a code' }).click();
      await expect(dialog.getByLabel('Code')).toBeVisible();
      await dialog.getByLabel('Code').fill('123 456');
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Confirm' }).click();

      await expect(dialog.getByText('Text to +12025550100')).toBeVisible();
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
      await dialog.getByLabel('A digest now and then').check();
      await dialog.getByLabel('Send nothing at certain hours').check();
      await dialog.getByLabel('From').fill('21:30');
      await expectAccessible(page);
      await picture(page, `phone-choices-${colorScheme}-${width}`);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expect(dialog.getByText('Saved.')).toBeVisible();
      expect(server.phones.changes.at(-1)).toMatchObject({ default_room_id: 'lobby', mode: 'digest', quiet_from: '21:30', quiet_to: '08:00' });

      await dialog.getByRole('button', { name: 'Remove this phone' }).click();
      await dialog.getByRole('button', { name: 'Yes, remove it' }).click();
      await expect(dialog.getByText('Your phone was removed.')).toBeVisible();
      expect(server.phones.phone).toBeUndefined();
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sideways).toBe(0);
      // The browser itself remarks that there was no phone.
      expect(complaints.filter((line) => !line.includes('404'))).toEqual([]);
    });
  }
}

test('a number that is none and a code that is wrong say why', async ({ page, origin }) => {
  const dialog = await openSettings(page, origin);
  await dialog.getByLabel('Mobile number').fill('12');
  await dialog.getByLabel('I agree').check();
  await dialog.getByRole('button', { name: 'Send me a code' }).click();
  await expect(dialog.getByText('That is not a phone number of that country.')).toBeVisible();
  await dialog.getByLabel('Mobile number').fill('2025550143');
  await dialog.getByRole('button', { name: 'Send me a code' }).click();
  await dialog.getByLabel('Code').fill('111111');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText('That code is not right, or no longer.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Use another number' }).click();
  await expect(dialog.getByLabel('Mobile number')).toBeVisible();
});

test('whoever texted STOP is told that only START lifts it; what the page stopped the page starts', async ({ page, server, origin }) => {
  server.phones.phone = {
    ...MockPhones.confirmed('+12025550143'),
    opt_in_status: 'opted_out',
    opted_in: false,
    opted_out_by: 'sms',
    last_keyword: { word: 'QUIT', at: '2026-03-01T20:00:00.000Z' },
    last_delivery: { state: 'failed', code: '30003', detail: 'The phone is off.' },
  };
  const dialog = await openSettings(page, origin);
  await expect(dialog.getByText('neither this page nor JOIN can lift it')).toBeVisible();
  await expect(dialog.getByText('“QUIT”')).toBeVisible();
  await expect(dialog.getByText('The last message did not arrive: The phone is off.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Switch SMS on again' })).toBeHidden();
  await expectAccessible(page);
  await picture(page, 'phone-opted-out');
  server.phones.phone = { ...server.phones.phone, opted_out_by: 'web' };
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Switch SMS on again' }).click();
  await expect(page.getByRole('button', { name: 'Switch SMS off' })).toBeVisible();
});

test('where SMS is not set up the settings say so', async ({ page, server, origin }) => {
  server.phones.configured = false;
  const dialog = await openSettings(page, origin);
  await expect(dialog.getByText('SMS is not set up on this server.')).toBeVisible();
});

test('admins see numbers, opted-out phones, deliveries, costs and codes; others do not', async ({ page, origin }) => {
  const dialog = await openSettings(page, origin, 'admin');
  await expect(dialog.getByRole('cell', { name: '+12025550143' })).toBeVisible();
  // Chosen once more, it is still there.
  await dialog.getByRole('button', { name: 'Numbers' }).click();
  await expect(dialog.getByRole('cell', { name: '+12025550143' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Costs' }).click();
  await expect(dialog.getByRole('row')).toHaveText(['DayCountryWhatMessagesSegmentsPricein', '2026-03-01USreply230.0237USD']);
  await dialog.getByRole('button', { name: 'Codes' }).click();
  await expect(dialog.getByRole('row')).toHaveText(['DayCountrySentConfirmed', '2026-03-01US43']);
  await dialog.getByRole('button', { name: 'Deliveries' }).click();
  await expect(dialog.getByRole('cell', { name: '30003' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'phone-admin');
  await dialog.getByRole('button', { name: 'Opted out' }).click();
  await expect(dialog.getByText('There is nothing here yet.')).toBeVisible();
});

test('a message says how it fares on its way to one’s phone', async ({ page, server, origin }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await signUp(page, 'alice');
  await expect(page.getByText('All phones')).toBeHidden();
  const said = server.lobby.ai('einstein', 'Time is what a clock reads.');
  await expect(message(page, 'Time is what')).toBeVisible();
  server.lobby.all({ event: 'sms', sender: '@system', text: '', data: { message_id: said.id, state: 'queued' } });
  await expect(message(page, 'Time is what')).toContainText('on its way to your phone');
  server.lobby.all({ event: 'sms', sender: '@system', text: '', data: { message_id: said.id, state: 'delivered' } });
  await expect(message(page, 'Time is what')).toContainText('on your phone');
  const lost = server.lobby.ai('curie', 'It glows.');
  server.lobby.all({ event: 'error', sender: '@system', text: 'Your phone is off.', data: { code: 'sms_failed', message_id: lost.id } });
  await expect(message(page, 'It glows.')).toContainText('did not reach your phone');
  await expect(page.getByText('Your phone is off.').first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'phone-delivery');
});
