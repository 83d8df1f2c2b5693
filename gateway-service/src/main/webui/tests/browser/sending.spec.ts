import { enter, expect, message, say, test } from './fixtures';

test('a line stands there at once and is sent when the room has taken it', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.lobby.deaf = true;
  await say(page, 'is this seat free?');
  await expect(message(page, 'is this seat free?')).toHaveAttribute('data-delivery', 'sending');
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('');
  server.lobby.deaf = false;
  server.cut();
  await expect(message(page, 'is this seat free?')).toHaveAttribute('data-delivery', 'sent');
  await expect(message(page, 'is this seat free?')).toHaveCount(1);
});

test('a line without an answer fails, is retried under the same client id and exists once', async ({ page, server, origin }) => {
  await page.clock.install();
  await enter(page, origin);
  server.lobby.deaf = true;
  await say(page, 'is anybody here?');
  await page.clock.fastForward(10_500);
  await expect(message(page, 'is anybody here?')).toHaveAttribute('data-delivery', 'failed');
  server.lobby.deaf = false;
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByLabel('Message', { exact: true })).toBeFocused();
  await expect(message(page, 'is anybody here?')).toHaveAttribute('data-delivery', 'sent');
  await expect(message(page, 'is anybody here?')).toHaveCount(1);
  const sent = server.lobby.heard.filter(({ type }) => type === 'message');
  expect(sent).toHaveLength(2);
  expect(sent[0]?.client_id).toBe(sent[1]?.client_id);
  expect(sent[0]?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  expect(sent[0]?.traceparent).not.toBe(sent[1]?.traceparent);
  expect(server.lobby.log.filter(({ text }) => text === 'is anybody here?')).toHaveLength(1);
});

test('a refused line says why and gives its text back', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.lobby.refusal = 'Links to that place are not allowed here.';
  await say(page, 'look at this');
  await expect(message(page, 'look at this')).toContainText('Links to that place are not allowed here.');
  await expect(page.getByTestId('announcer')).toContainText('Links to that place are not allowed here.');
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('look at this');
  await expect(page.getByLabel('Message', { exact: true })).toBeFocused();
  await expect(message(page, 'look at this')).toHaveCount(0);
});

test('a reply can be stopped by Escape; what was said stays, marked', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.lobby.pace = 200;
  await say(page, '@Einstein what is time?');
  await expect(page.locator('article[data-streaming]')).toContainText('Time is');
  await page.keyboard.press('Escape');
  const reply = page.locator('article[data-sender="AI_Einstein"]').last();
  await expect(reply).toContainText('stopped here');
  await expect(reply).toContainText('Time is');
  await expect(reply).not.toContainText('platform');
  await expect(reply).toHaveAttribute('data-seq', /\d/);
});

test('what people write is never markup of the page', async ({ page, server, origin, complaints }) => {
  await enter(page, origin);
  server.lobby.say('mallory', '<img src=x onerror="document.title=1"><script>document.title=1</script> [x](javascript:document.title=1) ![y](https://example.org/y.png)');
  server.lobby.say('mallory', '<a href="https://example.org" onclick="document.title=1">kind link</a> and **bold**');
  const last = message(page, 'kind link');
  await expect(last.locator('strong')).toHaveText('bold');
  await expect(page.locator('article').locator('img, script, [onclick], [onerror], a:not([rel="noopener noreferrer nofollow"][href^="https:"])')).toHaveCount(0);
  await expect(page).toHaveTitle('Lobby · Chatroom');
  expect(complaints).toEqual([]);
});
