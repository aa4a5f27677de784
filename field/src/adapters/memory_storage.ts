// The storage's twin in memory, proved by the same acceptance suite.
import type { Bytes } from '../domain/bytes'
import { SequenceTaken, StorageFull } from '../ports/storage'
import type { Leaving, PhotoRow, PictureRow, Room, State, Storage, StoredEntry, StoredNote, StoredPhoto, StoredPicture } from '../ports/storage'

export class MemoryStorage implements Storage {
  /** Bytes that still fit; tests turn it down. */
  space = Number.POSITIVE_INFINITY
  readonly #entries = new Map<string, StoredEntry>()
  readonly #photos = new Map<string, StoredPhoto>()
  readonly #kept = new Map<string, Bytes>()
  readonly #notes = new Map<string, StoredNote>()
  readonly #pictures = new Map<string, StoredPicture>()

  async append(entry: StoredEntry, photos: readonly StoredPhoto[]): Promise<void> {
    if ([...this.#entries.values()].some(one => one.seq === entry.seq || one.id === entry.id)) throw new SequenceTaken()
    this.#take(entry.body.length + photos.reduce((sum, photo) => sum + photo.body.length, 0))
    this.#entries.set(entry.id, entry)
    for (const photo of photos) if (!this.#photos.has(photo.sha256)) this.#photos.set(photo.sha256, photo)
  }

  async lastSeq(): Promise<number> {
    return Math.max(0, ...[...this.#entries.values()].map(entry => entry.seq))
  }

  async entries(): Promise<readonly StoredEntry[]> {
    return [...this.#entries.values()].sort((one, other) => one.seq - other.seq)
  }

  async entriesOf(visit: string): Promise<readonly StoredEntry[]> {
    return (await this.entries()).filter(entry => entry.visit === visit)
  }

  async queuedEntries(): Promise<readonly StoredEntry[]> {
    return (await this.entries()).filter(entry => entry.state === 'queued')
  }

  async photos(): Promise<readonly PhotoRow[]> {
    return [...this.#photos.values()].map(({ body: _body, ...row }) => row).sort((one, other) => one.bytes - other.bytes)
  }

  async photo(sha256: string): Promise<StoredPhoto | null> {
    return this.#photos.get(sha256) ?? null
  }

  async mark(ids: readonly string[], state: State): Promise<void> {
    for (const id of ids) {
      const entry = this.#entries.get(id)
      if (entry) this.#entries.set(id, { ...entry, state })
    }
  }

  async markPhotos(hashes: readonly string[], state: State): Promise<void> {
    for (const hash of hashes) {
      const photo = this.#photos.get(hash)
      if (photo) this.#photos.set(hash, { ...photo, state })
    }
  }

  async queueEverything(): Promise<void> {
    await this.mark([...this.#entries.keys()], 'queued')
    await this.markPhotos([...this.#photos.keys()], 'queued')
    await this.markNotes([...this.#notes.keys()], 'queued')
    await this.markPictures([...this.#pictures.values()].map(one => [one.note, one.sha256]), 'queued')
  }

  async appendNote(note: StoredNote, pictures: readonly StoredPicture[]): Promise<void> {
    if (this.#notes.has(note.id)) throw new SequenceTaken()
    this.#take(note.body.length + pictures.reduce((sum, one) => sum + one.body.length, 0))
    this.#notes.set(note.id, note)
    for (const one of pictures) this.#pictures.set(`${one.note} ${one.sha256}`, one)
  }

  async notes(): Promise<readonly StoredNote[]> {
    return [...this.#notes.values()].sort((one, other) => one.writtenAt - other.writtenAt || one.id.localeCompare(other.id))
  }

  async pictures(): Promise<readonly PictureRow[]> {
    return [...this.#pictures.values()].map(({ body: _body, ...row }) => row).sort((one, other) => one.bytes - other.bytes)
  }

  async picture(note: string, sha256: string): Promise<StoredPicture | null> {
    return this.#pictures.get(`${note} ${sha256}`) ?? null
  }

  async markNotes(ids: readonly string[], state: State): Promise<void> {
    for (const id of ids) {
      const note = this.#notes.get(id)
      if (note) this.#notes.set(id, { ...note, state })
    }
  }

  async markPictures(keys: readonly (readonly [string, string])[], state: State): Promise<void> {
    for (const key of keys) {
      const picture = this.#pictures.get(key.join(' '))
      if (picture) this.#pictures.set(key.join(' '), { ...picture, state })
    }
  }

  async removeNotes(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#notes.delete(id)
    for (const [key, picture] of this.#pictures) if (ids.includes(picture.note)) this.#pictures.delete(key)
  }

  async keep(name: string, body: Bytes): Promise<void> {
    this.#take(body.length)
    this.#kept.set(name, body)
  }

  async kept(name: string): Promise<Bytes | null> {
    return this.#kept.get(name) ?? null
  }

  async keptNames(prefix: string): Promise<readonly string[]> {
    return [...this.#kept.keys()].filter(name => name.startsWith(prefix)).sort()
  }

  async drop(names: readonly string[]): Promise<void> {
    for (const name of names) this.#kept.delete(name)
  }

  async exchange(dropped: readonly string[], kept: ReadonlyMap<string, Bytes>): Promise<void> {
    this.#take([...kept.values()].reduce((sum, body) => sum + body.length, 0))
    for (const name of dropped) this.#kept.delete(name)
    for (const [name, body] of kept) this.#kept.set(name, body)
  }

  async remove({ entries, photos, names }: Leaving): Promise<void> {
    for (const id of entries) this.#entries.delete(id)
    for (const hash of photos) this.#photos.delete(hash)
    await this.drop(names)
  }

  async room(): Promise<Room> {
    return this.space === Number.POSITIVE_INFINITY ? 'enough' : this.space > 0 ? 'little' : 'none'
  }

  #take(bytes: number): void {
    if (bytes > this.space) throw new StorageFull()
    this.space -= bytes
  }
}
