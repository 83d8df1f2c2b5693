/** An open room: its state, fed by the socket, and what the page may do in it. */
import { api } from '../wire/api';
import type { Frame, Persona, Theme } from '../wire/frames';
import { Problem } from '../wire/problem';
import { RoomSocket } from '../wire/socket';
import { newId } from '../platform/ids';
import { strings } from '../strings';
import { CLAIM_MS, type Outbox } from './outbox';
import { delivered, drafted, interrupted, trimmed, waiting, withdrawn, withOlder } from './outgoing';
import { namesHeard } from './names';
import { ended, failed, reduce, silenced, typingExpired } from './reduce';
import { emptyRoom, type RoomState } from './state';

/** Without an answer for so long, a line counts as not sent. */
const UNANSWERED_MS = 10_000;
/** Without an answer for so long, the connection itself is in doubt. */
const DOUBTED_MS = 3_000;
/** Between two tries of what the room had too much of. */
const RETRY_MS = 2_000;
const THINKING_SHOWN_MS = 15_000;
const STALLED_MS = 45_000;
const BANNER_AFTER_MS = 5_000;
const TYPING_EVERY_MS = 3_000;
const PAGE_SIZE = 50;
/** Rows cost time at each change: a reader at the end of a long evening keeps its last part. */
const MESSAGES = { most: 500, kept: 300 };

export type Connection = 'connecting' | 'live' | 'down' | 'removed' | 'signed_out';

export interface Visitor {
  name: string;
  guest: boolean;
}

export interface Hooks {
  /** A finished message of somebody else, for assistive technology; none while history loads. */
  finished?(sender: string, personaId: string | undefined, text: string): void;
  /** Something to tell the person that belongs to no line of the conversation. */
  notice?(text: string): void;
  /** Something that stands in the conversation, to be read aloud. */
  aloud?(text: string): void;
  /** Whether this person may still connect; true where it is not given. */
  admitted?(): Promise<boolean>;
  /** An attempt to connect failed that was never joined: its number, from 1. */
  refused?(attempt: number): void;
}

export class Room {
  state: RoomState = $state.raw(emptyRoom('', ''));
  connection: Connection = $state('connecting');
  /** Down for long enough that the person should know. */
  waiting = $state(false);
  /** The device says that it has no network, and nothing has arrived since to disprove it. */
  offline = $state(navigator.onLine === false);
  loadingOlder = $state(false);
  /** Who can be meant by `@name`, in lower case. */
  names: ReadonlySet<string> = $state.raw(new Set<string>());
  readonly visitor: Visitor;

  readonly #socket: RoomSocket;
  readonly #outbox: Outbox;
  readonly #hooks: Hooks;
  /** The waiting line that was sent and is to be answered before the next one. */
  #flushing: string | undefined;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #attempts = 0;
  #lastTyping = 0;
  #lastRead = -1;

