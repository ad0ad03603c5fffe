import { expect, test } from 'vitest';
import { Backoff } from '../src/backoff.js';

test('waits grow up to a limit, each a random half shorter, and begin anew', () => {
  const backoff = new Backoff(100, 1_000);

  const waits = Array.from({ length: 50 }, () => backoff.next());
  backoff.reset();
  const again = backoff.next();

  for (const [index, wait] of waits.entries()) {
    const full = Math.min(1_000, 100 * 2 ** index);
    expect(wait).toBeGreaterThanOrEqual(full / 2);
    expect(wait).toBeLessThanOrEqual(full);
  }
  expect(new Set(waits.slice(10)).size).toBeGreaterThan(30);
  expect(again).toBeLessThanOrEqual(100);
});
