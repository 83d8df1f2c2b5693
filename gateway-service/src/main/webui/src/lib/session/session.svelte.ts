/** Who sits at this page: nobody yet, a guest by name, or an account by its cookie. */
import { api, cookie, type Me } from '../wire/api';
import type { Persona } from '../wire/frames';
import { Problem } from '../wire/problem';

export type Who =
  | { kind: 'unknown' }
  | { kind: 'visitor'; guestsAllowed: boolean }
  | { kind: 'guest'; name: string; remembered: boolean }
  | { kind: 'account'; name: string; admin: boolean };

const GUEST_NAME = 'guest_name';

export class Session {
  who: Who = $state({ kind: 'unknown' });
  personas: readonly Persona[] = $state.raw([]);
  /** The back end gave no answer. */
  unreachable = $state(false);

  /** Finds out who this is; safe to call again after `unreachable`. */
  async start(): Promise<void> {
    this.unreachable = false;
    try {
      // Without the readable cookie there is no session to ask for.
      const me = cookie('csrf_token') === undefined ? undefined : await orUnauthorised(api.me());
      const personas = await orUnauthorised(api.personas());
      this.personas = personas ?? [];
      const remembered = sessionStorage.getItem(GUEST_NAME);
      if (me !== undefined) this.who = account(me);
      else if (personas !== undefined && remembered !== null) this.who = { kind: 'guest', name: remembered, remembered: true };
      else this.who = { kind: 'visitor', guestsAllowed: personas !== undefined };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.unreachable = true;
    }
  }

  async login(name: string, password: string): Promise<void> {
    await api.login(name, password);
    await this.#entered();
  }

  async signup(name: string, email: string, password: string): Promise<void> {
    await api.signup(name, email, password);
    await this.#entered();
  }

  enterAsGuest(name: string): void {
    sessionStorage.setItem(GUEST_NAME, name);
    this.who = { kind: 'guest', name, remembered: false };
  }

  /** Ends the session here; at the server too, where there is one. */
  async leave(): Promise<void> {
    const { kind } = this.who;
    sessionStorage.clear();
    if (kind === 'account') await orUnauthorised(api.logout());
    await this.#out();
  }

  /** The server has ended the session. */
  async expired(): Promise<void> {
    await this.#out();
  }

  async #entered(): Promise<void> {
    sessionStorage.removeItem(GUEST_NAME);
    const me = await api.me();
    this.personas = await api.personas();
    this.who = account(me);
  }

  async #out(): Promise<void> {
    sessionStorage.removeItem(GUEST_NAME);
    const personas = await orUnauthorised(api.personas()).catch(() => undefined);
    this.personas = personas ?? this.personas;
    this.who = { kind: 'visitor', guestsAllowed: personas !== undefined };
  }
}

const account = (me: Me): Who => ({ kind: 'account', name: me.username, admin: me.is_admin });

/** Undefined where the server wants a credential first. */
async function orUnauthorised<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return undefined;
    throw problem;
  }
}