  constructor(roomId: string, name: string, visitor: Visitor, personas: readonly Persona[], outbox: Outbox, hooks: Hooks = {}) {
    this.visitor = visitor;
    this.#outbox = outbox;
    this.#hooks = hooks;
    this.state = { ...emptyRoom(roomId, visitor.name, name), personas };
    this.#adopt();
    this.#after('banner', BANNER_AFTER_MS, () => (this.waiting = true));
    this.#socket = new RoomSocket(roomId, visitor.guest ? visitor.name : undefined, {
      admitted: async () => (await hooks.admitted?.()) ?? true,
      resume: () => {
        const { joined, lastSeq, epoch } = this.state;
        return joined && lastSeq !== undefined && epoch !== undefined ? { since: lastSeq, epoch } : undefined;
      },
      frame: (frame) => this.#receive(frame),
      down: () => this.#down(),
      ended: (why) => {
        this.connection = why;
        this.#clear('banner');
      },
    });
    addEventListener('online', this.#online);
    addEventListener('offline', this.#gone);
    document.addEventListener('visibilitychange', this.#seen);
  }

  close(): void {
    removeEventListener('online', this.#online);
    removeEventListener('offline', this.#gone);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#outbox.release();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#socket.close();
  }

  /** False, and nothing done, when too many lines wait already. */
  send(text: string): boolean {
    const clientId = newId();
    if (!this.#outbox.add(this.state.roomId, clientId, text)) return false;
    // Behind others that wait, it waits too: the room gets them in the order of writing.
    const direct = this.connection === 'live' && waiting(this.state).length === 0;
    this.state = drafted(this.state, clientId, text, Date.now(), { kind: direct ? 'sending' : 'waiting' });
    if (direct) this.#transmit(clientId, text);
    return true;
  }

  retry(clientId: string): void {
    const line = this.state.messages.find((each) => each.clientId === clientId);
    if (line?.delivery.kind !== 'failed') return;
    this.#outbox.again(clientId);
    this.state = delivered(this.state, clientId, { kind: 'waiting' });
    // A connection that did not answer gets no second chance: the line goes out on a new one.
    if (line.delivery.again) this.#socket.resume();
    else this.#flush();
  }

  /** Takes back a line that the room did not take, and returns its text. */
  withdraw(clientId: string): string {
    const text = this.state.messages.find((each) => each.clientId === clientId)?.text ?? '';
    this.state = withdrawn(this.state, clientId);
    this.#clearSend(clientId);
    this.#outbox.drop(clientId);
    this.#answered(clientId);
    return text;
  }

  /** Stops the given reply, or whichever is being written. False when none is. */
  stop(id = this.state.streams.find((each) => each.phase !== 'ended')?.id): boolean {
    return id !== undefined && this.#socket.send({ type: 'stop', message_id: id });
  }

  typing(): void {
    const now = Date.now();
    if (now - this.#lastTyping < TYPING_EVERY_MS) return;
    this.#lastTyping = now;
    this.#socket.send({ type: 'typing' });
  }

  /** Everything down to the newest message was seen. */
  read(): void {
    const { lastSeq } = this.state;
    if (this.visitor.guest || lastSeq === undefined || lastSeq <= this.#lastRead) return;
    if (this.#socket.send({ type: 'read', seq: lastSeq })) this.#lastRead = lastSeq;
  }

  /** Lets go of what is far above; only for a reader at the end. */
  trim(): void {
    this.state = trimmed(this.state, MESSAGES.most, MESSAGES.kept);
  }

  async loadOlder(): Promise<void> {
    const first = this.state.messages[0]?.seq;
    if (this.loadingOlder || this.state.atStart || this.visitor.guest || first === undefined) return;
    this.loadingOlder = true;
    try {
      const older = await api.olderThan(this.state.roomId, first, PAGE_SIZE);
      this.state = withOlder(this.state, older, PAGE_SIZE);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#hooks.notice?.(strings.room.olderFailed);
    } finally {
      this.loadingOlder = false;
    }
  }

  async saveTheme(theme: Theme): Promise<void> {
    await api.saveTheme(this.state.roomId, theme);
    this.state = { ...this.state, theme };
  }

  #receive(frame: Frame): void {
    const before = this.state;
    this.offline = false;
    this.state = reduce(before, frame, Date.now());
    if (this.state.gap) {
      // Once: what arrives before the next history can mend nothing.
      if (!before.gap) this.#socket.resume();
      return;
    }
    switch (frame.event) {
      case 'history':
        this.names = namesHeard(this.names, this.state);
        this.#joined();
        break;
      case 'join':
      case 'presence':
        this.names = namesHeard(this.names, this.state);
        break;
      case 'user':
      case 'ai':
      case 'system':
        this.#clear(`stream ${frame.id}`);
        if (frame.sender === before.me && frame.client_id !== undefined) this.#taken(frame.client_id);
        if (frame.sender !== before.me && this.state.lastSeq !== before.lastSeq) {
          this.#hooks.finished?.(frame.sender, frame.persona_id, frame.text);
        }
        break;
      case 'ai_start':
      case 'ai_delta':
        this.#watch(frame.id);
        break;
      case 'ai_end':
        this.#clear(`stream ${frame.id}`);
        break;
      case 'ack':
        this.#taken(frame.client_id);
        break;
      case 'error':
        if (frame.client_id !== undefined) this.#refused(frame.client_id, frame.data?.code, frame.text);
        else if (frame.text !== '') this.#hooks.notice?.(frame.text);
        break;
      case 'typing':
        this.#after('typing', 5_100, () => (this.state = typingExpired(this.state, Date.now())));
        break;
    }
  }

  #joined(): void {
    this.#attempts = 0;
    this.connection = 'live';
    this.waiting = false;
    this.#clear('banner');
    for (const { clientId } of this.#outbox.lines(this.state.roomId)) {
      if (this.state.messages.some((each) => each.clientId === clientId && each.seq !== undefined)) this.#outbox.drop(clientId);
    }
    this.#adopt();
    this.#flush();
  }

  /** Shows what waits for this room and is not here: from before a reload, another room or another tab. */
  #adopt(): void {
    for (const { clientId, text, at, refused } of this.#outbox.lines(this.state.roomId)) {
      const delivery = refused === undefined ? ({ kind: 'waiting' } as const) : ({ kind: 'failed', reason: refused, again: false } as const);
      this.state = drafted(this.state, clientId, text, at, delivery);
    }
  }

  /** Sends what waits, one line after the other's answer, in the order of writing. */
  #flush(): void {
    if (this.connection !== 'live' || this.#flushing !== undefined) return;
    for (const { clientId, text } of waiting(this.state)) {
      if (clientId === undefined) continue;
      const claim = this.#outbox.claim(clientId);
      if (claim === 'mine') {
        this.#flushing = clientId;
        this.state = delivered(this.state, clientId, { kind: 'sending' });
        this.#transmit(clientId, text);
        return;
      }
      // Another tab sends it, or has: it comes back as a message, or, should that tab fail, out of the outbox.
      this.state = withdrawn(this.state, clientId);
      if (claim === 'theirs') this.#after('adopt', CLAIM_MS, () => (this.#adopt(), this.#flush()));
    }
  }

  #transmit(clientId: string, text: string): void {
    this.#outbox.claim(clientId);
    this.#socket.send({ type: 'message', text, client_id: clientId });
    this.#after(`doubt ${clientId}`, DOUBTED_MS, () => this.#socket.check());
    this.#after(`send ${clientId}`, UNANSWERED_MS, () => {
      this.state = failed(this.state, clientId, strings.message.unanswered, true);
      this.#hooks.aloud?.(strings.message.unanswered);
      // The ones behind it are not to overtake it.
      if (this.#flushing === clientId) this.#after('flush', RETRY_MS, () => this.#socket.resume());
    });
  }

  #taken(clientId: string): void {
    this.#clearSend(clientId);
    this.#outbox.drop(clientId);
    this.#answered(clientId);
  }

  #refused(clientId: string, code: string | undefined, text: string): void {
    this.#clearSend(clientId);
    if (code === 'rate_limited' && this.#flushing === clientId) {
      // The room asks for patience, and a line that waited has it.
      this.state = delivered(this.state, clientId, { kind: 'waiting' });
      this.#after('flush', RETRY_MS, () => this.#answered(clientId));
      return;
    }
    const reason = text || strings.message.refused;
    this.#outbox.refuse(clientId, reason);
    this.#hooks.aloud?.(reason);
    this.#answered(clientId);
  }

  #answered(clientId: string): void {
    if (this.#flushing !== clientId) return;
    this.#flushing = undefined;
    this.#flush();
  }

  #clearSend(clientId: string): void {
    this.#clear(`doubt ${clientId}`);
    this.#clear(`send ${clientId}`);
  }

  #watch(id: string): void {
    const stream = this.state.streams.find((each) => each.id === id);
    if (stream === undefined) return;
    if (stream.phase === 'thinking') {
      this.#after(`thinking ${id}`, THINKING_SHOWN_MS, () => (this.state = silenced(this.state, id)));
    }
    this.#after(`stream ${id}`, STALLED_MS, () => (this.state = ended(this.state, id, 'stalled')));
  }

  #down(): void {
    if (!this.state.joined) this.#hooks.refused?.(++this.#attempts);
    if (this.connection === 'live') this.#after('banner', BANNER_AFTER_MS, () => (this.waiting = true));
    this.connection = this.state.joined ? 'down' : 'connecting';
    for (const { clientId } of this.state.messages) if (clientId !== undefined) this.#clearSend(clientId);
    this.#clear('flush');
    this.#flushing = undefined;
    this.state = interrupted(this.state);
    this.#outbox.release();
  }

  // What the socket believes about a network that was gone is worth nothing.
  #online = (): void => {
    this.offline = false;
    if (this.connection === 'live' || this.connection === 'down') this.#socket.resume();
  };

  #gone = (): void => {
    this.offline = true;
    this.#socket.check();
  };

  #seen = (): void => {
    if (document.visibilityState === 'visible') this.#socket.check();
  };

  #after(name: string, millis: number, run: () => void): void {
    this.#clear(name);
    this.#timers.set(name, setTimeout(run, millis));
  }

  #clear(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}
