/** What was written but not sent, by room; it outlives a reload of the tab, not the visit. */
import { tab } from '../platform/storage';

const key = (roomId: string) => `draft:${roomId}`;

export function readDraft(roomId: string): string {
  return tab.read(key(roomId)) ?? '';
}

export function keepDraft(roomId: string, text: string): void {
  if (text === '') tab.remove(key(roomId));
  else tab.write(key(roomId), text);
}
