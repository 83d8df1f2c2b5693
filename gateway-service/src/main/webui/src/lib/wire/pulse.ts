/**
 * Tells from silence that a connection is dead. It knows neither sockets nor clocks: epoch milliseconds come in,
 * verdicts go out. Whatever arrives is a sign of life. Silence of `QUIET_MS` asks, and an answer that does not come
 * within `ANSWER_MS` is death: noticed after 20 s at most.
 */
export const QUIET_MS = 9_000;
export const ANSWER_MS = 9_000;
/** How long an answer may take where there is reason for doubt. */
export const CHECK_MS = 4_000;
/** How often `tick` is to be called. */
export const TICK_MS = 1_000;
/** Ticks that far apart mean that the machine slept. */
const SLEPT_MS = 5_000;

/** `ask`: send a ping. */
export type Verdict = 'alive' | 'ask' | 'dead';

export class Pulse {
  #heard: number;
  #ticked: number;
  /** When the answer to a ping is due. */
  #due: number | undefined;

  constructor(now: number) {
    this.#heard = this.#ticked = now;
  }

  heard(now: number): void {
    this.#heard = now;
    this.#due = undefined;
  }

  /** There is reason for doubt: an answer is due soon. Ask in any case. */
  check(now: number): void {
    this.#due = Math.min(this.#due ?? Infinity, now + CHECK_MS);
  }

  tick(now: number): Verdict {
    const passed = now - this.#ticked;
    this.#ticked = now;
    if (passed < 0) {
      // The clock was set back: count anew.
      this.#heard = now;
      this.#due = undefined;
    }
    if (this.#due !== undefined) return now >= this.#due ? 'dead' : 'alive';
    if (passed > SLEPT_MS) {
      this.check(now);
      return 'ask';
    }
    if (now - this.#heard < QUIET_MS) return 'alive';
    this.#due = now + ANSWER_MS;
    return 'ask';
  }
}
