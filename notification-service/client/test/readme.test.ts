import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

test('the example in the README is the one that is compiled', () => {
  const example = /```ts\n([^]*?)```/.exec(read('../README.md'))![1]!;

  expect(read('readme-example.ts')).toBe(example.replace("'@docket/live'", "'../src/index.js'"));
  expect(example.split('\n').length).toBeLessThanOrEqual(21);
});
