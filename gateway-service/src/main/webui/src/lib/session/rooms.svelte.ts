/** The rooms that an account may see, kept fresh; a guest has the lobby alone. */
import { api, type NewRoom, type Room } from '../wire/api';

const EVERY_MS = 20_000;

export const LOBBY: Room = { id: 'lobby', name: 'Lobby', theme: undefined, visibility: 'public', unread: 0 };

export class Rooms {
  items: readonly Room[] = $state.raw([LOBBY]);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Reads the list now and from then on. */
  async watch(): Promise<void> {
    this.#timer ??= setInterval(() => {
      // A look that fails is made up for by the next.
      if (document.visibilityState === 'visible') void this.reload().catch(() => undefined);
    }, EVERY_MS);
    await this.reload();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async reload(): Promise<void> {
    this.items = await api.rooms();
  }

  /** Makes sure that the account is a member before its socket asks to be let in. */
  async enter(id: string): Promise<void> {
    if (this.items.find((each) => each.id === id)?.role !== undefined) return;
    await api.join(id);
    await this.reload();
  }

  async create(fresh: NewRoom): Promise<string> {
    const { id } = await api.createRoom(fresh);
    await this.reload();
    return id;
  }

  /** The list shows a room as read at once, not at the next look. */
  seen(id: string): void {
    this.items = this.items.map((each) => (each.id === id ? { ...each, unread: 0 } : each));
  }
}
