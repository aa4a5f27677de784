// One acceptance suite over both storages: what holds in memory holds on the disk.
import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { IndexedDbStorage } from '../../src/adapters/indexeddb_storage'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { utf8 } from '../../src/domain/bytes'
import { SequenceTaken } from '../../src/ports/storage'
import type { Storage, StoredEntry, StoredNote, StoredPhoto, StoredPicture } from '../../src/ports/storage'

const entry = (seq: number, more: Partial<StoredEntry> = {}): StoredEntry =>
  ({ id: `e${seq}`, visit: 'v1', seq, state: 'queued', writtenAt: seq, headerHash: `h${seq}`, body: utf8(`body ${seq}`), ...more })
const photo = (sha256: string, bytes: number): StoredPhoto =>
  ({ sha256, visit: 'v1', entry: 'e1', state: 'queued', bytes, writtenAt: 1, body: utf8(sha256) })

const note = (id: string, more: Partial<StoredNote> = {}): StoredNote =>
  ({ id, walk: 'w1', state: 'queued', writtenAt: 1, hash: `h${id}`, body: utf8(`body ${id}`), ...more })
const pictureOf = (id: string, sha256: string): StoredPicture =>
  ({ note: id, sha256, state: 'queued', bytes: sha256.length, writtenAt: 1, body: utf8(sha256) })

describe.each<[string, () => Storage]>([
  ['in memory', () => new MemoryStorage()],
  ['in IndexedDB', () => new IndexedDbStorage(crypto.randomUUID())],
])('%s', (_name, made) => {
  test('what was appended is read back byte for byte, in the order of its numbers', async () => {
    const storage = made()
    await storage.append(entry(2), [])
    await storage.append(entry(1, { visit: 'v2' }), [])
    expect((await storage.entries()).map(one => one.seq)).toEqual([1, 2])
    expect(await storage.entriesOf('v1')).toEqual([entry(2)])
    expect(await storage.lastSeq()).toBe(2)
    expect(await made().lastSeq()).toBe(0)
  })

  test('a number is used once, and nothing of the second is kept', async () => {
    const storage = made()
    await storage.append(entry(1), [])
    await expect(storage.append(entry(1, { id: 'other' }), [photo('p', 3)])).rejects.toBeInstanceOf(SequenceTaken)
    expect(await storage.entries()).toHaveLength(1)
    expect(await storage.photo('p')).toBeNull()
  })

  test('photos come smallest first, and their bytes only when asked for', async () => {
    const storage = made()
    await storage.append(entry(1), [photo('large', 900), photo('small', 3)])
    await storage.append(entry(2), [photo('small', 3)])
    const rows = await storage.photos()
    expect(rows.map(row => row.sha256)).toEqual(['small', 'large'])
    expect(rows.some(row => 'body' in row)).toBe(false)
    expect(await storage.photo('large')).toEqual(photo('large', 900))
  })

  test('what is held is queued again when the server is another one', async () => {
    const storage = made()
    await storage.append(entry(1), [photo('p', 3)])
    await storage.append(entry(2), [])
    await storage.mark(['e1', 'nobody'], 'held')
    await storage.markPhotos(['p'], 'held')
    expect((await storage.queuedEntries()).map(one => one.id)).toEqual(['e2'])
    await storage.queueEverything()
    expect(await storage.queuedEntries()).toHaveLength(2)
    expect((await storage.photos())[0]?.state).toBe('queued')
  })

  test('notes come in the order of writing, the same picture under two of them twice', async () => {
    const storage = made()
    await storage.appendNote(note('n2', { writtenAt: 5 }), [pictureOf('n2', 'same')])
    await storage.appendNote(note('n1'), [pictureOf('n1', 'same'), pictureOf('n1', 'longer')])
    expect((await storage.notes()).map(one => one.id)).toEqual(['n1', 'n2'])
    expect((await storage.pictures()).map(one => [one.note, one.sha256])).toEqual(expect.arrayContaining([['n1', 'same'], ['n2', 'same'], ['n1', 'longer']]))
    expect((await storage.pictures()).at(-1)?.sha256).toBe('longer')
    expect((await storage.pictures()).some(one => 'body' in one)).toBe(false)
    expect(await storage.picture('n2', 'same')).toEqual(pictureOf('n2', 'same'))
    await storage.markNotes(['n1'], 'held')
    await storage.markPictures([['n1', 'same']], 'held')
    expect((await storage.notes()).map(one => one.state)).toEqual(['held', 'queued'])
    expect((await storage.pictures()).filter(one => one.state === 'held').map(one => one.note)).toEqual(['n1'])
    await storage.queueEverything()
    expect([...await storage.notes(), ...await storage.pictures()].every(one => one.state === 'queued')).toBe(true)
    await storage.removeNotes(['n1'])
    expect([(await storage.notes()).length, (await storage.pictures()).length, await storage.picture('n1', 'same')]).toEqual([1, 1, null])
  })

  test('a note with an id that is taken is not kept, nor are its pictures', async () => {
    const storage = made()
    await storage.appendNote(note('n1'), [])
    await expect(storage.appendNote(note('n1'), [pictureOf('n1', 'p')])).rejects.toThrow()
    expect([(await storage.notes()).length, await storage.picture('n1', 'p')]).toEqual([1, null])
  })

  test('odds and ends are kept by name, found by prefix and dropped', async () => {
    const storage = made()
    await storage.keep('draft:b', utf8('1'))
    await storage.keep('draft:a', utf8('2'))
    await storage.keep('draft:a', utf8('3'))
    expect(await storage.keptNames('draft:')).toEqual(['draft:a', 'draft:b'])
    expect(await storage.kept('draft:a')).toEqual(utf8('3'))
    await storage.drop(['draft:a'])
    expect(await storage.kept('draft:a')).toBeNull()
  })

  test('one set of names is exchanged for another', async () => {
    const storage = made()
    await storage.keep('venues:old', utf8('1'))
    await storage.exchange(['venues:old'], new Map([['venues:new', utf8('2')], ['bundle', utf8('3')]]))
    expect(await storage.keptNames('')).toEqual(['bundle', 'venues:new'])
  })

  test('only what is named is removed', async () => {
    const storage = made()
    await storage.keep('visit:v1', utf8('1'))
    await storage.keep('visit:v2', utf8('1'))
    await storage.append(entry(1), [photo('p', 3), photo('q', 3)])
    await storage.append(entry(2), [])
    await storage.remove({ entries: ['e1'], photos: ['p'], names: ['visit:v1'] })
    expect((await storage.entries()).map(one => one.id)).toEqual(['e2'])
    expect(await storage.photo('p')).toBeNull()
    expect(await storage.photo('q')).not.toBeNull()
    expect(await storage.keptNames('visit:')).toEqual(['visit:v2'])
  })
})

test('another opening of the same vault finds what was kept', async () => {
  const vault = crypto.randomUUID()
  const before = new IndexedDbStorage(vault)
  await before.append(entry(1), [photo('p', 3)])
  before.close()
  const after = new IndexedDbStorage(vault)
  expect(await after.entries()).toEqual([entry(1)])
  expect(await after.photo('p')).toEqual(photo('p', 3))
})
