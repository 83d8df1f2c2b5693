/** What was written but not sent, by room; it outlives a reload of the tab, not the visit. */
const key = (roomId: string) => `draft:${roomId}`;

export function readDraft(roomId: string): string {
  return sessionStorage.getItem(key(roomId)) ?? '';
}

export function keepDraft(roomId: string, text: string): void {
  if (text === '') sessionStorage.removeItem(key(roomId));
  else sessionStorage.setItem(key(roomId), text);
}
