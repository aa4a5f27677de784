// What the tablet keeps. Bodies are sealed bytes that only the officer's vault opens; beside
// them stand ids, numbers and states, which say nothing of anybody.
import type { Bytes } from '../domain/bytes'

/** `held`: the server has it. `quarantined`: it has it, and a coordinator must look at it. */
export type State = 'queued' | 'held' | 'quarantined'

export interface StoredEntry {
  readonly id: string
  readonly visit: string
  readonly seq: number
  readonly state: State
  readonly writtenAt: number
  readonly headerHash: string
  readonly body: Bytes
}

export interface PhotoRow {
  readonly sha256: string
  readonly visit: string
  readonly entry: string
  readonly state: State
  readonly bytes: number
  readonly writtenAt: number
}
export interface StoredPhoto extends PhotoRow { readonly body: Bytes }

/** A note of a walk. `hash`: of the text that is sealed in the body, under which the server keeps it. */
export interface StoredNote {
  readonly id: string
  readonly walk: string
  readonly state: State
  readonly writtenAt: number
  readonly hash: string
  readonly body: Bytes
}

/** A picture of a note; the same bytes under two notes are two pictures. */
export interface PictureRow {
  readonly note: string
  readonly sha256: string
  readonly state: State
  readonly bytes: number
  readonly writtenAt: number
}
export interface StoredPicture extends PictureRow { readonly body: Bytes }

/** How much room the device has left for us. */
export type Room = 'enough' | 'little' | 'none'

/** What may leave the device, all of it or nothing. */
export interface Leaving { readonly entries: readonly string[], readonly photos: readonly string[], readonly names: readonly string[] }

/** The device has no room for this; nothing of it was kept. */
export class StorageFull extends Error {}
/** Another pen used this number of the stream first. */
export class SequenceTaken extends Error {}

/** Every promise resolves only when what it says is on the disk. */
export interface Storage {
  /** One entry with the photos that it names: all of it, or nothing. */
  append(entry: StoredEntry, photos: readonly StoredPhoto[]): Promise<void>
  lastSeq(): Promise<number>
  entries(): Promise<readonly StoredEntry[]>
  entriesOf(visit: string): Promise<readonly StoredEntry[]>
  queuedEntries(): Promise<readonly StoredEntry[]>
  photos(): Promise<readonly PhotoRow[]>
  photo(sha256: string): Promise<StoredPhoto | null>
  mark(ids: readonly string[], state: State): Promise<void>
  markPhotos(hashes: readonly string[], state: State): Promise<void>
  /** One note with its pictures: all of it, or nothing. */
  appendNote(note: StoredNote, pictures: readonly StoredPicture[]): Promise<void>
  notes(): Promise<readonly StoredNote[]>
  pictures(): Promise<readonly PictureRow[]>
  picture(note: string, sha256: string): Promise<StoredPicture | null>
  markNotes(ids: readonly string[], state: State): Promise<void>
  markPictures(keys: readonly (readonly [note: string, sha256: string])[], state: State): Promise<void>
  /** Notes that the server has named, with all of their pictures. */
  removeNotes(ids: readonly string[]): Promise<void>
  /** The server is another one than before: offer everything again. */
  queueEverything(): Promise<void>
  /** Sealed odds and ends by name: drafts, the bundle's parts, receipts. */
  keep(name: string, body: Bytes): Promise<void>
  kept(name: string): Promise<Bytes | null>
  keptNames(prefix: string): Promise<readonly string[]>
  drop(names: readonly string[]): Promise<void>
  /** One set of names for another: all of it, or nothing. */
  exchange(dropped: readonly string[], kept: ReadonlyMap<string, Bytes>): Promise<void>
  /** What the server's receipt has named, and nothing else. */
  remove(leaving: Leaving): Promise<void>
  room(): Promise<Room>
}
