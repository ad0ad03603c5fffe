import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';

test('the document keeps the rules of AsyncAPI 3', async () => {
  const yaml = readFileSync(new URL('../../src/main/resources/asyncapi.yaml', import.meta.url), 'utf8');

  const { document, diagnostics } = await new Parser().parse(yaml);

  const faults = diagnostics.filter((diagnostic) => diagnostic.severity <= 1);
  expect(faults.map((fault) => `${fault.path.join('/')}: ${fault.message}`)).toEqual([]);
  expect(document?.version()).toMatch(/^3\./);
});

test('the rules are asked: a message that its channel does not have is found', async () => {
  const yaml = readFileSync(new URL('../../src/main/resources/asyncapi.yaml', import.meta.url), 'utf8');
  const broken = yaml.replace("- $ref: '#/channels/live/messages/ping'", "- $ref: '#/channels/live/messages/pang'");

  const { diagnostics } = await new Parser().parse(broken);

  expect(diagnostics.filter((diagnostic) => diagnostic.severity === 0)).not.toEqual([]);
});
