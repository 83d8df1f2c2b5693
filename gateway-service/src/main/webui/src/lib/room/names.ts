/** Who can be meant by `@name` in a room: its personas, who is here, and who has spoken. */
import { callName } from './mentions';
import type { RoomState } from './state';

/** The names in lower case; the same set as `before` where nobody is new. A name that was heard stays. */
export function namesHeard(before: ReadonlySet<string>, room: RoomState): ReadonlySet<string> {
  const all = [
    room.me,
    ...room.personas.flatMap(({ name, display_name }) => [callName(name), display_name?.replace(/^AI[ _]/, '') ?? '']),
    ...room.members.map(({ name }) => name),
    ...room.messages.filter(({ role }) => role === 'user').map(({ sender }) => sender),
  ];
  // Of a name with spaces the first word calls too.
  const heard = all.flatMap((name) => [name.toLowerCase(), name.toLowerCase().split(' ')[0] ?? '']).filter((name) => name !== '' && !before.has(name));
  return heard.length === 0 ? before : new Set([...before, ...heard]);
}
