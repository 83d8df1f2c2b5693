/** Who sits at this page: nobody yet, a guest by name, or an account by its cookie. */
import { tab } from '../platform/storage';
import { api, cookie, type Me } from '../wire/api';
import type { Persona } from '../wire/frames';
import { Problem } from '../wire/problem';

export type Who =
  | { kind: 'unknown' }
  | { kind: 'visitor'; guestsAllowed: boolean }
  | { kind: 'guest'; name: string; remembered: boolean }
  | { kind: 'account'; id: string; name: string; admin: boolean };

// Readable, and another one for each sign-in: it shows when somebody else has signed in, in another tab.
const SESSION_COOKIE = 'csrf_token';
const GUEST_NAME = 'guest_name';

export class Session {
  who: Who = $state({ kind: 'unknown' });
  personas: readonly Persona[] = $state.raw([]);
  /** The back end gave no answer. */
  unreachable = $state(false);
  #cookie: string | undefined;

  /** Finds out who this is; safe to call again after `unreachable`. */
  async start(): Promise<void> {
    this.unreachable = false;
    try {
      // Without the readable cookie there is no session to ask for.
      const me = (this.#cookie = cookie(SESSION_COOKIE)) === undefined ? undefined : await orUnauthorised(api.me());
      const personas = await orUnauthorised(api.personas());
      this.personas = personas ?? [];
      const remembered = tab.read(GUEST_NAME);
      if (me !== undefined) this.who = account(me);
      else if (personas !== undefined && remembered !== undefined) this.who = { kind: 'guest', name: remembered, remembered: true };
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
    tab.write(GUEST_NAME, name);
    this.who = { kind: 'guest', name, remembered: false };
  }

  /** Ends the session here; at the server too, where there is one. */
  async leave(): Promise<void> {
    const { kind } = this.who;
    tab.clear();
    if (kind === 'account') await orUnauthorised(api.logout());
    await this.#out();
  }

  /** The session here has ended; another tab may have begun one for somebody else, who then sits here. */
  async expired(): Promise<void> {
    const before = this.who;
    const me = cookie(SESSION_COOKIE) === undefined ? undefined : await orUnauthorised(api.me()).catch(() => undefined);
    if (me === undefined || (before.kind === 'account' && before.id === idOf(me))) await this.#out();
    else await this.start();
  }

  /** Whether the cookies still speak for the one who sits here: lines of one person never go out as another's. */
  async stillHere(): Promise<boolean> {
    const now = cookie(SESSION_COOKIE);
    if (now === this.#cookie) return true;
    if (this.who.kind !== 'account') return now === undefined;
    const me = await orUnauthorised(api.me());
    if (me === undefined || idOf(me) !== this.who.id) return false;
    this.#cookie = now;
    return true;
  }

  async #entered(): Promise<void> {
    tab.remove(GUEST_NAME);
    const me = await api.me();
    this.#cookie = cookie(SESSION_COOKIE);
    this.personas = await api.personas();
    this.who = account(me);
  }

  async #out(): Promise<void> {
    tab.remove(GUEST_NAME);
    const personas = await orUnauthorised(api.personas()).catch(() => undefined);
    this.#cookie = cookie(SESSION_COOKIE);
    this.personas = personas ?? this.personas;
    this.who = { kind: 'visitor', guestsAllowed: personas !== undefined };
  }
}

const idOf = (me: Me): string => me.id ?? me.username;
const account = (me: Me): Who => ({ kind: 'account', id: idOf(me), name: me.username, admin: me.is_admin });

/** Undefined where the server wants a credential first. */
async function orUnauthorised<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return undefined;
    throw problem;
  }
}
