/** A5: a row that cannot be shown is shown plainly, and the others as ever. */
import { flushSync, mount, unmount } from 'svelte';
import { expect, test, vi } from 'vitest';
import type { Room } from '../../src/lib/room/room.svelte';
import MessageList from '../../src/lib/view/MessageList.svelte';
import { skipped } from '../../src/lib/wire/skipped';
import { after, history, stored } from '../room/frames';
import { emptyRoom } from '../../src/lib/room/state';

vi.mock('../../src/lib/view/markdown', () => ({
  toHtml: (text: string) => {
    if (text.includes('bomb')) throw new RangeError('Maximum call stack size exceeded');
    return `<p>${text}</p>`;
  },
  addressing: (html: string) => html,
  toPlain: (text: string) => text,
}));

test('one hostile message of a history, all others are there', () => {
  const state = after(emptyRoom('lobby', 'alice'), history([stored(1), stored(2, { text: 'a bomb' }), stored(3), stored(4, { sender: 'alice', text: 'my bomb' }), stored(5)]));
  const room = { state, visitor: { name: 'alice', guest: true }, names: new Set(), loadingOlder: false, connection: 'live', read: () => undefined, trim: () => undefined } as unknown as Room;
  const before = skipped.counts.row;
  const list = mount(MessageList, { target: document.body, props: { room, edit: () => undefined, handOn: () => undefined } });
  flushSync();
  expect([...document.querySelectorAll('article')].map((row) => row.textContent.trim().replace(/\s+/g, ' '))).toEqual([
    expect.stringContaining('line 1'),
    'bob a bomb',
    expect.stringContaining('line 3'),
    'alice my bomb',
    expect.stringContaining('line 5'),
  ]);
  expect(skipped.counts.row - before).toBe(2);
  void unmount(list);
});
