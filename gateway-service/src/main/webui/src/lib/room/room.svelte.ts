/** An open room: its state, fed by the socket, and what the page may do in it. */
import { api } from '../wire/api';
import type { Frame, Persona, Theme } from '../wire/frames';
import { Problem } from '../wire/problem';
import { RoomSocket } from '../wire/socket';
import { strings } from '../strings';
import { drafted, outbox, sendingAgain, withdrawn, withOlder } from './outgoing';
import { ended, failed, reduce, silenced, typingExpired } from './reduce';
import { emptyRoom, type RoomState } from './state';

const UNANSWERED_MS = 10_000;
const THINKING_SHOWN_MS = 15_000;
const STALLED_MS = 45_000;
const BANNER_AFTER_MS = 5_000;
const TYPING_EVERY_MS = 3_000;
const PAGE_SIZE = 50;

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
  /** An attempt to connect failed that was never joined: its number, from 1. */
  refused?(attempt: number): void;
}

export class Room {
  state: RoomState = $state.raw(emptyRoom('', ''));
  connection: Connection = $state('connecting');
  /** Down for long enough that the person should know. */
  waiting = $state(false);
  loadingOlder = $state(false);
  readonly visitor: Visitor;

  readonly #socket: RoomSocket;
  readonly #hooks: Hooks;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #attempts = 0;
  #lastTyping = 0;
  #lastRead = -1;

  constructor(roomId: string, name: string, visitor: Visitor, personas: readonly Persona[], hooks: Hooks = {}) {
    this.visitor = visitor;
    this.#hooks = hooks;
    this.state = { ...emptyRoom(roomId, visitor.name, name), personas };
    this.#after('banner', BANNER_AFTER_MS, () => (this.waiting = true));
    this.#socket = new RoomSocket(roomId, visitor.guest ? visitor.name : undefined, {
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
  }

  close(): void {
    removeEventListener('online', this.#online);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#socket.close();
  }

  send(text: string): void {
    const clientId = crypto.randomUUID();
    this.state = drafted(this.state, clientId, text, Date.now());
    this.#transmit(clientId, text);
  }

  retry(clientId: string): void {
    const line = this.state.messages.find((each) => each.clientId === clientId);
    if (line === undefined) return;
    this.state = sendingAgain(this.state, clientId);
    this.#transmit(clientId, line.text);
  }

  /** Takes back a line that the room did not take, and returns its text. */
  withdraw(clientId: string): string {
    const text = this.state.messages.find((each) => each.clientId === clientId)?.text ?? '';
    this.state = withdrawn(this.state, clientId);
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
    this.state = reduce(before, frame, Date.now());
    if (this.state.gap) {
      // Once: what arrives before the next history can mend nothing.
      if (!before.gap) this.#socket.resume();
      return;
    }
    switch (frame.event) {
      case 'history':
        this.#joined();
        break;
      case 'user':
      case 'ai':
      case 'system':
        this.#clear(`stream ${frame.id}`);
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
        this.#clear(`send ${frame.client_id}`);
        break;
      case 'error':
        if (frame.client_id !== undefined) this.#clear(`send ${frame.client_id}`);
        else this.#hooks.notice?.(frame.text);
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
    for (const line of outbox(this.state)) if (line.clientId !== undefined) this.retry(line.clientId);
  }

  #transmit(clientId: string, text: string): void {
    if (this.connection === 'live') this.#socket.send({ type: 'message', text, client_id: clientId });
    this.#after(`send ${clientId}`, UNANSWERED_MS, () => {
      this.state = failed(this.state, clientId, strings.message.unanswered, true);
    });
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
  }

  // What the socket believes about a network that was gone is worth nothing.
  #online = (): void => {
    if (this.connection === 'live' || this.connection === 'down') this.#socket.resume();
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
