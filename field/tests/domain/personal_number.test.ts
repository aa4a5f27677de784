import { expect, test } from 'vitest'
import { looksPersonal } from '../../src/domain/personal_number'
import { load } from '../vectors'

test.each(load<[string, boolean]>('personal_number.json'))('%s: %s', (text, expected) => {
  expect(looksPersonal(text)).toBe(expected)
})
