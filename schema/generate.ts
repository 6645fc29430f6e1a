/**
 * Writes the TypeScript types of the contract, src/contract/index.ts, from the JSON Schemas beside this file, which
 * cmd/leeway-schema makes from the Go types. `npm run schema` does both. With --check it writes nothing and fails if the
 * committed file is not what it would write.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { compile, JSONSchema } from 'json-schema-to-typescript';

const TARGET = join(__dirname, '../src/contract/index.ts');
const HEAD =
  "// Generated from schema/*.json by `npm run schema`; do not edit.\n/* eslint-disable */\n\nexport * from './words';\n\n";

/** A schema file: an object whose parts lie in $defs. */
interface SchemaFile extends JSONSchema {
  title: string;
  $defs?: Record<string, JSONSchema>;
}

/** Reads every schema of this folder, by name of its root type. */
function readSchemas(): SchemaFile[] {
  return readdirSync(__dirname)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => withDescriptions(JSON.parse(readFileSync(join(__dirname, name), 'utf8'))) as SchemaFile);
}

/** Keeps a field's own description beside the reference to its type, which would otherwise become a type of its own. */
function withDescriptions(part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.map(withDescriptions);
  }
  if (typeof part !== 'object' || part === null) {
    return part;
  }
  if ('$ref' in part && 'description' in part && typeof part.$ref === 'string') {
    return { description: part.description, tsType: part.$ref.replace('#/$defs/', '') };
  }
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withDescriptions(value)]));
}

/** Puts all schemas into one, so that a type which several of them use is written once. Throws if two differ. */
function bundle(schemas: SchemaFile[]): JSONSchema {
  const $defs: Record<string, JSONSchema> = {};
  const add = (name: string, definition: JSONSchema) => {
    if ($defs[name] && !isDeepStrictEqual($defs[name], definition)) {
      throw new Error(`two schemas define ${name} differently`);
    }
    $defs[name] = definition;
  };
  for (const { $defs: parts = {}, ...root } of schemas) {
    delete root.$schema;
    delete root.$comment;
    Object.entries(parts).forEach(([name, definition]) => add(name, { ...definition, title: name }));
    add(root.title, root);
  }
  const properties = Object.fromEntries(
    schemas.map(({ title }) => [title.toLowerCase(), { $ref: `#/$defs/${title}` }])
  );
  return {
    title: 'Contract',
    description: 'The documents that Leeway reads and writes.',
    type: 'object',
    properties,
    additionalProperties: false,
    $defs,
  };
}

/** What the compiler adds to every type about where it found it, and the comment around it if it holds nothing else. */
const PROVENANCE =
  /(\/\*\*\n)?( \*\n)? \* This interface was referenced by `Contract`'s JSON-Schema\n \* via the `definition` "\w+"\.\n( \*\/\n)?/g;

async function generate(): Promise<string> {
  const text = await compile(bundle(readSchemas()), 'Contract', {
    additionalProperties: false,
    bannerComment: HEAD,
    unreachableDefinitions: true,
    style: { printWidth: 120, singleQuote: true },
  });
  return text.replace(PROVENANCE, (_match, opened?: string, _blank?: string, closed?: string) =>
    opened ? '' : (closed ?? '')
  );
}

async function main(check: boolean): Promise<void> {
  const text = await generate();
  if (!check) {
    writeFileSync(TARGET, text);
  } else if (readFileSync(TARGET, 'utf8') !== text) {
    console.error('src/contract/index.ts is not what schema/*.json makes; run `npm run schema`');
    process.exitCode = 1;
  }
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
