/**
 * The browser's storage, which may be forbidden, full or missing: what it does not take is kept in memory, as long
 * as the page lives. The only place that touches `localStorage` and `sessionStorage`.
 */
export class Store {
  readonly #backing: () => Storage;
  readonly #memory = new Map<string, string>();

  /** `backing` may throw: browsers that block cookies throw at the mere mention of storage. */
  constructor(backing: () => Storage) {
    this.#backing = backing;
  }

  read(key: string): string | undefined {
    return this.#memory.get(key) ?? this.#try((storage) => storage.getItem(key)) ?? undefined;
  }

  write(key: string, value: string): void {
    const kept = this.#try((storage) => (storage.setItem(key, value), true)) === true;
    if (kept) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  remove(key: string): void {
    this.#memory.delete(key);
    this.#try((storage) => storage.removeItem(key));
  }

  clear(): void {
    this.#memory.clear();
    this.#try((storage) => storage.clear());
  }

  #try<T>(use: (storage: Storage) => T): T | undefined {
    try {
      return use(this.#backing());
    } catch {
      return undefined;
    }
  }
}

/** Kept on this device, shared by its tabs. */
export const device = new Store(() => localStorage);
/** Kept for this tab, through reloads. */
export const tab = new Store(() => sessionStorage);
