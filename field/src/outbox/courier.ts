// Carries what the server lacks, by itself, whenever there is a net.
//
// 1. Text goes before photos, and the smallest photo first.
// 2. Sending anything twice does no harm: the server answers the same, so nothing is ever
//    marked as held on a guess, and a lost reply is asked again.
// 3. One bad entry never holds up its neighbours.
// 4. Another epoch means another server (a restored one): everything is offered again.
// 5. Nothing is removed here.
// 6. Visits go before walks: a walk's notes wait for their author's session, and hold up nobody.
import type { EntryResult } from '../generated/api'
import { parcelMessage, wallClock } from '../domain/entry'
import type { Author } from '../domain/entry'
import { NoNet, Refused, SignInNeeded } from '../ports/server'
import type { Server } from '../ports/server'
import type { Clock } from '../ports/clock'
import type { Storage, StoredEntry } from '../ports/storage'
import type { Vault } from '../adapters/vault'
import { unsealed } from './log'
import type { Notebook } from './notebook'
import { sendEach } from './parcels'

const BATCH = 100
const BATCH_BYTES = 200_000

/** `idle`: all is held. `waiting`: no net, it tries again by itself. */
/** `damaged`: something here cannot be read any more; all the rest was sent. */
export type Standing = 'idle' | 'sending' | 'waiting' | 'sign_in' | 'refused' | 'damaged'

export class Courier {
  readonly #author: Author
  readonly #storage: Storage
  readonly #vault: Vault
  readonly #server: Server
  readonly #clock: Clock
  readonly #notebook: Notebook
  readonly #tell: (standing: Standing, words: string) => void
  #run: Promise<void> | null = null
  readonly #unreadable = new Set<string>()

  constructor(author: Author, storage: Storage, vault: Vault, server: Server, clock: Clock, notebook: Notebook, tell: (standing: Standing, words: string) => void) {
    this.#author = author
    this.#storage = storage
    this.#vault = vault
    this.#server = server
    this.#clock = clock
    this.#notebook = notebook
    this.#tell = tell
  }

  /** Send whatever waits; called twice, it runs once. Never rejects: it tells its standing. */
  async run(): Promise<void> {
    this.#run ??= this.#carry().finally(() => { this.#run = null })
    return this.#run
  }

  async #carry(): Promise<void> {
    try {
      this.#tell('sending', '')
      let refused: Refused | null = null
      for (const part of [async () => { while (await this.#sendEntries()) continue }, async () => this.#sendPhotos(), async () => this.#sendNotes()]) {
        try {
          await part()
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          refused ??= error // what the server refuses of one holds up no other
        }
      }
      if (refused) throw refused
      this.#tell(this.#unreadable.size > 0 || this.#notebook.isDamaged ? 'damaged' : 'idle', '')
    } catch (error) {
      if (error instanceof SignInNeeded) this.#tell('sign_in', '')
      else if (error instanceof Refused) this.#tell('refused', error.message)
      else if (error instanceof NoNet) this.#tell('waiting', '')
      else this.#tell('damaged', String(error)) // nobody waits for this promise's word
    }
  }

  async #sendNotes(): Promise<void> {
    const epoch = await this.#notebook.send()
    if (epoch !== null) await this.noteEpoch(epoch)
  }

  /** One batch; whether there may be more. */
  async #sendEntries(): Promise<boolean> {
    const waiting = (await this.#storage.queuedEntries()).filter(one => !this.#unreadable.has(one.id))
    if (waiting.length === 0) return false
    const entries: { stored: StoredEntry, wire: { header: string, payload: string, salt: string } }[] = []
    let bytes = 0
    for (const stored of waiting.slice(0, BATCH)) {
      const sealed = await unsealed(this.#vault, stored).catch(() => null)
      if (sealed === null) { // it stays here for a rescue; its neighbours go
        this.#unreadable.add(stored.id)
        continue
      }
      const { header, payload, salt } = sealed
      bytes += header.length + payload.length
      if (entries.length > 0 && bytes > BATCH_BYTES) break
      entries.push({ stored, wire: { header, payload, salt } })
    }
    if (entries.length === 0) return waiting.length > BATCH
    const moment = this.#clock.moment()
    const answer = await this.#server.send({
      sent: { device_at: wallClock(moment), mono_ms: Math.trunc(moment.mono), boot: moment.boot },
      parcels: [{
        stream: this.#author.stream,
        signature: await this.#vault.sign(parcelMessage(this.#author.stream, entries.map(one => one.stored.headerHash))),
        entries: entries.map(one => one.wire),
      }],
    })
    await this.noteEpoch(answer.epoch)
    await this.#note(entries.map(one => one.stored), answer.results)
    return waiting.length > entries.length
  }

  async #note(entries: readonly StoredEntry[], results: readonly EntryResult[]): Promise<void> {
    const byIndex = new Map(results.filter(one => one.stream === this.#author.stream).map(one => [one.index, one]))
    const answered = entries.flatMap((entry, index) => {
      const result = byIndex.get(index)
      return result ? [{ entry, result }] : [] // not answered for: offered again
    })
    if (answered.length === 0) throw new NoNet('The server answered for nothing that was sent.')
    const flagged = answered.filter(one => one.result.status === 'quarantined' || one.result.status === 'late')
    for (const { entry, result } of flagged) {
      const name = `flag:${entry.visit}:${entry.id}`
      await this.#storage.keep(name, await this.#vault.sealJson(name, { status: result.status, code: result.code, sentence: result.sentence }))
    }
    const ids = (status: (one: EntryResult) => boolean): string[] => answered.filter(one => status(one.result)).map(one => one.entry.id)
    await this.#storage.mark(ids(one => one.status === 'quarantined'), 'quarantined')
    await this.#storage.mark(ids(one => one.status !== 'quarantined'), 'held')
  }

  /** Another server than before, wherever that was heard: everything is offered again. */
  async noteEpoch(epoch: string): Promise<void> {
    const sealed = await this.#storage.kept('epoch')
    const before = sealed ? await this.#vault.openJson<string>('epoch', sealed) : null
    if (before === epoch) return
    if (before !== null) await this.#storage.queueEverything()
    await this.#storage.keep('epoch', await this.#vault.sealJson('epoch', epoch))
  }

  async #sendPhotos(): Promise<void> {
    await sendEach(await this.#storage.photos(), this.#unreadable, {
      name: row => row.sha256,
      open: async row => {
        const photo = await this.#storage.photo(row.sha256)
        return photo && this.#vault.open(row.sha256, photo.body).catch(() => null)
      },
      bring: async (row, bytes) => {
        await this.#server.putPhoto(this.#author.stream, row.sha256, bytes)
        await this.#storage.markPhotos([row.sha256], 'held')
      },
    })
  }
}
