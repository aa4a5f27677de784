// The storage on the tablet's disk. Strict durability: a promise resolves when the bytes have
// been flushed, not when the browser has promised to.
import { Dexie } from 'dexie'
import type { Table } from 'dexie'
import type { Bytes } from '../domain/bytes'
import { SequenceTaken, StorageFull } from '../ports/storage'
import type { Leaving, PhotoRow, PictureRow, Room, State, Storage, StoredEntry, StoredNote, StoredPhoto, StoredPicture } from '../ports/storage'

const LITTLE = 200_000_000 // a long night with photos
const NONE = 20_000_000 // text still fits for weeks; a photo may not

interface Kept { readonly name: string, readonly body: ArrayBuffer }
interface EntryRow extends Omit<StoredEntry, 'body'> { readonly body: ArrayBuffer }
interface NoteRow extends Omit<StoredNote, 'body'> { readonly body: ArrayBuffer }
interface PictureBody { readonly note: string, readonly sha256: string, readonly body: ArrayBuffer }
interface PhotoBody { readonly sha256: string, readonly body: ArrayBuffer }

/** What a database error means to the pen. */
function said(error: unknown): Error {
  const names = error instanceof Error ? [error.name, (error as { inner?: Error }).inner?.name] : []
  if (names.includes('ConstraintError')) return new SequenceTaken()
  if (names.includes('QuotaExceededError')) return new StorageFull()
  return error instanceof Error ? error : new Error(String(error))
}

async function told<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw said(error)
  }
}

export class IndexedDbStorage implements Storage {
  readonly #base: Dexie
  // Arrays of bytes, never Blobs: Safari has handed Blobs back empty.
  readonly #entries: Table<EntryRow, string>
  readonly #photos: Table<PhotoRow, string>
  readonly #bodies: Table<PhotoBody, string>
  readonly #kept: Table<Kept, string>
  readonly #notes: Table<NoteRow, string>
  readonly #pictures: Table<PictureRow, [string, string]>
  readonly #pictureBodies: Table<PictureBody, [string, string]>

  constructor(vault: string) {
    this.#base = new Dexie(`lykta-${vault}`, { chromeTransactionDurability: 'strict' })
    this.#base.version(1).stores({ entries: 'id, &seq, visit, state', photos: 'sha256, visit, state', bodies: 'sha256', kept: 'name' })
    this.#base.version(2).stores({ notes: 'id, walk, state', pictures: '[note+sha256], note', pictureBodies: '[note+sha256], note' })
    this.#entries = this.#base.table('entries')
    this.#photos = this.#base.table('photos')
    this.#bodies = this.#base.table('bodies')
    this.#kept = this.#base.table('kept')
    this.#notes = this.#base.table('notes')
    this.#pictures = this.#base.table('pictures')
    this.#pictureBodies = this.#base.table('pictureBodies')
  }

