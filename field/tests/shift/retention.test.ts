import { describe, expect, test } from 'vitest'
import type { Receipt } from '../../src/outbox/receipt'
import type { PhotoRow, PictureRow, Room, StoredEntry, StoredNote } from '../../src/ports/storage'
import { leaving, leavingWalks } from '../../src/shift/retention'

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

const note = (walk: string, id: string, daysAgo: number, more: Partial<StoredNote> = {}): StoredNote =>
  ({ id, walk, state: 'held', writtenAt: NOW - daysAgo * DAY, hash: '', body: new Uint8Array(), ...more })
const pictureOf = (id: string, more: Partial<PictureRow> = {}): PictureRow =>
  ({ note: id, sha256: 'p', state: 'held', bytes: 9, writtenAt: 0, ...more })

test.each<[string, StoredNote[], PictureRow[], Room, string[], string[]]>([
  ['an old walk that is held goes', [note('w', 'a', 31), note('w', 'b', 40)], [pictureOf('a')], 'enough', [], ['a', 'b']],
  ['one with a note that waits stays whole', [note('w', 'a', 31), note('w', 'b', 40, { state: 'queued' })], [], 'enough', [], []],
  ['one with a picture that waits stays whole', [note('w', 'a', 31)], [pictureOf('a', { state: 'queued' })], 'enough', [], []],
  ['one with a note of this month stays whole', [note('w', 'a', 31), note('w', 'b', 3)], [], 'enough', [], []],
  ['when room is short it goes the day after', [note('w', 'a', 3)], [], 'little', [], ['a']],
  ['one in which somebody is writing stays', [note('w', 'a', 31)], [], 'enough', ['w'], []],
  ['another walk is no hindrance', [note('w', 'a', 31), note('x', 'b', 1)], [], 'enough', [], ['a']],
])('%s', (_name, notes, pictures, room, stays, gone) => {
  expect(leavingWalks(notes, pictures, room, NOW, new Set(stays)).notes).toEqual(gone)
})
