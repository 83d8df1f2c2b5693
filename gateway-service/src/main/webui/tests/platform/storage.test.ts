/** A6: storage and ids where the browser gives none. */
import { afterEach, expect, test, vi } from 'vitest';
import { newId, randomBytes } from '../../src/lib/platform/ids';
import { hovers } from '../../src/lib/platform/pointer';
import { Store } from '../../src/lib/platform/storage';
import { traceparent } from '../../src/lib/wire/trace';

afterEach(() => vi.unstubAllGlobals());

const forbidden = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

test('A6: where storage is forbidden, what is kept lives as long as the page', () => {
  const store = new Store(forbidden);
  expect(store.read('a')).toBeUndefined();
  store.write('a', '1');
  expect(store.read('a')).toBe('1');
  store.remove('a');
  expect(store.read('a')).toBeUndefined();
  store.write('a', '2');
  store.clear();
  expect(store.read('a')).toBeUndefined();
});

test('A6: where storage is full, the newest value counts, not the one that was kept before', () => {
  const kept = new Map([['a', 'old']]);
  let full = true;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new DOMException('quota', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => kept.delete(key),
  } as unknown as Storage;
  const store = new Store(() => storage);
  store.write('a', 'new');
  expect(store.read('a')).toBe('new');
  full = false;
  store.write('a', 'newer');
  expect(kept.get('a')).toBe('newer');
  expect(store.read('a')).toBe('newer');
});

test.each([
  ['randomUUID is missing, as on http://', { getRandomValues: crypto.getRandomValues.bind(crypto) }],
  ['there is no crypto at all', undefined],
])('A6: ids are UUIDs and differ where %s', (_, crypto) => {
  vi.stubGlobal('crypto', crypto);
  const ids = Array.from({ length: 200 }, newId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(200);
  expect(new Set(randomBytes(64)).size).toBeGreaterThan(1);
  expect(traceparent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
});

test('A6: a browser that answers no media queries has no mouse', () => {
  vi.stubGlobal('matchMedia', undefined);
  expect(hovers()).toBe(false);
});
