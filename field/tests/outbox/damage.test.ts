import { expect, test } from 'vitest'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { sha256, toHex, utf8 } from '../../src/domain/bytes'
import type { SessionOut } from '../../src/generated/api'
import type { StoredEntry, StoredNote, StoredPhoto, StoredPicture } from '../../src/ports/storage'
import { Tablet, picture } from './night'

/** A disk on which some of what was kept has gone bad. */
class BadDisk extends MemoryStorage {
  bad = new Set<string>()
  override async queuedEntries(): Promise<readonly StoredEntry[]> {
    return (await super.queuedEntries()).map(one => this.bad.has(one.id) ? { ...one, body: utf8('rust') } : one)
  }

  override async photo(sha256: string): Promise<StoredPhoto | null> {
    const found = await super.photo(sha256)
    return found && this.bad.has(sha256) ? { ...found, body: utf8('rust') } : found
  }

  override async notes(): Promise<readonly StoredNote[]> {
    return (await super.notes()).map(one => this.bad.has(one.id) ? { ...one, body: utf8('rust') } : one)
  }

  override async picture(note: string, sha256: string): Promise<StoredPicture | null> {
    const found = await super.picture(note, sha256)
    return found && this.bad.has(sha256) ? { ...found, body: utf8('rust') } : found
  }
}

test('what cannot be read any more is said, stays, and holds up nobody', async () => {
  const disk = new BadDisk()
  const tablet = await Tablet.enrolled(undefined, disk)
  const first = await tablet.note('rostar', picture())
  await tablet.note('frisk', picture(128))
  disk.bad = new Set([first, (await disk.photos())[0]?.sha256 ?? ''])
  await tablet.courier.run()
  expect(tablet.standing).toBe('damaged')
  expect(tablet.server.lines.size).toBe(1)
  expect(tablet.server.photos.size).toBe(1)
  expect((await disk.entries()).map(one => one.state)).toEqual(['queued', 'held'])
})

test('a note or a picture of a walk that cannot be read is said, stays, and holds up nobody', async () => {
  const disk = new BadDisk()
  const tablet = await Tablet.enrolled(undefined, disk)
  tablet.server.who = { officer: { id: 'ines' } } as unknown as SessionOut
  const [walk, bytes, other] = [crypto.randomUUID(), picture(), picture(128)]
  const bad = toHex(await sha256(bytes))
  const rusty = await tablet.notebook.write(walk, 'saw', { text: 'rostar' })
  disk.bad.add(rusty.id)
  await tablet.courier.run()
  expect([tablet.standing, tablet.server.notes.size]).toEqual(['damaged', 0])

  disk.bad = new Set([rusty.id, bad])
  for (const one of [bytes, other]) await tablet.notebook.write(walk, 'saw', { photos: [{ sha256: toHex(await sha256(one)), bytes: one.length }] }, [one])
  await tablet.courier.run()
  expect([tablet.standing, tablet.server.notes.size, tablet.server.pictures.size]).toEqual(['damaged', 2, 1])
  expect((await disk.pictures()).map(one => [one.sha256 === bad, one.state]).toSorted()).toEqual([[false, 'held'], [true, 'queued']])
})

test('a photo that can be read again is no damage any more', async () => {
  const disk = new BadDisk()
  const tablet = await Tablet.enrolled(undefined, disk)
  await tablet.note('en bild', picture())
  disk.bad = new Set([(await disk.photos())[0]?.sha256 ?? ''])
  await tablet.courier.run()
  expect(tablet.standing).toBe('damaged')
  disk.bad.clear()
  await tablet.courier.run()
  expect([tablet.standing, tablet.server.photos.size]).toEqual(['idle', 1])
})

test('what is read must be what was taken: another picture in its place is not sent', async () => {
  const disk = new MemoryStorage()
  const tablet = await Tablet.enrolled(undefined, disk)
  await tablet.note('en bild', picture())
  const hash = (await disk.photos())[0]?.sha256 ?? ''
  const swapped = await tablet.vault.seal(hash, new Uint8Array())
  const read = disk.photo.bind(disk)
  disk.photo = async sha256 => {
    const found = await read(sha256)
    return found && { ...found, body: swapped }
  }
  const sent: string[] = []
  tablet.server.putPhoto = async (_stream, sha256) => { sent.push(sha256) }
  await tablet.courier.run()
  expect([tablet.standing, sent]).toEqual(['damaged', []])
})

test('another epoch, wherever it is heard, offers everything again', async () => {
  const tablet = await Tablet.enrolled()
  await tablet.note('ett')
  await tablet.courier.run()
  tablet.server.restore(() => false)
  await tablet.courier.noteEpoch(tablet.server.epoch)
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(1)
})
