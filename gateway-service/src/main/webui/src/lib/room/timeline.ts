/** The rows of the conversation: day lines, and messages that know whether they open or close a group. */
import type { Message, RoomState, Stream } from './state';

const GROUP_MS = 5 * 60_000;

export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'message'; key: string; message: Message; opens: boolean; closes: boolean }
  | { kind: 'stream'; key: string; stream: Stream; opens: boolean };

interface Said {
  sender: string;
  at: number;
}

export function timeline(room: RoomState): readonly Row[] {
  const rows: Row[] = [];
  let before: Said | undefined;
  for (const message of room.messages) {
    if (before === undefined || !sameDay(before.at, message.at)) {
      rows.push({ kind: 'day', key: `day-${message.key}`, at: message.at });
      before = undefined;
    }
    rows.push({ kind: 'message', key: message.key, message, opens: opensGroup(before, message), closes: true });
    before = message.role === 'system' ? undefined : message;
  }
  for (const stream of room.streams) {
    if (stream.text === '') continue;
    const said = { sender: stream.sender, at: stream.startedAt };
    rows.push({ kind: 'stream', key: stream.id, stream, opens: opensGroup(before, said) });
    before = said;
  }
  return rows.map((row, index) => {
    const next = rows[index + 1];
    return row.kind === 'message' && next !== undefined && next.kind !== 'day' ? { ...row, closes: next.opens } : row;
  });
}

function opensGroup(before: Said | undefined, said: Said): boolean {
  return before === undefined || before.sender !== said.sender || said.at - before.at > GROUP_MS;
}

/** In the reader's zone. */
function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
