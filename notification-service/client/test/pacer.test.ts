import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pacer } from '../src/pacer.js';
import { range } from './live.js';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

test('a burst goes through at once, the rest at its pace and in order', () => {
  const delivered: number[] = [];
  const pacer = new Pacer<number>(10, 5, (item) => delivered.push(item));

  range(0, 30).forEach((item) => pacer.offer(item));
  expect(delivered).toEqual(range(0, 10));
  vi.advanceTimersByTime(2_000);

  expect(delivered).toEqual(range(0, 20));
  expect(pacer.idle).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(delivered).toEqual(range(0, 30));
  expect(pacer.idle).toBe(true);
});

test('what waits when it stops is dropped', () => {
  const delivered: number[] = [];
  const pacer = new Pacer<number>(1, 1, (item) => delivered.push(item));
  pacer.offer(1);
  pacer.offer(2);

  pacer.stop();
  vi.advanceTimersByTime(60_000);

  expect(delivered).toEqual([1]);
  expect(vi.getTimerCount()).toBe(0);
});