  async append(entry: StoredEntry, photos: readonly StoredPhoto[]): Promise<void> {
    await told(this.#base.transaction('rw', this.#entries, this.#photos, this.#bodies, async () => {
      await this.#entries.add({ ...entry, body: entry.body.buffer })
      for (const { body, ...row } of photos) {
        if (await this.#photos.get(row.sha256)) continue // the same bytes, taken once
        await this.#photos.add(row)
        await this.#bodies.put({ sha256: row.sha256, body: body.buffer })
      }
    }))
  }

  async lastSeq(): Promise<number> {
    return (await told(this.#entries.orderBy('seq').last()))?.seq ?? 0
  }

  async entries(): Promise<readonly StoredEntry[]> {
    return (await told(this.#entries.orderBy('seq').toArray())).map(unrow)
  }

  async entriesOf(visit: string): Promise<readonly StoredEntry[]> {
    return (await told(this.#entries.where('visit').equals(visit).sortBy('seq'))).map(unrow)
  }

  async queuedEntries(): Promise<readonly StoredEntry[]> {
    return (await told(this.#entries.where('state').equals('queued').sortBy('seq'))).map(unrow)
  }

  async photos(): Promise<readonly PhotoRow[]> {
    return (await told(this.#photos.toArray())).sort((one, other) => one.bytes - other.bytes)
  }

  async photo(sha256: string): Promise<StoredPhoto | null> {
    const [row, body] = await told(Promise.all([this.#photos.get(sha256), this.#bodies.get(sha256)]))
    return row && body ? { ...row, body: new Uint8Array(body.body) } : null
  }

  async mark(ids: readonly string[], state: State): Promise<void> {
    await told(this.#entries.where('id').anyOf([...ids]).modify({ state }))
  }

  async markPhotos(hashes: readonly string[], state: State): Promise<void> {
    await told(this.#photos.where('sha256').anyOf([...hashes]).modify({ state }))
  }

  async appendNote(note: StoredNote, pictures: readonly StoredPicture[]): Promise<void> {
    await told(this.#base.transaction('rw', this.#notes, this.#pictures, this.#pictureBodies, async () => {
      await this.#notes.add({ ...note, body: note.body.buffer })
      for (const { body, ...row } of pictures) {
        await this.#pictures.add(row)
        await this.#pictureBodies.add({ note: row.note, sha256: row.sha256, body: body.buffer })
      }
    }))
  }

  async notes(): Promise<readonly StoredNote[]> {
    return (await told(this.#notes.toArray())).map(row => ({ ...row, body: new Uint8Array(row.body) })).sort(byTime)
  }

  async pictures(): Promise<readonly PictureRow[]> {
    return (await told(this.#pictures.toArray())).sort((one, other) => one.bytes - other.bytes)
  }

  async picture(note: string, sha256: string): Promise<StoredPicture | null> {
    const [row, body] = await told(Promise.all([this.#pictures.get([note, sha256]), this.#pictureBodies.get([note, sha256])]))
    return row && body ? { ...row, body: new Uint8Array(body.body) } : null
  }

  async markNotes(ids: readonly string[], state: State): Promise<void> {
    await told(this.#notes.where('id').anyOf([...ids]).modify({ state }))
  }

  async markPictures(keys: readonly (readonly [string, string])[], state: State): Promise<void> {
    await told(this.#pictures.where('[note+sha256]').anyOf(keys.map(key => [...key])).modify({ state }))
  }

  async removeNotes(ids: readonly string[]): Promise<void> {
    await told(this.#base.transaction('rw', this.#notes, this.#pictures, this.#pictureBodies, async () => {
      await this.#notes.bulkDelete([...ids])
      await this.#pictures.where('note').anyOf([...ids]).delete()
      await this.#pictureBodies.where('note').anyOf([...ids]).delete()
    }))
  }

  async queueEverything(): Promise<void> {
    const queued = { state: 'queued' as const }
    await told(this.#base.transaction('rw', this.#entries, this.#photos, this.#notes, this.#pictures, async () => {
      await this.#entries.toCollection().modify(queued)
      await this.#photos.toCollection().modify(queued)
      await this.#notes.toCollection().modify(queued)
      await this.#pictures.toCollection().modify(queued)
    }))
  }

  async keep(name: string, body: Bytes): Promise<void> {
    await told(this.#kept.put({ name, body: body.buffer }))
  }

  async kept(name: string): Promise<Bytes | null> {
    const row = await told(this.#kept.get(name))
    return row ? new Uint8Array(row.body) : null
  }

  async keptNames(prefix: string): Promise<readonly string[]> {
    return (await told(this.#kept.where('name').startsWith(prefix).primaryKeys())).sort()
  }

  async drop(names: readonly string[]): Promise<void> {
    await told(this.#kept.bulkDelete([...names]))
  }

  async exchange(dropped: readonly string[], kept: ReadonlyMap<string, Bytes>): Promise<void> {
    await told(this.#base.transaction('rw', this.#kept, async () => {
      await this.#kept.bulkDelete([...dropped])
      await this.#kept.bulkPut([...kept].map(([name, body]) => ({ name, body: body.buffer })))
    }))
  }

  async remove({ entries, photos, names }: Leaving): Promise<void> {
    await told(this.#base.transaction('rw', this.#entries, this.#photos, this.#bodies, this.#kept, async () => {
      await this.#entries.bulkDelete([...entries])
      await this.#photos.bulkDelete([...photos])
      await this.#bodies.bulkDelete([...photos])
      await this.#kept.bulkDelete([...names])
    }))
  }

  /** As the browser tells it; one that tells nothing is taken to have enough. */
  async room(): Promise<Room> {
    const storage = globalThis.navigator.storage as StorageManager | undefined
    const { quota, usage } = await storage?.estimate() ?? {}
    if (quota === undefined || usage === undefined) return 'enough'
    const left = quota - usage
    return left < NONE ? 'none' : left < LITTLE ? 'little' : 'enough'
  }

  close(): void {
    this.#base.close()
  }
}

function byTime(one: StoredNote, other: StoredNote): number {
  return one.writtenAt - other.writtenAt || one.id.localeCompare(other.id)
}

function unrow(row: EntryRow): StoredEntry {
  return { ...row, body: new Uint8Array(row.body) }
}
