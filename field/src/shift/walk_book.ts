// The walks of this tablet: those that the office planned, and those that were begun here.
import { signal } from '@preact/signals'
import { uuid7 } from '../domain/identifiers'
import { nightOf } from '../domain/nights'
import { Notebook } from '../outbox/notebook'
import type { Clock } from '../ports/clock'
import type { Storage } from '../ports/storage'
import type { Vault } from '../adapters/vault'
import type { BundleStore } from './bundle'
import type { Profile } from './profile'
import { leavingWalks } from './retention'
import { Walk } from './walk'
import type { WalkHead } from './walk'

export class WalkBook {
  readonly heads = signal<readonly WalkHead[]>([])
  readonly notebook: Notebook
  readonly #profile: Profile
  readonly #bundle: BundleStore
  readonly #storage: Storage
  readonly #vault: Vault
  readonly #clock: Clock

  constructor(profile: Profile, bundle: BundleStore, storage: Storage, vault: Vault, clock: Clock, notebook: Notebook) {
    this.#profile = profile
    this.#bundle = bundle
    this.#storage = storage
    this.#vault = vault
    this.#clock = clock
    this.notebook = notebook
  }

  /** Read anew what was begun here beside what the office has planned. */
  async load(): Promise<void> {
    const sealed = await Promise.all((await this.#storage.keptNames('walk:')).map(async name => {
      const body = await this.#storage.kept(name)
      return body ? this.#vault.openJson<WalkHead>(name, body).catch(() => null) : null
    }))
    const begun = sealed.flatMap(head => head ? [head] : [])
    const known = new Set(begun.map(head => head.id))
    const planned = this.#bundle.office.walks.filter(walk => !known.has(walk.id)).map(walk => ({ ...walk, opening: null }))
    this.heads.value = [...begun, ...planned].toSorted((one, other) => other.night.localeCompare(one.night))
  }

  /** A walk that was planned, or begun here before; null when the tablet knows of none. */
  async walk(id: string): Promise<Walk | null> {
    const head = this.heads.value.find(one => one.id === id)
    if (!head) return null
    const walk = new Walk(head, this.#bundle.scheme(head.scheme), this.notebook)
    await walk.load()
    return walk
  }

  /** Begin a walk: its head stays here from now on, also when the office forgets it. */
  async begin(head: WalkHead): Promise<void> {
    const name = `walk:${head.id}`
    await this.#storage.keep(name, await this.#vault.sealJson(name, head))
    await this.load()
    const walk = await this.walk(head.id)
    if (walk && !walk.isBegun) await walk.begin()
  }

  /** An overnight appraisal that nobody has planned, by the scheme that came last. */
  appraisalOnTheSpot(title: string): WalkHead | null {
    const scheme = this.#bundle.office.schemes.at(-1)
    if (!scheme) return null
    const { now } = this.#clock.moment()
    const { municipality, code: agency } = this.#profile.agency
    return { id: uuid7(now), kind: 'appraisal', title, night: nightOf(now), municipality, scheme: scheme.code, opening: { agency } }
  }

  async picture(note: string, sha256: string): Promise<Blob | null> {
    const bytes = await this.notebook.picture(note, sha256)
    return bytes ? new Blob([bytes], { type: 'image/jpeg' }) : null
  }

  /** Notes and pictures: on this device → held by the server. */
  async stock(): Promise<readonly [number, number]> {
    const rows = [...await this.#storage.notes(), ...await this.#storage.pictures()]
    return [rows.length, rows.filter(one => one.state !== 'queued').length]
  }

  /** How many notes the server holds back for a coordinator's look. */
  async inQuarantine(): Promise<number> {
    return (await this.#storage.notes()).filter(one => one.state === 'quarantined').length
  }

  /** Let go of old walks of which the server has named every part. */
  async tidy(stays: ReadonlySet<string>): Promise<void> {
    const gone = leavingWalks(await this.#storage.notes(), await this.#storage.pictures(), await this.#storage.room(), this.#clock.moment().now, stays)
    await this.#storage.removeNotes(gone.notes)
    const flags = await Promise.all(gone.walks.map(walk => this.#storage.keptNames(`flag:${walk}:`)))
    await this.#storage.drop([...gone.walks.map(walk => `walk:${walk}`), ...flags.flat()])
    await this.load()
  }
}
