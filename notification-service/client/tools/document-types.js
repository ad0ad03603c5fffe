// Makes src/generated/document.ts: the frames, the envelope and the data of every event as TypeScript types, from the
// AsyncAPI document that the service publishes and its tests hold to what really travels.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const source = new URL('../../src/main/resources/asyncapi.yaml', import.meta.url);
const target = new URL('../src/generated/document.ts', import.meta.url);
const { messages, schemas } = parse(readFileSync(source, 'utf8')).components;

const isEvent = (name) => name.startsWith('docket.');
const isOfTheLog = (name) => /^(EventHeaders|OutcomeHeaders|Outcome|SignedCheckpoint|Owner|EngineRecord|.*Query)$/.test(name);

/** docket.case.comment-added.v1 -> CaseCommentAddedV1 */
const typeName = (name) =>
  isEvent(name) ? name.slice('docket'.length).replace(/[.-](.)/g, (_, letter) => letter.toUpperCase()) : name;

const comment = (text, indent = '') => (text ? `${indent}/** ${text.replaceAll('*/', '* /')} */\n` : '');

function type(schema, indent) {
  if (schema.$ref) return typeName(schema.$ref.split('/').pop());
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map((choice) => type(choice, indent)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (schema.type === 'array') return `readonly (${type(schema.items, indent)})[]`;
  if (schema.type === 'integer') return 'number';
  if (schema.type !== 'object') return schema.type;
  return schema.properties ? members(schema, indent) : `Readonly<Record<string, ${values(schema)}>>`;
}

const values = (schema) => (typeof schema.additionalProperties === 'object' ? type(schema.additionalProperties, '') : 'unknown');

function members(schema, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties).map(([name, member]) => {
    const optional = schema.required?.includes(name) ? '' : '?';
    return `${comment(member.description, inner)}${inner}readonly ${JSON.stringify(name)}${optional}: ${type(member, inner)};\n`;
  });
  if (schema.patternProperties) {
    const [data] = Object.values(schema.patternProperties);
    lines.push(`${comment(data.description, inner)}${inner}readonly [path: \`data.\${string}\`]: ${type(data, inner)};\n`);
  }
  return lines.length === 0 ? 'Readonly<Record<string, never>>' : `{\n${lines.join('')}${indent}}`;
}

const types = Object.entries(schemas)
  .filter(([name]) => !isOfTheLog(name))
  .map(([name, schema]) => {
    const description = isEvent(name) ? messages[name].summary : schema.description;
    return `${comment(description)}export type ${typeName(name)} = ${type(schema, '')};\n`;
  });
const data = Object.keys(schemas)
  .filter(isEvent)
  .map((name) => `  readonly ${JSON.stringify(name)}: ${typeName(name)};\n`);

mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(
  target,
  `// Made by tools/document-types.js from the AsyncAPI document: change that.\n\n${types.join('\n')}
/** The data of each type of event. */\nexport interface EventData {\n${data.join('')}}\n`,
);
