/** One room of the stand-in: an ordered log, seats, and personas with a few lines. */
import { randomUUID } from 'node:crypto';

export interface Seat {
  name: string;
  send(frame: object): unknown;
  /** Sends what need be no frame. */
  raw?(text: string): unknown;
}

type Stored = Record<string, unknown> & { id: string; seq: number };

const persona = (name: string, display_name: string, description: string) => ({
  name,
  display_name,
  description,
  provider: 'builtin',
  is_active: true,
});

export const PERSONAS = [
  persona('einstein', 'AI Einstein', 'A playful physicist who turns every question into a thought experiment.'),
  persona('shakespeare', 'AI Shakespeare', 'A quick-witted playwright who finds the drama in your dinner.'),
  persona('curie', 'AI Curie', 'A calm, dry-witted chemist with a passion for patient work.'),
  persona('lovelace', 'AI Lovelace', 'A countess of calculation who saw poetry in machines.'),
  persona('twain', 'AI Twain', 'A riverboat storyteller with a dry word for every calamity.'),
];

const LINES: Record<string, string> = {
  einstein: 'Time is what a clock reads, my friend, and **no two clocks** need agree. Ask the train, and ask the platform.',
  curie: 'I would rather measure it: a half-life keeps better time than any of us.',
};

export class MockRoom {
  readonly epoch = 'epoch-1';
  readonly log: Stored[] = [];
  readonly seats: Seat[] = [];
  readonly #roles = new Map<string, string>();
  /** Messages are taken, but neither acknowledged nor shown. */
  deaf = false;
  /** Refuses what people say, with this text. */
  refusal: string | undefined;
  /** Milliseconds between two pieces of a reply; 0 waits for ever. */
  pace = 60;
  readonly heard: Record<string, string>[] = [];
  #theme: { description: string; guidelines: string; active_personas: string[] };
  #seq = 0;
  #stopped = false;

  constructor(
    readonly id: string,
    readonly name: string,
    description: string,
    personas: string[],
    creator: string,
  ) {
    this.#theme = { description, guidelines: '', active_personas: personas };
    this.#roles.set(creator, 'admin');
  }

  static lobby(): MockRoom {
    const room = new MockRoom('lobby', 'Lobby', 'A first evening together: ask anything, answer in a line or two.', ['einstein', 'curie', 'shakespeare'], '');
    room.ai('einstein', 'Come in, come in! There is room at the table and always one more question.');
    room.ai('curie', 'Good evening. Mind the glass, it glows a little.');
    return room;
  }

  has = (name: string): boolean => this.seats.some((seat) => seat.name === name);

  listed(user: string) {
    return { id: this.id, name: this.name, theme: this.#theme.description, visibility: 'public', role: this.#roles.get(user) ?? null, unread: 0, online: this.seats.length };
  }

  join(user: string): string {
    if (!this.#roles.has(user)) this.#roles.set(user, 'member');
    return this.#roles.get(user) ?? '';
  }

  before = (seq: number, limit: number): Stored[] => this.log.filter((each) => each.seq < seq).slice(-limit);

  rename(description: string, guidelines: string) {
    this.#theme = { ...this.#theme, description, guidelines };
    return this.#theme;
  }

  enter(seat: Seat, since: number | undefined, joinFirst: boolean): void {
    this.seats.push(seat);
    const joined = { event: 'join', sender: '@system', text: `${seat.name} joined`, ctime: now(), room_id: this.id };
    if (joinFirst) seat.send(joined);
    seat.send({
      event: 'history',
      sender: '@system',
      text: '',
      ctime: now(),
      room_id: this.id,
      epoch: this.epoch,
      data: {
        last_seq: this.#seq,
        messages: since === undefined ? this.log.slice(-50) : this.log.filter((each) => each.seq > since),
        theme: this.#theme,
        personas: PERSONAS,
        members: this.seats.map(({ name }) => ({ name })),
        room: { id: this.id, name: this.name },
      },
    });
    for (const other of this.seats) if (other !== seat || !joinFirst) other.send(joined);
  }

  /** Somebody is no longer here, without a word to the others. */
  forget(seat: Seat): void {
    const place = this.seats.indexOf(seat);
    if (place >= 0) this.seats.splice(place, 1);
  }

  leave(seat: Seat): void {
    if (!this.seats.includes(seat)) return;
    this.seats.splice(this.seats.indexOf(seat), 1);
    this.all({ event: 'leave', sender: '@system', text: `${seat.name} leave`, ctime: now() });
  }

  hear(seat: Seat, frame: Record<string, string>): void {
    this.heard.push(frame);
    if (frame.type === 'stop') this.#stopped = true;
    if (frame.type === 'ping') seat.send({ event: 'pong', sender: '@system', text: '', ctime: now() });
    if (frame.type !== 'message' || this.deaf) return;
    if (this.refusal !== undefined) {
      seat.send({ event: 'error', sender: '@system', text: this.refusal, client_id: frame.client_id, data: { code: 'moderated' } });
      return;
    }
    const before = this.log.find((each) => each.client_id === frame.client_id);
    const said = before ?? this.say(seat.name, frame.text ?? '', frame.client_id);
    seat.send({ event: 'ack', client_id: frame.client_id, id: said.id, seq: said.seq });
    if (before === undefined && /@einstein/i.test(frame.text ?? '')) void this.reply('einstein').then(() => this.reply('curie'));
  }

  /** A person's line, as every seat sees it. */
  say(sender: string, text: string, client_id?: string): Stored {
    return this.#publish({ role: 'user', sender, text, client_id, via: 'web' });
  }

  ai(name: string, text: string, data: object = {}, id?: string): Stored {
    return this.#publish({ role: 'ai', sender: `AI_${name.charAt(0).toUpperCase()}${name.slice(1)}`, persona_id: name, text, data: { provider: 'builtin', ...data } }, id);
  }

  async reply(name: string): Promise<void> {
    const id = randomUUID();
    const piece = { sender: `AI_${name.charAt(0).toUpperCase()}${name.slice(1)}`, persona_id: name, id, ctime: now() };
    const words = (LINES[name] ?? '…').split(/(?<= )/);
    this.#stopped = false;
    await pause(this.pace * 2);
    this.all({ ...piece, event: 'ai_start', text: '' });
    await pause(this.pace * 8);
    let told = '';
    for (const text of words) {
      if (this.#stopped) break;
      told += text;
      this.all({ ...piece, event: 'ai_delta', text });
      await pause(this.pace);
    }
    if (this.#stopped) this.all({ ...piece, event: 'ai_end', text: '', data: { reason: 'stopped' } });
    this.ai(name, told, this.#stopped ? { outcome: 'stopped' } : {}, id);
  }

  raw(text: string): void {
    for (const seat of this.seats) seat.raw?.(text);
  }

  /** Who sits at the table, without a word to those who are here. */
  seat(...active_personas: string[]): void {
    this.#theme = { ...this.#theme, active_personas };
  }

  all(frame: object): void {
    for (const seat of this.seats) seat.send({ room_id: this.id, ...frame });
  }

  #publish(message: { role: string; [field: string]: unknown }, id: string = randomUUID()): Stored {
    const prev = this.#seq;
    // Pieces of replies take places in the order too.
    const stored: Stored = { id, seq: (this.#seq += 3), room_id: this.id, ctime: now(), ...message };
    this.log.push(stored);
    this.all({ ...stored, event: message.role, prev, epoch: this.epoch });
    return stored;
  }
}

const now = () => new Date().toISOString();
const pause = (millis: number) => new Promise((done) => setTimeout(done, millis));
