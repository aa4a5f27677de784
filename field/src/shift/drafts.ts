// Words that are not recorded yet, kept while they are typed: at most half a second can be lost.
import type { Storage } from '../ports/storage'
import type { Vault } from '../adapters/vault'

const EVERY_MS = 400

export class Drafts {
  readonly #storage: Storage
  readonly #vault: Vault
  readonly #waiting = new Map<string, string>()
  #timer: ReturnType<typeof setTimeout> | null = null

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
    const waiting = [...this.#waiting]
    for (const [name, text] of waiting) {
      const key = `draft:${name}`
      if (text === '') await this.#storage.drop([key])
      else await this.#storage.keep(key, await this.#vault.sealJson(key, text))
      if (this.#waiting.get(name) === text) this.#waiting.delete(name)
    }
  }

  async forget(name: string): Promise<void> {
    this.#waiting.delete(name)
    await this.#storage.drop([`draft:${name}`])
  }
}
