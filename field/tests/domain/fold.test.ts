import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldSection } from '../../src/domain/fold'
import { load, logEntry } from '../vectors'
import type { Row } from '../vectors'

interface Vector {
  name: string
  entries: Row[]
  expect: {
    items: Record<string, { answers: string[], value: string | null, findings: Record<string, unknown>[] }>
    timeline: string[], retracted: string[], open_streams: string[], awaited: string[]
  }
}

const VECTORS = load<Vector>('fold.json')

function said(entries: readonly Row[]): Vector['expect'] {
  const fold = foldSection(entries.map(logEntry))
  return {
    items: Object.fromEntries([...fold.items].map(([code, item]) => [code, {
      answers: [...item.answers], value: item.value,
      findings: item.findings.map(one => ({
        id: one.id, text: one.text, follow_up: one.follow_up ?? null, corrected_on_site: one.corrected_on_site ?? false, answer: one.answer,
      })),
    }])),
    timeline: fold.timeline.map(entry => entry.id),
    retracted: [...fold.retracted].sort(),
    open_streams: [...fold.openStreams].sort(),
    awaited: [...fold.awaited.keys()].sort(),
  }
}

test.each(VECTORS)('$name, in whatever order the entries arrive', vector => {
  fc.assert(fc.property(fc.shuffledSubarray(vector.entries, { minLength: vector.entries.length }), entries => {
    expect(said(entries)).toEqual(vector.expect)
  }), { numRuns: 30 })
})
