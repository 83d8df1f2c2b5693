/** Counts what the page was sent and could not use; the rest of the room goes on. */
class Skipped {
  readonly counts = { frame: 0, item: 0, row: 0 };

  count(what: keyof Skipped['counts']): void {
    this.counts[what]++;
  }
}

export const skipped = new Skipped();
