/** A stand-in for the gateway that speaks the page's part of the contract, with what tests need to disturb it. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { MockPhones } from './phones';
import { MockRoom, PERSONAS, type Seat } from './room';

const DIST = new URL('../../../dist/', import.meta.url);
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

export class MockServer {
  readonly rooms = new Map<string, MockRoom>([['lobby', MockRoom.lobby()]]);
  readonly phones = new MockPhones();
  guestsAllowed = true;
  /** Credentials are good again only after a renewal. */
  expired = false;
  /** No credential is good any more, nor renewed. */
  revoked = false;
  /** Handshakes fail while it is false. */
  open = true;
  /** Every handshake's address. */
  readonly handshakes: URL[] = [];
  readonly #hushes: (() => void)[] = [];
  readonly #users = new Map<string, string>();
  readonly #http = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });

  async start(): Promise<string> {
    this.#http.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://page');
      this.handshakes.push(url);
      const user = userOf(request) ?? url.searchParams.get('user_id');
      const room = this.rooms.get(url.searchParams.get('room_id') ?? url.pathname.replace('/ws/', ''));
      if (!this.open || this.#stale || user === null || room === undefined || room.has(user)) {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#seat(room, user, ws, url));
    });
    await new Promise<void>((ready) => this.#http.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const ws of this.#sockets.clients) ws.terminate();
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(done));
  }

  get #stale(): boolean {
    return this.expired || this.revoked;
  }

  get lobby(): MockRoom {
    return this.rooms.get('lobby') as MockRoom;
  }

  /** Cuts every socket, as a lost network or, with a code, as the server does. */
  cut(code?: number): void {
    for (const ws of this.#sockets.clients) {
      if (code === undefined) ws.terminate();
      else ws.close(code);
    }
  }

  /** From now on the sockets that are open lead nowhere: nothing comes, nothing goes, and nobody closes them. */
  hush(): void {
    for (const hush of this.#hushes) hush();
    this.#hushes.length = 0;
  }

  #seat(room: MockRoom, name: string, ws: WebSocket, url: URL): void {
    let silent = false;
    this.#hushes.push(() => {
      silent = true;
      room.forget(seat);
    });
    const raw = (text: string) => !silent && ws.readyState === WebSocket.OPEN && ws.send(text);
    const seat: Seat = { name, raw, send: (frame) => raw(JSON.stringify(frame)) };
    const since = url.searchParams.get('since');
    room.enter(seat, since === null || url.searchParams.get('epoch') !== room.epoch ? undefined : Number(since), url.pathname === '/chat');
    ws.on('message', (data) => !silent && room.hear(seat, JSON.parse(String(data)) as Record<string, string>));
    ws.on('close', () => room.leave(seat));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page');
    const body = await json(request);
    const user = userOf(request);
    const reply = (status: number, value?: unknown, headers: Record<string, string | string[]> = {}) => {
      response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    };
    const signIn = (status: number, name: string) =>
      reply(status, { token_type: 'bearer', user: { username: name } }, { 'Set-Cookie': [`access_token=${name}; HttpOnly; Path=/`, 'csrf_token=c; Path=/'] });
    if (request.method !== 'GET' && user !== null && request.headers['x-csrf-token'] !== /csrf_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]) {
      reply(403, { code: 'csrf', title: 'CSRF token is missing' });
      return;
    }

    switch (`${request.method} ${url.pathname.replace(/^(\/api\/rooms)\/[^/]+/, '$1/ID')}`) {
      case 'GET /api/personas':
        if (!this.guestsAllowed && user === null) reply(401, { code: 'unauthenticated' });
        else reply(200, { items: PERSONAS, next: null });
        return;
      case 'GET /clients':
        reply(200, { items: this.lobby.seats.map(({ name }) => ({ name })), next: null });
        return;
      case 'POST /signup':
        if (this.#users.has(body.username ?? '')) reply(409, { code: 'username_taken', detail: 'That name is taken. Choose another one.' });
        else signIn(201, (this.#users.set(body.username ?? '', body.password ?? ''), body.username ?? ''));
        return;
      case 'POST /login':
        if (this.#users.get(body.username ?? '') === body.password) signIn(200, body.username ?? '');
        else reply(401, { code: 'bad_credentials' });
        return;
      case 'POST /logout':
        reply(204, undefined, { 'Set-Cookie': ['access_token=; Max-Age=0; Path=/', 'csrf_token=; Max-Age=0; Path=/'] });
        return;
    }
    if (url.pathname === '/refresh') {
      this.expired = false;
      reply(user === null || this.revoked ? 401 : 200, {});
      return;
    }
    if (url.pathname.startsWith('/sms/')) {
      this.phones.answer(request.method ?? '', url, body, reply);
      return;
    }
    if (url.pathname.startsWith('/api/')) {
      if (user === null || this.#stale) reply(401, { code: 'unauthenticated' });
      else this.#member(request.method ?? '', url, body, user, reply);
      return;
    }
    const file = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
    const content = await readFile(new URL(file, DIST)).catch(() => undefined);
    response.writeHead(content ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain', 'Content-Security-Policy': CSP });
    response.end(content);
  }

  #member(method: string, url: URL, body: Record<string, string>, user: string, reply: (status: number, value?: unknown) => void): void {
    const [, , , id = '', part] = url.pathname.split('/');
    const room = this.rooms.get(id);
    const call = `${method} ${url.pathname.split('/')[2] ?? ''}${id === '' ? '' : '/ID'}${part === undefined ? '' : `/${part}`}`;
    if (call === 'GET me') reply(200, { username: user, is_admin: user === 'admin' });
    else if (url.pathname === '/api/me/phone' || url.pathname.startsWith('/api/admin/sms/')) this.phones.answer(method, url, body, reply);
    else if (call === 'GET rooms') reply(200, { items: [...this.rooms.values()].map((each) => each.listed(user)), next: null });
    else if (call === 'POST rooms') {
      const fresh = new MockRoom(body.name?.toLowerCase().replace(/\W+/g, '-') ?? '', body.name ?? '', body.theme ?? '', [...(body.personas ?? [])], user);
      this.rooms.set(fresh.id, fresh);
      reply(201, fresh.listed(user));
    } else if (room === undefined) reply(404, { code: 'not_found' });
    else if (call === 'POST rooms/ID/join') reply(200, { role: room.join(user) });
    else if (call === 'GET rooms/ID/messages') reply(200, { items: room.before(Number(url.searchParams.get('before')), Number(url.searchParams.get('limit'))), next: null });
    else if (call === 'POST rooms/ID/messages') {
      const before = room.log.find((each) => each.client_id === body.client_id);
      reply(before === undefined ? 201 : 200, before ?? room.say(user, body.content ?? '', body.client_id));
    } else if (call === 'PUT rooms/ID/theme') reply(200, room.rename(body.description ?? '', body.guidelines ?? ''));
    else reply(200, room.listed(user));
  }
}

function userOf(request: IncomingMessage): string | null {
  return /access_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

async function json(request: IncomingMessage): Promise<Record<string, string>> {
  let raw = '';
  for await (const chunk of request) raw += String(chunk);
  return raw === '' ? {} : (JSON.parse(raw) as Record<string, string>);
}
