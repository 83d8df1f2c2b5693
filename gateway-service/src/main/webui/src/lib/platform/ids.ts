/** Ids and random bytes, also where the page has no secure context: there `crypto.randomUUID` is missing. */

export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  // Without any crypto the bytes only have to differ; nothing secret is made of them.
  if (typeof globalThis.crypto?.getRandomValues === 'function') return crypto.getRandomValues(bytes);
  return bytes.map(() => Math.floor(Math.random() * 256));
}

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A UUID of version 4. */
export function newId(): string {
  if (typeof globalThis.crypto?.randomUUID === 'function') return crypto.randomUUID();
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
