// Writes src/generated/*.ts from the committed OpenAPI schema and the entry contract.
import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'
import { parse } from 'yaml'

const OPTIONS = { bannerComment: '', additionalProperties: false, unreachableDefinitions: true, format: false, strictIndexSignatures: true }
const SOURCES = {
  api: ['docs/reference/openapi.yaml', text => parse(text).components.schemas],
  notes: ['situation/contract/notes.v1.schema.json', text => JSON.parse(text).$defs],
  contract: ['inspections/contract/entries.v1.schema.json', text => JSON.parse(text).$defs],
}

// OpenAPI 3.0's `nullable` and its references, in JSON Schema's own words.
function plain(node) {
  if (Array.isArray(node)) return node.map(plain)
  if (node === null || typeof node !== 'object') return node
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([name, value]) =>
    [name, name === '$ref' ? value.replace('#/components/schemas/', '#/$defs/') : plain(value)]))
  for (const bound of ['pattern', 'minItems', 'maxItems']) delete rest[bound] // values, not types
  if (rest.allOf?.[0]?.$ref?.endsWith('/head')) { // the head is written beside what a note says
    delete rest.allOf
    rest.type = 'object'
  }
  if (rest.allOf?.[0]?.$ref?.endsWith('/payload')) { // every kind may carry a free comment
    delete rest.allOf
    for (const word of ['if', 'then', 'else']) delete rest[word]
    rest.properties = { ...rest.properties, comment: { type: 'string' } }
    rest.type = 'object'
  }
  if (rest.anyOf && rest.properties) delete rest.anyOf // “at least one of these”
  return nullable ? { anyOf: [rest, { type: 'null' }] } : rest
}

/** The text of each file by its name, as it should stand. */
export async function printed() {
  const texts = {}
  for (const [name, [path, definitions]] of Object.entries(SOURCES)) {
    const $defs = plain(definitions(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')))
    const text = await compile({ title: 'Nothing', $defs, type: 'object', additionalProperties: false }, 'Nothing', OPTIONS)
    const head = `// Printed from ${path} by \`make reference\`; a test fails when it is stale.\n`
    texts[name] = head + text.replace(/^export interface Nothing \{\s*\}\s*/m, '').trim() + '\n'
  }
  return texts
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(await printed())) writeFileSync(new URL(`../src/generated/${name}.ts`, import.meta.url), text)
}
