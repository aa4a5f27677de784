// Writes src/generated/*.ts from the committed OpenAPI schema and the entry contract.
import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'
import { parse } from 'yaml'

const OPTIONS = { bannerComment: '', additionalProperties: false, unreachableDefinitions: true, format: false, strictIndexSignatures: true }

// OpenAPI 3.0's `nullable` and its references, in JSON Schema's own words.
function plain(node) {
  if (Array.isArray(node)) return node.map(plain)
  if (node === null || typeof node !== 'object') return node
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([name, value]) =>
    [name, name === '$ref' ? value.replace('#/components/schemas/', '#/$defs/') : plain(value)]))
  for (const bound of ['pattern', 'minItems', 'maxItems']) delete rest[bound] // values, not types
  if (rest.allOf?.[0]?.$ref?.endsWith('/payload')) { // every kind may carry a free comment
    delete rest.allOf
    for (const word of ['if', 'then', 'else']) delete rest[word]
    rest.properties = { ...rest.properties, comment: { type: 'string' } }
    rest.type = 'object'
  }
  if (rest.anyOf && rest.properties) delete rest.anyOf // “at least one of these”
  return nullable ? { anyOf: [rest, { type: 'null' }] } : rest
}

async function write(name, source, definitions, title) {
  const text = await compile({ title, $defs: plain(definitions), type: 'object', additionalProperties: false }, title, OPTIONS)
  const head = `// Printed from ${source} by \`make reference\`; a test fails when it is stale.\n`
  writeFileSync(new URL(`../src/generated/${name}.ts`, import.meta.url), head + text.replace(/^export interface \w+ \{\s*\}\s*/m, '').trim() + '\n')
}

const api = parse(readFileSync(new URL('../../docs/reference/openapi.yaml', import.meta.url), 'utf8'))
await write('api', 'docs/reference/openapi.yaml', api.components.schemas, 'Nothing')
const contract = JSON.parse(readFileSync(new URL('../../inspections/contract/entries.v1.schema.json', import.meta.url), 'utf8'))
await write('contract', 'inspections/contract/entries.v1.schema.json', contract.$defs, 'Nothing')
