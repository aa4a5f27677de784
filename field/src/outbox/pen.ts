// The officer's pen: everything that is recorded goes through here, one entry after another.
//
// 1. An entry is on the disk, sealed, before anybody is told that it is saved.
// 2. The numbers of a stream are unbroken: a number is used up only when its entry is kept.
// 3. Each entry is signed when it is written, so that even a rescued one proves its author.
// 4. An entry and the photos it names are kept together, or not at all.
import { sha256, toHex } from '../domain/bytes'
import type { Bytes } from '../domain/bytes'
import { parcelMessage, write } from '../domain/entry'
import type { Author, Kind, Payloads } from '../domain/entry'
import type { LogEntry } from '../domain/fold'
import { SequenceTaken } from '../ports/storage'
import type { Storage } from '../ports/storage'
import type { Clock } from '../ports/clock'
import type { Vault } from '../adapters/vault'
import { logEntryOf } from './log'
import type { Sealed } from './log'

const ATTEMPTS = 20
const STEP_ASIDE_MS = 25

export class Pen {
  readonly author: Author
  readonly #storage: Storage
  readonly #vault: Vault
  readonly #clock: Clock
  readonly #onWritten: () => void
  #turn: Promise<unknown> = Promise.resolve()

  constructor(author: Author, storage: Storage, vault: Vault, clock: Clock, onWritten: () => void = () => undefined) {
    this.author = author
    this.#storage = storage
    this.#vault = vault
    this.#clock = clock
    this.#onWritten = onWritten
  }

  /** Record something; resolves when it is safe. Rejects with `StorageFull`, and kept nothing. */
  async write<K extends Kind>(visit: string, section: string, kind: K, payload: Payloads[K], photos: readonly Bytes[] = []): Promise<LogEntry> {
    const turn = this.#turn.then(() => this.#append(visit, section, kind, payload, photos))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #append<K extends Kind>(visit: string, section: string, kind: K, payload: Payloads[K], photos: readonly Bytes[]): Promise<LogEntry> {
    for (let attempt = 1; ; attempt += 1) {
      const moment = this.#clock.moment()
      const seq = await this.#storage.lastSeq() + 1
      const entry = await write(this.author, moment, seq, visit, section, kind, payload)
      const sealed: Sealed = {
        header: entry.header, payload: entry.payload, salt: entry.salt,
        signature: await this.#vault.sign(parcelMessage(this.author.stream, [entry.headerHash])),
      }
      const stored = await Promise.all(photos.map(async bytes => {
        const hash = toHex(await sha256(bytes))
        return {
          sha256: hash, visit, entry: entry.id, state: 'queued' as const, bytes: bytes.length, writtenAt: moment.now,
          body: await this.#vault.seal(hash, bytes),
        }
      }))
      try {
        await this.#storage.append({
          id: entry.id, visit, seq, state: 'queued', writtenAt: moment.now, headerHash: entry.headerHash,
          body: await this.#vault.sealJson(entry.id, sealed),
        }, stored)
        this.#onWritten()
        return logEntryOf(entry)
      } catch (error) {
        if (!(error instanceof SequenceTaken) || attempt === ATTEMPTS) throw error
        // Another tab was faster: step aside for a moment that is not the same for both.
        await new Promise(resolve => setTimeout(resolve, Math.random() * STEP_ASIDE_MS))
      }
    }
  }
}
