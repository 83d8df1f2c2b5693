/**
 * Own lines that no room has acknowledged yet. They outlive reloads and changes of room, belong to one identity
 * alone, and keep their client id: however often a line is sent, the room has it once. Tabs share an outbox, and
 * claim a line before they send it.
 */
import * as v from 'valibot';
import { newId } from '../platform/ids';
import type { Store } from '../platform/storage';
import { listOfThoseThatFit } from '../wire/frames';

/** How many lines may wait. */
export const LINES_MAX = 100;
/** A line that waited for longer is not sent without being asked for. */
const STALE_MS = 24 * 3_600_000;
/** A line that waited for longer is forgotten. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;
/** How long a line is left to the tab that sends it. */
export const CLAIM_MS = 15_000;

const Line = v.object({
  clientId: v.string(),
  roomId: v.string(),
  text: v.string(),
  /** When it was written, in epoch milliseconds. */
  at: v.number(),
  /** Why it waits for its author's word; empty where the room gave no reason. */
  refused: v.optional(v.string()),
  claim: v.optional(v.object({ tab: v.string(), until: v.number() })),
});
export type Line = v.InferOutput<typeof Line>;
const Lines = listOfThoseThatFit(Line);

export class Outbox {
  readonly #store: Store;
  readonly #key: string;
  readonly #stale: string;
  readonly #now: () => number;
  readonly #tab = newId();
  /** Called after each change by this tab. */
  changed: () => void = () => undefined;

  /** `stale` is the reason that lines bear which waited for too long. */
  constructor(store: Store, owner: string, stale: string, now: () => number = Date.now) {
    this.#store = store;
    this.#key = `outbox:${owner}`;
    this.#stale = stale;
    this.#now = now;
  }

  /** What waits, in the order of writing; for one room, if it is given. */
  lines(roomId?: string): readonly Line[] {
    const now = this.#now();
    return this.#read()
      .filter((line) => (roomId === undefined || line.roomId === roomId) && now - line.at < FORGOTTEN_MS)
      .map((line) => (now - line.at < STALE_MS ? line : { ...line, refused: line.refused ?? this.#stale }));
  }

  /** False when too many wait already. */
  add(roomId: string, clientId: string, text: string): boolean {
    const lines = this.lines();
    if (lines.length >= LINES_MAX) return false;
    this.#write([...lines, { clientId, roomId, text, at: this.#now() }]);
    return true;
  }

  /** The room has it, or its author took it back. */
  drop(clientId: string): void {
    const lines = this.#read();
    if (lines.some((line) => line.clientId === clientId)) this.#write(lines.filter((line) => line.clientId !== clientId));
  }

  /** It waits for its author's word. */
  refuse(clientId: string, reason: string): void {
    this.#change(clientId, (line) => ({ ...line, refused: reason, claim: undefined }));
  }

  /** Its author wants it sent after all. */
  again(clientId: string): void {
    this.#change(clientId, (line) => ({ ...line, refused: undefined, at: this.#now() }));
  }

  /** Takes a line for this tab to send. `theirs`: another tab is at it; `gone`: it needs no sending any more. */
  claim(clientId: string): 'mine' | 'theirs' | 'gone' {
    const line = this.#read().find((each) => each.clientId === clientId);
    if (line === undefined) return 'gone';
    const now = this.#now();
    if (line.claim !== undefined && line.claim.tab !== this.#tab && line.claim.until > now) return 'theirs';
    this.#change(clientId, (mine) => ({ ...mine, claim: { tab: this.#tab, until: now + CLAIM_MS } }));
    return 'mine';
  }

  /** The connection is gone: what this tab had claimed is anybody's again. */
  release(): void {
    const lines = this.#read();
    if (lines.some((line) => line.claim?.tab === this.#tab)) {
      this.#write(lines.map((line) => (line.claim?.tab === this.#tab ? { ...line, claim: undefined } : line)));
    }
  }

  clear(): void {
    this.#store.remove(this.#key);
    this.changed();
  }

  #change(clientId: string, change: (line: Line) => Line): void {
    this.#write(this.#read().map((line) => (line.clientId === clientId ? change(line) : line)));
  }

  #read(): readonly Line[] {
    try {
      return v.parse(Lines, JSON.parse(this.#store.read(this.#key) ?? '[]'));
    } catch {
      return [];
    }
  }

  #write(lines: readonly Line[]): void {
    if (lines.length === 0) this.#store.remove(this.#key);
    else this.#store.write(this.#key, JSON.stringify(lines));
    this.changed();
  }
}
