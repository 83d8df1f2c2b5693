/** One room's socket: it reconnects by itself and resumes where the room's state stands. */
import ReconnectingWebSocket, { type CloseEvent } from 'partysocket/ws';
import { api } from './api';
import { type ClientFrame, type Frame, parseFrame } from './frames';
import { Problem } from './problem';
import { Pulse, TICK_MS } from './pulse';
import { traceparent } from './trace';

export const CLOSE = { expired: 4001, removed: 4003, slow: 4008, tooMany: 4029 } as const;

export interface Resume {
  since: number;
  epoch: string;
}

export interface SocketEvents {
  /** Whether this person may still connect, asked before each attempt; false ends it all. */
  admitted(): Promise<boolean>;
  /** Where to resume, asked anew before each attempt. */
  resume(): Resume | undefined;
  frame(frame: Frame): void;
  /** The connection is gone, or an attempt failed (`opened` false); another follows by itself. */
  down(opened: boolean): void;
  /** No attempt follows. */
  ended(why: 'removed' | 'signed_out'): void;
}

/** The address of a room's socket for a guest's name or, without one, for the account of the cookie. */
export function socketUrl(origin: string, roomId: string, guest: string | undefined, resume?: Resume): string {
  const url = new URL(guest === undefined ? `/ws/${encodeURIComponent(roomId)}` : '/chat', origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (guest !== undefined) {
    url.searchParams.set('user_id', guest);
    url.searchParams.set('room_id', roomId);
  }
  if (resume !== undefined) {
    url.searchParams.set('since', String(resume.since));
    url.searchParams.set('epoch', resume.epoch);
  }
  return url.href;
}

export class RoomSocket {
  readonly #socket: ReconnectingWebSocket;
  readonly #events: SocketEvents;
  readonly #guest: string | undefined;
  #opened = false;
  #doubtful = false;
  #finished = false;
  /** Of the connection that is open. */
  #pulse: Pulse | undefined;
  readonly #ticking: ReturnType<typeof setInterval>;
  readonly #roomId: string;

  constructor(roomId: string, guest: string | undefined, events: SocketEvents) {
    this.#roomId = roomId;
    this.#events = events;
    this.#guest = guest;
    this.#socket = new ReconnectingWebSocket(
      async () => {
        if (!(await events.admitted())) this.#end('signed_out');
        else if (this.#doubtful) await this.#checkAccess();
        return socketUrl(location.origin, roomId, guest, events.resume());
      },
      undefined,
      {
        // Spread, so that a drained pod's readers do not return in the same instant.
        minReconnectionDelay: 150 + Math.random() * 350,
        maxReconnectionDelay: 8_000,
        reconnectionDelayGrowFactor: 1.7,
        connectionTimeout: 8_000,
        minUptime: 3_000,
        // What is unsent belongs to the room's state: it is sent again after the next history.
        maxEnqueuedMessages: 0,
        shouldReconnectOnClose: (event) => event.code !== CLOSE.removed,
      },
    );
    this.#socket.addEventListener('open', () => {
      this.#opened = true;
      this.#pulse = new Pulse(Date.now());
    });
    this.#socket.addEventListener('message', (event) => {
      this.#pulse?.heard(Date.now());
      const frame = typeof event.data === 'string' ? parseFrame(event.data) : undefined;
      if (frame !== undefined) events.frame(frame);
    });
    this.#socket.addEventListener('close', (event) => this.#closed(event));
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  /** There is reason to doubt the connection: unless something arrives soon, another takes its place. */
  check(): void {
    this.#pulse?.check(Date.now());
    this.send({ type: 'ping' });
  }

  #tick(): void {
    switch (this.#pulse?.tick(Date.now())) {
      case 'ask':
        this.send({ type: 'ping' });
        break;
      case 'dead':
        this.resume();
        break;
    }
  }

  /** False when there is no connection to send it on. */
  send(frame: ClientFrame): boolean {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    return this.#socket.send(JSON.stringify(frame.type === 'message' ? { ...frame, traceparent: traceparent() } : frame));
  }

  /** Drops the connection and resumes on a new one at once. */
  resume(): void {
    this.#socket.reconnect();
  }

  close(): void {
    this.#finished = true;
    this.#pulse = undefined;
    clearInterval(this.#ticking);
    this.#socket.close();
  }

  #closed(event: CloseEvent): void {
    if (this.#finished) return;
    const opened = this.#opened;
    this.#opened = false;
    this.#pulse = undefined;
    if (event.code === CLOSE.removed) {
      this.#end('removed');
      return;
    }
    // A refused handshake shows no status to the page, so that REST has to say why.
    this.#doubtful = this.#guest === undefined && (event.code === CLOSE.expired || !opened);
    this.#events.down(opened);
  }

  /** Renews an expired credential on the way; whatever else is wrong is left to the next attempt. */
  async #checkAccess(): Promise<void> {
    try {
      await api.room(this.#roomId);
      this.#doubtful = false;
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) this.#end('signed_out');
      if (problem instanceof Problem && (problem.status === 403 || problem.status === 404)) this.#end('removed');
      throw problem;
    }
  }

  #end(why: 'removed' | 'signed_out'): void {
    this.close();
    this.#events.ended(why);
  }
}
