// What came down from the office, sealed in parts so that a change of one venue rewrites little.
import type { BundleOut, ChecklistOut, HistoryOut, OccasionOut, SchemeOut, VenueOut } from '../generated/api'
import type { Server } from '../ports/server'
import type { Storage } from '../ports/storage'
import type { Vault } from '../adapters/vault'
import { local } from '../domain/nights'

const PARTS = 32
const PHOTO_LONG_EDGE = 1600 // until the office has said

/** Noted with the last page, together with all that came: a tablet has a whole bundle, or the one before. */
export interface Meta {
  readonly cursor: string, readonly epoch: string, readonly fetchedAt: number, readonly bytes: number, readonly venues: number
}
type Part<T> = Record<string, T>
/** A history as an earlier version may have kept it: without tips. */
type KeptHistory = Omit<HistoryOut, 'tips'> & Partial<Pick<HistoryOut, 'tips'>>
/** Whom one calls, how photos are shrunk, the round one is sent on, and what is walked. */
type Office = Pick<BundleOut, 'contacts' | 'photo_long_edge' | 'stops' | 'walks' | 'schemes' | 'walk_categories'>

function partOf(id: string): string {
  return String(Number.parseInt(id.slice(-2), 16) % PARTS).padStart(2, '0')
}

export class BundleStore {
  venues: ReadonlyMap<string, VenueOut> = new Map()
  checklists: readonly ChecklistOut[] = []
  occasions: readonly OccasionOut[] = []
  office: Office = { contacts: [], photo_long_edge: PHOTO_LONG_EDGE, stops: [], walks: [], schemes: [], walk_categories: [] }
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
    this.venues = new Map(parts.flatMap(part => Object.entries(part)))
    this.checklists = await this.#read('checklists', [])
    this.occasions = await this.#read('occasions', [])
    this.office = { ...this.office, ...await this.#read<Partial<Office>>('office', {}) } // an earlier version kept less
    this.meta = await this.#read<Meta | null>('bundle', null)
  }

  /** Fetch what changed. Nothing of it is applied before the last page is here. */
  async refresh(server: Server, now: () => number, progress: (venues: number) => void = () => undefined): Promise<void> {
    const pages: BundleOut[] = []
    let bytes = 0
    let epoch = this.meta?.epoch ?? null
    for (let cursor = this.meta?.cursor ?? null, more = true; more;) {
      const { answer, bytes: size } = await server.bundle(cursor)
      if (epoch !== null && epoch !== answer.epoch) {
        cursor = epoch = null // a restored server: what it changed since is not told by our cursor
        pages.length = bytes = 0
        continue
      }
      epoch = answer.epoch
      bytes += size
      pages.push(answer)
      cursor = answer.cursor
      more = answer.has_more
      progress(pages.reduce((sum, page) => sum + page.venues.length, 0))
    }
    await this.#apply(pages, bytes, now())
  }

  async historyOf(venue: string, agency: string): Promise<HistoryOut | null> {
    const part = await this.#read<Part<KeptHistory>>(`histories:${partOf(venue)}`, {})
    const kept = part[`${venue} ${agency}`]
    return kept ? { ...kept, tips: kept.tips ?? [] } : null
  }

  scheme(code: string): SchemeOut | null {
    return this.office.schemes.find(one => one.code === code) ?? null
  }

  /** The checklist for visits that start on that day: the municipality's own before everybody's. */
  checklistOn(day: string, municipality: string): ChecklistOut | null {
    const valid = this.checklists.filter(list => list.valid_from <= day && day <= (list.valid_to ?? '9999')
      && (list.municipality === null || list.municipality === municipality))
    return valid.toSorted((one, other) => Number(other.municipality !== null) - Number(one.municipality !== null)
      || other.valid_from.localeCompare(one.valid_from))[0] ?? null
  }

  async #apply(pages: readonly BundleOut[], bytes: number, fetchedAt: number): Promise<void> {
    const last = pages.at(-1)
    if (!last) return
    const isWhole = pages[0]?.is_whole ?? false // only the first page of a whole bundle says so
    const venues = new Map(isWhole ? [] : this.venues)
    const touched = new Set<string>()
    for (const page of pages) {
      for (const venue of page.venues) venues.set(venue.id, venue)
      for (const id of page.gone) venues.delete(id)
      for (const id of [...page.gone, ...page.venues.map(venue => venue.id)]) touched.add(partOf(id))
    }
    const kept = new Map<string, unknown>()
    const byPart = Map.groupBy(venues.values(), venue => partOf(venue.id))
    for (const part of touched) kept.set(`venues:${part}`, Object.fromEntries((byPart.get(part) ?? []).map(venue => [venue.id, venue])))
    for (const [part, told] of Map.groupBy(pages.flatMap(page => page.histories), one => partOf(one.venue))) {
      const before = isWhole ? {} : await this.#read<Part<KeptHistory>>(`histories:${part}`, {})
      kept.set(`histories:${part}`, { ...before, ...Object.fromEntries(told.map(one => [`${one.venue} ${one.agency}`, one])) })
    }
    const checklists = pages.findLast(page => page.checklists.length > 0)?.checklists ?? this.checklists
    const meta: Meta = {
      cursor: last.cursor, epoch: last.epoch, fetchedAt, venues: venues.size,
      bytes: isWhole ? bytes : Math.max(this.meta?.bytes ?? 0, bytes),
    }
    const office: Office = { contacts: last.contacts, photo_long_edge: last.photo_long_edge, stops: last.stops, walks: last.walks, schemes: last.schemes, walk_categories: last.walk_categories }
    for (const [name, value] of Object.entries({ checklists, occasions: last.occasions, office, bundle: meta })) kept.set(name, value)
    const sealed = await Promise.all([...kept].map(async ([name, value]) => [name, await this.#vault.sealJson(name, value)] as const))
    const dropped = isWhole ? [...await this.#storage.keptNames('venues:'), ...await this.#storage.keptNames('histories:')] : []
    await this.#storage.exchange(dropped, new Map(sealed))
    Object.assign(this, { venues, checklists, occasions: last.occasions, office, meta })
  }

  async #read<T>(name: string, otherwise: T): Promise<T> {
    const sealed = await this.#storage.kept(name)
    // What cannot be read is fetched again; it must never keep an officer out.
    return sealed ? this.#vault.openJson<T>(name, sealed).catch(() => otherwise) : otherwise
  }
}

/** Until when what came down is good for a shift: noon of the next day. */
export function goodUntil(meta: Meta): number {
  const noon = Date.parse(`${local(meta.fetchedAt).day}T11:00:00Z`) // about noon, whatever the season
  return noon + 86_400_000
}
