import { expect, test } from 'vitest'
import { shutFor } from '../../src/adapters/registry'

test.each([
  [4, 0, 0],
  [5, 30_000, 30_000],
  [5, -1, 0],
  [7, 120_000, 120_000],
  [5, 9_000_000, 30_000], // noted by a clock that ran ahead
  [50, 10 ** 12, 30_000 * 1024],
])('%d wrong tries, shut until %d ms from now: %d ms are left', (wrongTries, ahead, left) => {
  expect(shutFor({ wrongTries, shutUntil: 1000 + ahead }, 1000)).toBe(left)
})
