/** The looks of a name: the same everywhere and for ever, from a hash of it. */

export interface Look {
  /** 0 to 11, the class `hue-N`. */
  hue: number;
  /** 0 to 3. */
  pattern: number;
  initials: string;
}

/** FNV-1a's basis, moved until the seeded personas came out well apart. */
const BASIS = 0x811c9dc5 + 1958;

function hash(text: string): number {
  let sum = BASIS;
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // One more round of mixing: short names differ in few low bits.
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  return (sum ^ (sum >>> 13)) >>> 0;
}

export function look(name: string): Look {
  const sum = hash(name.toLowerCase());
  return { hue: sum % 12, pattern: (sum >>> 8) % 4, initials: initials(name) };
}

function initials(name: string): string {
  const words = name.split(/[\s_.-]+/).filter((word) => word !== '');
  const first = [...(words[0] ?? '?')];
  const second = words.length > 1 ? [...(words.at(-1) ?? '')][0] : undefined;
  return (first[0] ?? '?').toUpperCase() + (second?.toUpperCase() ?? '');
}
