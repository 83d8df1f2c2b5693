/** B1: a dead connection is noticed. */
import { expect, test } from 'vitest';
import { CHECK_MS, Pulse, TICK_MS, type Verdict } from '../../src/lib/wire/pulse';

/** Ticks until the verdict comes; the time it took. */
function until(pulse: Pulse, verdict: Verdict, from: number, limit = 60_000): number {
  for (let now = from + TICK_MS; now <= from + limit; now += TICK_MS) if (pulse.tick(now) === verdict) return now - from;
  return Infinity;
}

test('B1: silence asks, and silence after that is death, within 25 s', () => {
  const pulse = new Pulse(0);
  const asked = until(pulse, 'ask', 0);
  expect(asked).toBeLessThanOrEqual(10_000);
  expect(asked + until(pulse, 'dead', asked)).toBeLessThanOrEqual(25_000);
});

test('B1: an answer, or anything else that arrives, keeps the connection', () => {
  const pulse = new Pulse(0);
  let dead = false;
  for (let now = 0; now < 600_000; now += TICK_MS) {
    const verdict = pulse.tick(now);
    dead ||= verdict === 'dead';
    if (verdict === 'ask') pulse.heard(now + 500);
  }
  expect(dead).toBe(false);
});

test('B1: doubt shortens the wait, and never lengthens it', () => {
  const pulse = new Pulse(0);
  pulse.check(0);
  expect(until(pulse, 'dead', 0)).toBeLessThanOrEqual(CHECK_MS + TICK_MS);
  const asked = new Pulse(0);
  for (let now = TICK_MS; now <= 17_000; now += TICK_MS) asked.tick(now);
  asked.check(17_000);
  expect(until(asked, 'dead', 17_000)).toBeLessThanOrEqual(CHECK_MS);
});

test('B1: after a sleep it asks at once, and does not wait long for the answer', () => {
  const pulse = new Pulse(0);
  expect(pulse.tick(TICK_MS)).toBe('alive');
  expect(pulse.tick(3_600_000)).toBe('ask');
  expect(until(pulse, 'dead', 3_600_000)).toBeLessThanOrEqual(CHECK_MS + TICK_MS);
});

test('a clock that is set back kills nothing', () => {
  const pulse = new Pulse(1_000_000);
  pulse.check(1_000_000);
  expect(pulse.tick(400_000)).toBe('alive');
  expect(until(pulse, 'ask', 400_000)).toBeLessThanOrEqual(10_000);
});
