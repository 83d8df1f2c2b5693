/** A6: the page works where the browser gives little. */
import { enter, expect, message, say, test } from './fixtures';

test('A6: without storage, randomUUID and other comforts a message is sent and seen', async ({ page, server, origin, complaints }) => {
  await page.addInitScript(() => {
    const forbidden = { configurable: true, get: () => { throw new DOMException('The operation is insecure.', 'SecurityError'); } };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, forbidden);
    delete (Crypto.prototype as { randomUUID?: unknown }).randomUUID;
    for (const name of ['BroadcastChannel', 'matchMedia', 'Notification', 'structuredClone']) {
      delete (window as unknown as Record<string, unknown>)[name];
      Object.defineProperty(window, name, { value: undefined, configurable: true });
    }
    for (const name of ['clipboard', 'locks', 'serviceWorker']) Object.defineProperty(Navigator.prototype, name, { value: undefined, configurable: true });
  });
  await enter(page, origin);
  await page.getByLabel('Message', { exact: true }).click();
  await say(page, 'works here too');
  await expect(message(page, 'works here too')).toHaveAttribute('data-delivery', 'sent');
  server.lobby.say('bob', 'seen');
  await expect(message(page, 'seen')).toBeVisible();
  await page.getByRole('button', { name: /^Appearance/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-appearance', 'light');
  server.cut();
  await say(page, 'and again');
  await expect(message(page, 'and again')).toHaveAttribute('data-delivery', 'sent');
  expect(server.lobby.log.filter(({ text }) => text === 'and again')).toHaveLength(1);
  expect(complaints).toEqual([]);
});
