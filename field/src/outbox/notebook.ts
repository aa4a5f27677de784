// The notebook of walks: what is seen on a walk is kept here, and carried with everything else.
//
// 1. A note is on the disk, sealed, with its pictures, before anybody is told that it is saved.
// 2. Sending anything twice does no harm: the server keeps a note under the hash of its text.
// 3. Notes go up under their author's own session alone; who else is signed in carries nothing.
// 4. A picture counts as held when the server has named it, not when it was sent.
import type { NoteResult } from '../generated/api'
import { sha256, toHex, utf8 } from '../domain/bytes'
import type { Bytes } from '../domain/bytes'
import { wallClock } from '../domain/entry'
import type { Author } from '../domain/entry'
import { readNote, writeNote } from '../domain/note'
import type { Note, NoteKind, Said } from '../domain/note'
import { asThemselves, NoNet } from '../ports/server'
import type { Server } from '../ports/server'
import type { Clock } from '../ports/clock'
import type { State, Storage, StoredNote } from '../ports/storage'
import type { Vault } from '../adapters/vault'
import { sendEach } from './parcels'

const BATCH = 50

export class Notebook {
  readonly #author: Author
  readonly #storage: Storage
  readonly #vault: Vault
  readonly #server: Server
  readonly #clock: Clock
  readonly #onWritten: () => void
  readonly #unreadable = new Set<string>()

  constructor(author: Author, storage: Storage, vault: Vault, server: Server, clock: Clock, onWritten: () => void = () => undefined) {
    this.#author = author
    this.#storage = storage
    this.#vault = vault
    this.#server = server
    this.#clock = clock
    this.#onWritten = onWritten
  }

  /** Something here could not be read any more: it stays for a rescue. */
  get isDamaged(): boolean {
    return this.#unreadable.size > 0
  }

  /** Note something; resolves when it is safe. Rejects with `StorageFull`, and kept nothing. */
  async write<K extends NoteKind>(walk: string, kind: K, said: Said[K], pictures: readonly Bytes[] = []): Promise<Note> {
    const moment = this.#clock.moment()
    const { id, text } = writeNote(this.#author, moment, walk, kind, said)
    const stored = await Promise.all(pictures.map(async bytes => {
      const hash = toHex(await sha256(bytes))
      return { note: id, sha256: hash, state: 'queued' as const, bytes: bytes.length, writtenAt: moment.now, body: await this.#vault.seal(`${id} ${hash}`, bytes) }
    }))
    await this.#storage.appendNote({
      id, walk, state: 'queued', writtenAt: moment.now, hash: toHex(await sha256(utf8(text))), body: await this.#vault.sealJson(id, text),
    }, stored)
    this.#onWritten()
    return readNote(text)
  }

  /** The notes of a walk that lie here, in the order in which they were written. */
  async of(walk: string): Promise<readonly Note[]> {
    const stored = (await this.#storage.notes()).filter(one => one.walk === walk)
    const read = await Promise.all(stored.map(one => this.#text(one)))
    return read.flatMap(text => text === null ? [] : [readNote(text)])
  }

  /** What the server said of notes of a walk that it holds back, by note. */
  async heldBack(walk: string): Promise<ReadonlyMap<string, string>> {
    const prefix = `flag:${walk}:`
    const told = await Promise.all((await this.#storage.keptNames(prefix)).map(async name => {
      const body = await this.#storage.kept(name)
      const said = body && await this.#vault.openJson<{ sentence: string }>(name, body).catch(() => null)
      return [name.slice(prefix.length), said?.sentence ?? ''] as const
    }))
    return new Map(told)
  }

  async picture(note: string, hash: string): Promise<Bytes | null> {
    const stored = await this.#storage.picture(note, hash)
    return stored && this.#vault.open(`${note} ${hash}`, stored.body).catch(() => null)
  }

  /** Send what waits; answers the server's epoch, or null when nothing was to be sent. */
  async send(): Promise<string | null> {
    const waiting = (await this.#storage.notes()).filter(one => one.state === 'queued' && !this.#unreadable.has(one.id))
    const pictures = (await this.#storage.pictures()).filter(one => one.state === 'queued')
    if (waiting.length === 0 && pictures.length === 0) return null
    await asThemselves(this.#server, this.#author.officer)
    let epoch: string | null = null
    for (let at = 0; at < waiting.length; at += BATCH) epoch = await this.#offer(waiting.slice(at, at + BATCH)) ?? epoch
    await this.#sendPictures()
    return epoch
  }

  /** Ask again after everything that lies here: what the server lacks waits anew. */
  async compare(): Promise<void> {
    const stored = await this.#storage.notes()
    if (stored.length === 0) return
    await asThemselves(this.#server, this.#author.officer)
    for (let at = 0; at < stored.length; at += BATCH) await this.#offer(stored.slice(at, at + BATCH))
  }

  async #offer(stored: readonly StoredNote[]): Promise<string | null> {
    const texts = new Map<string, { readonly note: StoredNote, readonly text: string }>()
    for (const note of stored) {
      const text = await this.#text(note)
      if (text !== null) texts.set(note.hash, { note, text })
    }
    if (texts.size === 0) return null
    const moment = this.#clock.moment()
    const answer = await this.#server.sendNotes({
      sent: { device_at: wallClock(moment), mono_ms: Math.trunc(moment.mono), boot: moment.boot }, notes: [...texts.values()].map(one => one.text),
    })
    const answered = answer.results.flatMap(result => {
      const one = texts.get(result.sha256)
      return one ? [{ note: one.note, result }] : []
    })
    if (answered.length === 0) throw new NoNet('The server answered for nothing that was sent.')
    await this.#note(answered)
    return answer.epoch
  }

  async #note(answered: readonly { readonly note: StoredNote, readonly result: NoteResult }[]): Promise<void> {
    const ids = (status: (one: NoteResult) => boolean): string[] => answered.filter(one => status(one.result)).map(one => one.note.id)
    for (const { note, result } of answered) {
      if (result.status !== 'held') continue
      const name = `flag:${note.walk}:${note.id}`
      await this.#storage.keep(name, await this.#vault.sealJson(name, { code: result.code, sentence: result.sentence }))
    }
    await this.#storage.drop(answered.filter(one => one.result.status !== 'held').map(one => `flag:${one.note.walk}:${one.note.id}`))
    await this.#storage.markNotes(ids(one => one.status === 'held'), 'quarantined')
    await this.#storage.markNotes(ids(one => one.status !== 'held'), 'held')
    const named = new Map(answered.map(one => [one.note.id, new Set(one.result.photos)]))
    const rows = (await this.#storage.pictures()).filter(row => named.has(row.note))
    const keys = (state: State): [string, string][] => rows
      .filter(row => (named.get(row.note)?.has(row.sha256) ? 'held' : 'queued') === state && row.state !== state).map(row => [row.note, row.sha256])
    await this.#storage.markPictures(keys('held'), 'held')
    await this.#storage.markPictures(keys('queued'), 'queued')
  }

  async #sendPictures(): Promise<void> {
    await sendEach(await this.#storage.pictures(), this.#unreadable, {
      name: row => `${row.note} ${row.sha256}`,
      open: async row => this.picture(row.note, row.sha256),
      bring: async (row, bytes) => {
        await this.#server.putPicture(row.note, row.sha256, bytes)
        await this.#storage.markPictures([[row.note, row.sha256]], 'held')
      },
    })
  }

  async #text(note: StoredNote): Promise<string | null> {
    const text = await this.#vault.openJson<string>(note.id, note.body).catch(() => null)
    if (text === null) this.#unreadable.add(note.id)
    return text
  }
}
