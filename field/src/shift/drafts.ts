// Words that are not recorded yet, kept while they are typed: at most half a second can be lost.
import type { Storage } from '../ports/storage'
import type { Vault } from '../adapters/vault'

const EVERY_MS = 400

export class Drafts {
  readonly #storage: Storage
  readonly #vault: Vault
  readonly #waiting = new Map<string, string>()
  #timer: ReturnType<typeof setTimeout> | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(storage: Storage, vault: Vault) {
    this.#storage = storage
    this.#vault = vault
  }

  async read(name: string): Promise<string> {
    const waiting = this.#waiting.get(name)
    if (waiting !== undefined) return waiting
    const sealed = await this.#storage.kept(`draft:${name}`)
    return sealed ? this.#vault.openJson<string>(`draft:${name}`, sealed) : ''
  }

  /** Note what stands there now; it is on the disk within half a second, however one types. */
  note(name: string, text: string): void {
    this.#waiting.set(name, text)
    this.#timer ??= setTimeout(() => { void this.flush() }, EVERY_MS)
  }

  /** Everything to the disk at once: the page is being hidden. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    return this.#inTurn(async () => {
      for (const [name, text] of [...this.#waiting]) {
        const key = `draft:${name}`
        const sealed = await this.#vault.sealJson(key, text)
        if (this.#waiting.get(name) !== text) continue // recorded, or typed on, meanwhile
        if (text === '') await this.#storage.drop([key])
        else await this.#storage.keep(key, sealed)
        if (this.#waiting.get(name) === text) this.#waiting.delete(name)
      }
    })
  }

  async forget(name: string): Promise<void> {
    this.#waiting.delete(name)
    return this.#inTurn(() => this.#storage.drop([`draft:${name}`]))
  }

  /** One after the other: a draft that was recorded must not be written again. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
