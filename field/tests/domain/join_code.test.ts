import { expect, test } from 'vitest'
import { random } from '../../src/domain/bytes'
import { CODE_LENGTH, newCode, visitOf } from '../../src/domain/join_code'

const PLACE = { venue: '00000000-0000-7000-8000-000000000001', night: '2026-11-20' }

test('both tablets draw the same visit from venue, night and code', async () => {
  const code = await newCode(PLACE, random(8))
  const visit = await visitOf(PLACE, code)
  expect(code).toHaveLength(CODE_LENGTH)
  expect(visit).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(await visitOf(PLACE, ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(visit)
})

test('the right code at the wrong venue or on another night names nothing', async () => {
  const code = await newCode(PLACE, new Uint8Array([1, 2, 3, 4]))
  expect(await visitOf({ ...PLACE, venue: PLACE.venue.replace(/1$/, '2') }, code)).toBeNull()
  expect(await visitOf({ ...PLACE, night: '2026-11-21' }, code)).toBeNull()
})

test('hardly any slip of the finger names another visit', async () => {
  const code = await newCode(PLACE, new Uint8Array([9, 8, 7, 6]))
  let taken = 0
  for (let at = 0; at < CODE_LENGTH; at += 1) {
    for (const letter of '23456789ABCDEFGHJKLMNPQRSTUVWXYZ') {
      const typed = code.slice(0, at) + letter + code.slice(at + 1)
      if (typed !== code && await visitOf(PLACE, typed) !== null) taken += 1
    }
  }
  expect(taken).toBeLessThanOrEqual(1) // of 186; a chance of one in 1,024 each
  expect(await visitOf(PLACE, '')).toBeNull()
})

test('two visits at one venue in one night have their own codes', async () => {
  const codes = await Promise.all(Array.from({ length: 50 }, () => newCode(PLACE, random(8))))
  expect(new Set(codes).size).toBe(50)
})
