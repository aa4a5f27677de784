import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { printed } from '../tools/types.mjs'

test.each(['api', 'contract', 'notes'])('the types of the %s are those of its schema', async name => {
  const text = readFileSync(new URL(`../src/generated/${name}.ts`, import.meta.url), 'utf8')
  expect((await printed())[name]).toBe(text)
})
