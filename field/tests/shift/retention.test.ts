import { describe, expect, test } from 'vitest'
import type { Receipt } from '../../src/outbox/receipt'
import type { PhotoRow, Room, StoredEntry } from '../../src/ports/storage'
import { leaving } from '../../src/shift/retention'

const DAY = 86_400_000
const NOW = 100 * DAY
const entry = (visit: string, seq: number, daysAgo: number, more: Partial<StoredEntry> = {}): StoredEntry =>
  ({ id: `e${seq}`, visit, seq, state: 'held', writtenAt: NOW - daysAgo * DAY, headerHash: '', body: new Uint8Array(), ...more })
const photo = (visit: string, sha256: string, daysAgo: number, more: Partial<PhotoRow> = {}): PhotoRow =>
  ({ sha256, visit, entry: 'e1', state: 'held', bytes: 9, writtenAt: NOW - daysAgo * DAY, ...more })
const RECEIPT = { missingEntries: [], missingPhotos: [] } as unknown as Receipt
const NAMES = ['bundle', 'drafts', 'visit:old', 'heard:old', 'flag:old:e1', 'visit:new']

function gone(entries: readonly StoredEntry[], photos: readonly PhotoRow[] = [], more: { receipt?: Partial<Receipt>, room?: Room, stays?: string[] } = {}): ReturnType<typeof leaving> {
  return leaving({ entries, photos, names: NAMES }, { ...RECEIPT, ...more.receipt }, more.room ?? 'enough', NOW, new Set(more.stays))
}

test('a sent visit leaves after a month, whole and with all that was kept of it', () => {
  const left = gone([entry('old', 1, 31), entry('old', 2, 31), entry('new', 3, 1)], [photo('old', 'p', 31), photo('new', 'q', 1)])
  expect(left).toEqual({ visits: new Set(['old']), entries: ['e1', 'e2'], photos: ['p'], names: ['visit:old', 'heard:old', 'flag:old:e1'] })
})

describe.each<[string, Parameters<typeof gone>]>([
  ['one of its entries is younger', [[entry('old', 1, 31), entry('old', 2, 29), entry('new', 3, 1)]]],
  ['an entry is not in the receipt', [[entry('old', 1, 31), entry('new', 3, 1)], [], { receipt: { missingEntries: ['e1'] } }]],
  ['a photo is not in the receipt', [[entry('old', 1, 31), entry('new', 3, 1)], [photo('old', 'p', 31)], { receipt: { missingPhotos: ['p'] } }]],
  ['an entry waits to be sent', [[entry('old', 1, 31, { state: 'queued' }), entry('new', 3, 1)]]],
  ['a photo waits to be sent', [[entry('old', 1, 31), entry('new', 3, 1)], [photo('old', 'p', 31, { state: 'queued' })]]],
  ['it holds the last number of the stream', [[entry('old', 1, 31)]]],
  ['something about it is being written', [[entry('old', 1, 31), entry('new', 3, 1)], [], { stays: ['old'] }]],
])('a visit stays when %s', (_why, given) => {
  test('whole', () => {
    expect(gone(...given)).toEqual({ visits: new Set(), entries: [], photos: [], names: [] })
  })
})

test('when room is short, what was sent before this evening makes it', () => {
  const stock = [entry('old', 1, 2), entry('new', 2, 0.3)]
  expect(gone(stock).visits.size).toBe(0)
  expect(gone(stock, [], { room: 'little' }).visits).toEqual(new Set(['old']))
})
