import { expect, test } from 'vitest'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { utf8 } from '../../src/domain/bytes'
import type { StoredEntry, StoredPhoto } from '../../src/ports/storage'
import { Tablet, picture } from './night'

/** A disk on which one entry and one photo have gone bad. */
class BadDisk extends MemoryStorage {
  bad = new Set<string>()
  override async queuedEntries(): Promise<readonly StoredEntry[]> {
    return (await super.queuedEntries()).map(one => this.bad.has(one.id) ? { ...one, body: utf8('rust') } : one)
  }

  override async photo(sha256: string): Promise<StoredPhoto | null> {
    const found = await super.photo(sha256)
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

test('another epoch, wherever it is heard, offers everything again', async () => {
  const tablet = await Tablet.enrolled()
  await tablet.note('ett')
  await tablet.courier.run()
  tablet.server.restore(() => false)
  await tablet.courier.noteEpoch(tablet.server.epoch)
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(1)
})
