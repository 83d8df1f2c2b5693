/** A server's end of WebSockets, for tests with a clock of their own. */
import { vi } from 'vitest';

export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  static all: FakeSocket[] = [];
  /** What an opened connection does; nothing is silence. */
  static server: (socket: FakeSocket, frame?: Record<string, unknown>) => void = () => undefined;

  readyState = FakeSocket.CONNECTING;
  binaryType = 'blob';
  readonly sent: Record<string, unknown>[] = [];

  constructor(readonly url: string) {
    super();
    FakeSocket.all.push(this);
    setTimeout(() => {
      if (this.readyState !== FakeSocket.CONNECTING) return;
      this.readyState = FakeSocket.OPEN;
      this.dispatchEvent(new Event('open'));
      FakeSocket.server(this);
    }, 1);
  }

  static install(server: (socket: FakeSocket, frame?: Record<string, unknown>) => void): void {
    FakeSocket.all = [];
    FakeSocket.server = server;
    vi.stubGlobal('WebSocket', FakeSocket);
  }

  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (last === undefined) throw new Error('no socket was opened');
    return last;
  }

  send(raw: string): void {
    const frame = JSON.parse(raw) as Record<string, unknown>;
    this.sent.push(frame);
    setTimeout(() => this.readyState === FakeSocket.OPEN && FakeSocket.server(this, frame), 1);
  }

  say(frame: object): void {
    if (this.readyState === FakeSocket.OPEN) this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  /** The page's own closing of a dead connection is answered by nobody. */
  close(): void {
    this.readyState = FakeSocket.CLOSING;
  }

  cut(code = 1006): void {
    this.readyState = FakeSocket.CLOSED;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }));
  }
}
