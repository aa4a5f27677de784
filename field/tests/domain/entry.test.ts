import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../src/domain/bytes'
import { payloadHash, wallClock, write } from '../../src/domain/entry'
import { canonical } from '../../src/domain/json'
import type { Json } from '../../src/domain/json'
import { load } from '../vectors'

interface Vector { name: string, header: string, payload: string, salt: string, payload_hash?: string, header_hash?: string, refused?: string }
const KEPT = load<Vector>('contract.json').filter(vector => vector.refused === undefined)

test.each(KEPT)('$name hashes as on the server', async vector => {
  expect(await payloadHash(vector.salt, vector.payload)).toBe(vector.payload_hash)
  expect(toHex(await sha256(utf8(vector.header)))).toBe(vector.header_hash)
})

test.each(KEPT)('$name is spelled as on the server', vector => {
  for (const text of [vector.header, vector.payload]) expect(canonical(JSON.parse(text) as Json)).toBe(text)
})

test('a fraction has no one spelling and is refused', () => {
  expect(() => canonical({ share: 0.5 })).toThrow(RangeError)
})

test('what is written is bound by its header', async () => {
  const moment = { now: Date.parse('2026-11-20T22:41:05.123Z'), zoneMinutes: 60, mono: 12.7, boot: 'b' }
  const entry = await write({ officer: 'o', agency: 'licensing', stream: 's' }, moment, 7, 'v', 'licensing', 'noted', { text: 'Å' })
  const header = JSON.parse(entry.header) as Record<string, unknown>
  expect(header).toMatchObject({ seq: 7, kind: 'noted', device_at: '2026-11-20T23:41:05.123+01:00', mono_ms: 12 })
  expect(header['payload_hash']).toBe(await payloadHash(entry.salt, entry.payload))
})

test('the wall clock keeps the offset that tells both half past two of the October night apart', () => {
  const at = (instant: string, zoneMinutes: number): string => wallClock({ now: Date.parse(instant), zoneMinutes, mono: 0, boot: '' })
  expect(at('2026-10-25T00:30:00Z', 120)).toBe('2026-10-25T02:30:00.000+02:00')
  expect(at('2026-10-25T01:30:00Z', 60)).toBe('2026-10-25T02:30:00.000+01:00')
  expect(at('2026-10-25T01:30:00Z', -210)).toBe('2026-10-24T22:00:00.000-03:30')
})

test('canonical JSON reads back as what it was', () => {
  const value = fc.letrec(tie => ({
    any: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.boolean(), fc.maxSafeInteger(), fc.string(), fc.array(tie('any')),
      fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('any'))),
  })).any
  fc.assert(fc.property(value, one => { expect(JSON.parse(canonical(one as Json))).toEqual(JSON.parse(JSON.stringify(one))) }))
})
