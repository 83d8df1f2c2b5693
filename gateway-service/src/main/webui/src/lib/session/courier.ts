/** Sends what waits for rooms that are not open: by REST, in the order of writing, under the same client ids. */
import type { Outbox } from '../room/outbox';
import { Problem } from '../wire/problem';

export interface Errands {
  post(roomId: string, clientId: string, text: string): Promise<unknown>;
  /** The room whose socket sends its lines by itself. */
  openRoom(): string | undefined;
  /** Whether the one who wrote the lines still sits here. */
  admitted(): Promise<boolean>;
  explain(problem: Problem): string;
}

export class Courier {
  readonly #outbox: Outbox;
  readonly #errands: Errands;
  #running = false;

  constructor(outbox: Outbox, errands: Errands) {
    this.#outbox = outbox;
    this.#errands = errands;
  }

  /** One round; what cannot be sent now is left to the next. Never throws. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      const waiting = this.#elsewhere();
      if (waiting.length === 0 || !(await this.#errands.admitted())) return;
      for (const roomId of new Set(waiting.map((line) => line.roomId))) {
        if (!(await this.#room(roomId))) return;
      }
    } catch {
      // The network, or the server, is not there: the next round tries again.
    } finally {
      this.#running = false;
    }
  }

  #elsewhere(roomId?: string) {
    return this.#outbox.lines(roomId).filter((line) => line.refused === undefined && line.roomId !== this.#errands.openRoom());
  }

  /** False where another try makes sense only later. */
  async #room(roomId: string): Promise<boolean> {
    for (const { clientId, text } of this.#elsewhere(roomId)) {
      if (roomId === this.#errands.openRoom()) return true;
      const claim = this.#outbox.claim(clientId);
      // Another tab sends this room's lines; a later one would overtake them.
      if (claim === 'theirs') return true;
      if (claim === 'gone') continue;
      try {
        await this.#errands.post(roomId, clientId, text);
        this.#outbox.drop(clientId);
      } catch (problem) {
        if (!(problem instanceof Problem) || later(problem.status)) return false;
        this.#outbox.refuse(clientId, this.#errands.explain(problem));
      }
    }
    return true;
  }
}

/** No answer, no credential, too much at once, or a fault of the server's: none of them is the line's own. */
const later = (status: number) => status < 400 || status === 401 || status === 408 || status === 429 || status >= 500;
