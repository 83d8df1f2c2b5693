import { enter, expect, message, say, test } from './fixtures';

test('after a lost connection the page resumes: nothing missing, nothing double', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.lobby.say('bob', 'before the cut');
  await expect(message(page, 'before the cut')).toBeVisible();
  const { seq } = server.lobby.log.at(-1) ?? { seq: -1 };
  server.cut();
  server.lobby.say('bob', 'while away');
  await expect(message(page, 'while away')).toBeVisible();
  const resumed = server.handshakes.at(-1);
  expect(resumed?.searchParams.get('since')).toBe(String(seq));
  expect(resumed?.searchParams.get('epoch')).toBe('epoch-1');
  server.lobby.say('bob', 'after');
  await expect(message(page, 'after')).toHaveCount(1);
  for (const text of ['before the cut', 'while away']) await expect(message(page, text)).toHaveCount(1);
  await expect(page.getByTestId('connection')).toBeHidden();
});

for (const code of [1001, 4008]) {
  test(`a server that closes with ${code} is asked again at once`, async ({ page, server, origin }) => {
    await enter(page, origin);
    server.cut(code);
    await expect.poll(() => server.handshakes.length, { timeout: 2_000 }).toBe(2);
    server.lobby.say('bob', 'welcome back');
    await expect(message(page, 'welcome back')).toBeVisible();
  });
}

test('whoever is removed stays out', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.cut(4003);
  await expect(page.getByTestId('connection')).toHaveText('This room is closed to you now.');
  await page.waitForTimeout(1_500);
  expect(server.handshakes).toHaveLength(1);
});

test('a missing predecessor makes the page resume', async ({ page, server, origin }) => {
  await enter(page, origin);
  const seats = server.lobby.seats.splice(0);
  server.lobby.say('bob', 'unheard');
  server.lobby.seats.push(...seats);
  server.lobby.seats[0]?.send({ event: 'user', id: 'z', seq: 99, prev: 98, sender: 'bob', text: 'out of order', role: 'user' });
  await expect.poll(() => server.handshakes.length).toBeGreaterThan(1);
  await expect(message(page, 'unheard')).toHaveCount(1);
  await expect(message(page, 'out of order')).toHaveCount(0);
  server.lobby.say('bob', 'in order again');
  await expect(message(page, 'in order again')).toHaveCount(1);
});

test('offline is said at once, reconnecting only after five seconds; what was written goes out in order', async ({ page, server, origin, context }) => {
  await page.clock.install();
  await enter(page, origin);
  server.hush();
  await context.setOffline(true);
  const banner = page.getByTestId('connection');
  await expect(banner).toContainText('You are offline.');
  await context.setOffline(false);
  await expect(banner).toBeHidden();

  server.open = false;
  server.cut();
  await say(page, 'one');
  await say(page, 'two');
  await expect(message(page, 'two')).toContainText('Waiting to send');
  await page.clock.fastForward(4_000);
  await expect(banner).toBeHidden();
  await page.clock.fastForward(1_500);
  await expect(banner).toContainText('Reconnecting…');
  await expect(page.getByTestId('announcer')).toContainText('Reconnecting…');
  await page.clock.fastForward(30_000);
  await expect(page.locator('[data-delivery=failed]')).toHaveCount(0);
  server.open = true;
  await page.clock.fastForward(20_000);
  await page.clock.resume();
  await expect(message(page, 'two')).toHaveAttribute('data-delivery', 'sent');
  await expect(banner).toBeHidden();
  expect(server.lobby.log.slice(-2).map(({ text }) => text)).toEqual(['one', 'two']);
});

test('B1: a connection that went silent is noticed by a send, which arrives once', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.hush();
  server.lobby.say('bob', 'unheard of');
  await say(page, 'anybody?');
  await expect(message(page, 'anybody?')).toHaveAttribute('data-delivery', 'sent', { timeout: 20_000 });
  await expect(message(page, 'unheard of')).toHaveCount(1);
  expect(server.lobby.log.filter(({ text }) => text === 'anybody?')).toHaveLength(1);
  expect(server.handshakes.at(-1)?.searchParams.has('since')).toBe(true);
});

test('B1: a connection that went silent is noticed without one', async ({ page, server, origin }) => {
  await page.clock.install();
  await enter(page, origin);
  server.hush();
  server.lobby.say('bob', 'unheard of');
  for (let second = 0; second < 25 && server.handshakes.length < 2; second++) await page.clock.runFor(1_000);
  await expect(message(page, 'unheard of')).toHaveCount(1);
});

test('a reload keeps the guest, the draft and the order', async ({ page, server, origin }) => {
  await enter(page, origin);
  server.lobby.say('bob', 'remember me');
  await page.getByLabel('Message', { exact: true }).fill('half a thou');
  await page.reload();
  await expect(message(page, 'remember me')).toBeVisible();
  await expect(page.getByLabel('Message', { exact: true })).toHaveValue('half a thou');
  await expect(page.locator('article')).toHaveText([/Come in/, /Mind the glass/, /remember me/]);
});

test('a name that is taken is asked for again', async ({ page, server, origin }) => {
  server.lobby.seats.push({ name: 'nora', send: () => undefined });
  await page.goto(origin);
  await page.getByLabel('Your name').fill('nora');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“nora” is here already')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('nora');
  await expect(page.getByLabel('Your name')).toBeFocused();
});
