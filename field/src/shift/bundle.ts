// What came down from the office, sealed in parts so that a change of one venue rewrites little.
import type { BundleOut, ChecklistOut, HistoryOut, OccasionOut, VenueOut } from '../generated/api'
import type { Server } from '../ports/server'
import type { Storage } from '../ports/storage'
import type { Vault } from '../adapters/vault'
import { local } from '../domain/nights'

const PARTS = 32

/** `isComplete`: every page has come. Until then nobody is told that the tablet is ready. */
export interface Meta {
  readonly cursor: string, readonly epoch: string, readonly isComplete: boolean, readonly fetchedAt: number, readonly bytes: number, readonly venues: number
}
type Part<T> = Record<string, T>

function partOf(id: string): string {
  return String(Number.parseInt(id.slice(-2), 16) % PARTS).padStart(2, '0')
}

export class BundleStore {
  readonly venues = new Map<string, VenueOut>()
  checklists: readonly ChecklistOut[] = []
  occasions: readonly OccasionOut[] = []
  meta: Meta | null = null
  readonly #storage: Storage
  readonly #vault: Vault

  constructor(storage: Storage, vault: Vault) {
    this.#storage = storage
    this.#vault = vault
  }

  /** Everything but the histories, which are opened venue by venue. */
  async load(): Promise<void> {
    const names = await this.#storage.keptNames('venues:')
    const parts = await Promise.all(names.map(name => this.#read<Part<VenueOut>>(name, {})))
    for (const part of parts) for (const venue of Object.values(part)) this.venues.set(venue.id, venue)
    this.checklists = await this.#read('checklists', [])
    this.occasions = await this.#read('occasions', [])
    this.meta = await this.#read<Meta | null>('bundle', null)
  }

  /** Fetch what changed. What is kept stays whole when the net breaks in between. */
  async refresh(server: Server, now: () => number, progress: (venues: number) => void = () => undefined): Promise<void> {
    let bytes = 0
    for (let cursor = this.meta?.cursor ?? null, more = true; more;) {
      const page = await server.bundle(cursor)
      if (cursor !== null && this.meta !== null && this.meta.epoch !== page.answer.epoch) {
        cursor = null // a restored server: what it changed since is not told by our cursor
        continue
      }
      bytes += page.bytes
      await this.#apply(page.answer)
      cursor = page.answer.cursor
      more = page.answer.has_more
      const whole = page.answer.is_whole && !more ? bytes : Math.max(this.meta?.bytes ?? 0, bytes)
      this.meta = { cursor, epoch: page.answer.epoch, isComplete: !more, fetchedAt: now(), bytes: whole, venues: this.venues.size }
      await this.#keep('bundle', this.meta) // last: until then the page is asked for again
      progress(this.venues.size)
    }
  }

  async historyOf(venue: string, agency: string): Promise<HistoryOut | null> {
    const part = await this.#read<Part<HistoryOut>>(`histories:${partOf(venue)}`, {})
    return part[`${venue} ${agency}`] ?? null
  }

  /** The checklist for visits that start on that day: the municipality's own before everybody's. */
  checklistOn(day: string, municipality: string): ChecklistOut | null {
    const valid = this.checklists.filter(list => list.valid_from <= day && day <= (list.valid_to ?? '9999')
      && (list.municipality === null || list.municipality === municipality))
    return valid.toSorted((one, other) => Number(other.municipality !== null) - Number(one.municipality !== null)
      || other.valid_from.localeCompare(one.valid_from))[0] ?? null
  }

  async #apply(page: BundleOut): Promise<void> {
    if (page.is_whole) { // only the first page of a whole bundle says so
      this.venues.clear()
      await this.#storage.drop(await this.#storage.keptNames('venues:'))
      await this.#storage.drop(await this.#storage.keptNames('histories:'))
    }
    const touched = new Set<string>()
    for (const venue of page.venues) {
      this.venues.set(venue.id, venue)
      touched.add(partOf(venue.id))
    }
    for (const id of page.gone) {
      this.venues.delete(id)
      touched.add(partOf(id))
    }
    const byPart = Map.groupBy(this.venues.values(), venue => partOf(venue.id))
    for (const part of touched) {
      await this.#keep(`venues:${part}`, Object.fromEntries((byPart.get(part) ?? []).map(venue => [venue.id, venue])))
    }
    for (const [part, told] of Map.groupBy(page.histories, one => partOf(one.venue))) {
      const before = await this.#read<Part<HistoryOut>>(`histories:${part}`, {})
      await this.#keep(`histories:${part}`, { ...before, ...Object.fromEntries(told.map(one => [`${one.venue} ${one.agency}`, one])) })
    }
    if (page.checklists.length > 0) await this.#keep('checklists', this.checklists = page.checklists)
    if (!page.has_more) await this.#keep('occasions', this.occasions = page.occasions)
  }

  async #read<T>(name: string, otherwise: T): Promise<T> {
    const sealed = await this.#storage.kept(name)
    // What cannot be read is fetched again; it must never keep an officer out.
    return sealed ? this.#vault.openJson<T>(name, sealed).catch(() => otherwise) : otherwise
  }

  async #keep(name: string, value: unknown): Promise<void> {
    await this.#storage.keep(name, await this.#vault.sealJson(name, value))
  }
}

/** Until when what came down is good for a shift: noon of the next day. */
export function goodUntil(meta: Meta): number {
  const noon = Date.parse(`${local(meta.fetchedAt).day}T11:00:00Z`) // about noon, whatever the season
  return noon + 86_400_000
}
