import { enter, expect, expectAccessible, message, picture, test } from './fixtures';

const position = (selector: string) => Math.round(document.querySelector(selector)?.getBoundingClientRect().top ?? NaN);

test('who reads further up is not moved by arrivals, and is told of them', async ({ page, server, origin }) => {
  for (let line = 1; line <= 40; line++) server.lobby.say('bob', `line number ${line} of a long evening`);
  await page.goto(origin);
  await page.getByLabel('Your name').fill('nora');
  await page.keyboard.press('Enter');
  await expect(message(page, 'line number 40')).toBeInViewport();
  const reading = `[data-message-id="${server.lobby.log.at(-12)?.id}"]`;
  await page.getByTestId('conversation').evaluate((list) => list.scrollBy(0, -500));
  await expect(page.getByRole('button', { name: 'To the latest' })).toBeVisible();
  const before = await page.evaluate(position, reading);
  for (let line = 1; line <= 10; line++) server.lobby.say('eve', `arrival ${line}`);
  const button = page.getByRole('button', { name: '10 new messages' });
  await expect(button).toBeVisible();
  expect(Math.abs((await page.evaluate(position, reading)) - before)).toBeLessThanOrEqual(1);
  await expectAccessible(page);
  await picture(page, 'scrolled-up');
  await button.click();
  await expect(message(page, 'arrival 10')).toBeInViewport();
  await expect(page.getByTestId('conversation')).toBeFocused();
  server.lobby.say('eve', 'and one more');
  await expect(message(page, 'and one more')).toBeInViewport();
  await expect(button).toBeHidden();
});

test('older history comes when one scrolls up, and what is read stays where it is', async ({ page, server, origin }) => {
  for (let line = 1; line <= 120; line++) server.lobby.say(line % 3 === 0 ? 'eve' : 'bob', `line number ${line}.`);
  await page.goto(origin);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('alice');
  await page.getByLabel('Email').fill('alice@example.org');
  await page.getByLabel('Password').fill('violet kettle orbit');
  await page.keyboard.press('Enter');
  await expect(message(page, 'line number 120.')).toBeInViewport();
  await expect(message(page, 'line number 70.')).toHaveCount(0);
  const top = page.locator('article').first();
  const id = await top.getAttribute('data-message-id');
  await page.getByTestId('conversation').evaluate((list) => list.scrollTo(0, 200));
  const before = await page.evaluate(position, `[data-message-id="${id}"] .prose`);
  await expect(message(page, 'line number 70.')).toHaveCount(1);
  expect(Math.abs((await page.evaluate(position, `[data-message-id="${id}"] .prose`)) - before)).toBeLessThanOrEqual(2);
  for (const first of ['line number 21.', 'Come in, come in!']) {
    await page.getByTestId('conversation').evaluate((list) => list.scrollTo(0, 0));
    await expect(message(page, first)).toHaveCount(1);
  }
  await expect(page.getByText('The beginning of the conversation')).toBeVisible();
  await expect(page.locator('article')).toHaveCount(122);
});

test('lines are announced when they are finished, once, and none of the history', async ({ page, server, origin }) => {
  await enter(page, origin);
  const announcer = page.getByTestId('announcer');
  await expect(announcer).toBeEmpty();
  server.lobby.say('bob', 'hello **there**');
  await expect(announcer).toHaveText('bob says: hello there');
  server.lobby.all({ event: 'ai_start', id: 'r', sender: 'AI_Curie', persona_id: 'curie', text: '' });
  server.lobby.all({ event: 'ai_delta', id: 'r', sender: 'AI_Curie', persona_id: 'curie', text: 'I mea' });
  await expect(page.locator('article[data-streaming]')).toContainText('I mea');
  await expect(announcer).toHaveText('bob says: hello there');
  server.lobby.ai('curie', 'I measured it.', {}, 'r');
  await expect(announcer).toHaveText('Curie says: I measured it.');
});

test('thinking is shown for fifteen seconds at most', async ({ page, server, origin }) => {
  await page.clock.install();
  await enter(page, origin);
  server.lobby.all({ event: 'ai_start', id: 'r', sender: 'AI_Curie', persona_id: 'curie', text: '' });
  await expect(page.getByText('Curie is thinking…')).toBeVisible();
  await page.clock.fastForward(15_500);
  await expect(page.getByText('Curie is thinking…')).toBeHidden();
});
