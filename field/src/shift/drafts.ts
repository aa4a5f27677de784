// Words that are not recorded yet, kept while they are typed: at most half a second can be lost.
//
// All of them lie in one sealed text: what is being written about whom stands nowhere in the clear.
import { signal } from '@preact/signals'
import type { Storage } from '../ports/storage'
import type { Vault } from '../adapters/vault'

const EVERY_MS = 400
const NAME = 'drafts'

export interface Draft { readonly visit: string, readonly part: string, readonly text: string }

export class Drafts {
  /** What is typed and not recorded, by `visit:part`. */
  readonly all = signal<ReadonlyMap<string, string>>(new Map())
  readonly #storage: Storage
  readonly #vault: Vault
  #isNoted = true
  #timer: ReturnType<typeof setTimeout> | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(storage: Storage, vault: Vault) {
    this.#storage = storage
    this.#vault = vault
  }

  async load(): Promise<void> {
    const sealed = await this.#storage.kept(NAME)
    const kept = sealed ? await this.#vault.openJson<[string, string][]>(NAME, sealed).catch(() => []) : []
    this.all.value = new Map(kept)
  }

  read(name: string): string {
    return this.all.value.get(name) ?? ''
  }

  /** In the order in which they were begun. */
  get list(): readonly Draft[] {
    return [...this.all.value].map(([name, text]) => {
      const at = name.indexOf(':')
      return { visit: name.slice(0, at), part: name.slice(at + 1), text }
    })
  }

  get visits(): ReadonlySet<string> {
    return new Set(this.list.map(draft => draft.visit))
  }

  /** Note what stands there now; it is on the disk within half a second, however one types. */
  note(name: string, text: string): void {
    const all = new Map(this.all.value)
    if (text === '') all.delete(name)
    else all.set(name, text)
    this.all.value = all
    this.#isNoted = false
    this.#timer ??= setTimeout(() => { void this.flush() }, EVERY_MS)
  }

  /** It is recorded, or nobody wants it. */
  async forget(name: string): Promise<void> {
    this.note(name, '')
    return this.flush()
  }

  /** Everything to the disk at once: the page is being hidden. One after the other, the last wins. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const turn = this.#turn.then(() => this.#write())
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #write(): Promise<void> {
    if (this.#isNoted) return
    this.#isNoted = true
    try {
      await this.#storage.keep(NAME, await this.#vault.sealJson(NAME, [...this.all.value]))
    } catch (error) {
      this.#isNoted = false // no room, perhaps: the next key tries again
      throw error
    }
  }
}
