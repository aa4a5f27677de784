// An opened vault: everything that an officer works with, from unlocking to locking.
import { signal } from '@preact/signals'
import type { ChecklistOut, StopOut, VenueOut, VisitOut } from '../generated/api'
import { Courier } from '../outbox/courier'
import type { Standing } from '../outbox/courier'
import { asLogEntry, unsealed } from '../outbox/log'
import { Notebook } from '../outbox/notebook'
import { Pen } from '../outbox/pen'
import { compare, fetchReceipt } from '../outbox/receipt'
import type { Receipt } from '../outbox/receipt'
import { asThemselves } from '../ports/server'
import type { Server } from '../ports/server'
import type { Clock } from '../ports/clock'
import type { PhotoRow, State, Storage, StoredEntry } from '../ports/storage'
import { makePasskey } from '../adapters/passkey'
import type { Lock, Vault } from '../adapters/vault'
import { random } from '../domain/bytes'
import { dueItems } from '../domain/checklist'
import type { VisitKind } from '../domain/completeness'
import { newCode, tidy, visitOf } from '../domain/join_code'
import { dayBefore, isNight, local, nightOf } from '../domain/nights'
import { indexOf } from '../domain/search'
import type { Index } from '../domain/search'
import { BundleStore } from './bundle'
import { Drafts } from './drafts'
import { leaving } from './retention'
import type { Stock } from './retention'
import { authorOf } from './profile'
import type { Profile } from './profile'
import { Visit } from './visit'
import type { VisitHead } from './visit'
import { WalkBook } from './walk_book'

const SEND_AFTER_MS = 3000

export interface Start {
  readonly venue: VenueOut
  readonly kind: VisitKind
  readonly occasion: string | null
  /** Colleagues of whatever agency, with or without a tablet. */
  readonly with: readonly { readonly officer: string, readonly agency: string }[]
}

export interface Waiting { readonly entries: number, readonly photos: number, readonly oldestAt: number | null }

export class Shift {
  readonly profile: Profile
  readonly bundle: BundleStore
  readonly walks: WalkBook
  readonly drafts: Drafts
  readonly standing = signal<Standing>('idle')
  readonly said = signal('')
  readonly waiting = signal<Waiting>({ entries: 0, photos: 0, oldestAt: null })
  readonly visits = signal<readonly VisitHead[]>([])
  readonly pinned = signal<readonly string[]>([])
  /** Grows whenever the bundle changed. */
  readonly bundleRound = signal(0)
  readonly storage: Storage
  readonly clock: Clock
  readonly #vault: Vault
  readonly #server: Server
  readonly #pen: Pen
  readonly #courier: Courier
  readonly #opened = new Map<string, Promise<Visit>>()
  #index: Index | null = null
  #soon: ReturnType<typeof setTimeout> | null = null

  private constructor(profile: Profile, storage: Storage, vault: Vault, server: Server, clock: Clock) {
    this.profile = profile
    this.storage = storage
    this.clock = clock
    this.#vault = vault
    this.#server = server
    this.bundle = new BundleStore(storage, vault)
    this.drafts = new Drafts(storage, vault)
    this.#pen = new Pen(authorOf(profile), storage, vault, clock, () => { this.#written() })
    const notebook = new Notebook(authorOf(profile), storage, vault, server, clock, () => { this.#written() })
    this.walks = new WalkBook(profile, this.bundle, storage, vault, clock, notebook)
    this.#courier = new Courier(authorOf(profile), storage, vault, server, clock, notebook, (standing, words) => {
      this.standing.value = standing
      this.said.value = words
    })
  }

  /** A vault that was opened with the PIN, with all that is in it. */
  static async open(storage: Storage, vault: Vault, server: Server, clock: Clock): Promise<Shift> {
    const sealed = await storage.kept('profile')
    if (!sealed) throw new Error('The vault holds no profile.')
    const shift = new Shift(await vault.openJson<Profile>('profile', sealed), storage, vault, server, clock)
    await Promise.all([shift.bundle.load(), shift.drafts.load()])
    shift.bundleRound.value += 1
    const names = await storage.keptNames('visit:')
    const heads = await Promise.all(names.map(name => shift.#read<VisitHead>(name)))
    shift.visits.value = heads.flatMap(head => head ? [head] : []).toSorted((one, other) => other.beganAt - one.beganAt)
    await shift.walks.load()
    shift.pinned.value = await shift.#read<readonly string[]>('pinned') ?? []
    await shift.count()
    return shift
  }

  /** The lock that this device's authenticator opens too; null when it cannot. */
  async withPasskey({ lock, label }: { readonly lock: Lock, readonly label: string }): Promise<Lock | null> {
    const salt = random(32)
    const made = await makePasskey(label, salt)
    return made && this.#vault.alsoOpenedBy(lock, made.id, salt, made.secret)
  }

  /** Whether visits are recorded here; who enrolled before that was told records them. */
  get recordsVisits(): boolean {
    return (this.profile.agency as Partial<Profile['agency']>).records_visits !== false
  }

  get index(): Index {
    this.#index ??= indexOf(this.bundle.venues.values())
    return this.#index
  }

  get night(): string {
    return nightOf(this.clock.moment().now)
  }

  checklistToday(venue: VenueOut): ChecklistOut | null {
    return this.bundle.checklistOn(local(this.clock.moment().now).day, venue.municipality)
  }

  async pin(venue: string, isPinned: boolean): Promise<void> {
    this.pinned.value = isPinned ? [...this.pinned.value.filter(one => one !== venue), venue] : this.pinned.value.filter(one => one !== venue)
    await this.#keep('pinned', this.pinned.value)
  }

  /** The stops of tonight's round, in the order of going. */
  get stops(): readonly StopOut[] {
    return this.bundle.office.stops.filter(stop => stop.night === this.night)
  }

  /** The planned stop at a venue tonight. */
  stopAt(venue: string): StopOut | undefined {
    return this.stops.find(stop => stop.venue === venue)
  }

  /** Begin a visit on the spot: started, who takes part, arrived. Its code lets others join. */
  async start(asked: Start): Promise<Visit> {
    const checklist = this.checklistToday(asked.venue)
    if (checklist === null) throw new Error('No checklist is valid today.')
    const place = { venue: asked.venue.id, night: this.night }
    const code = await newCode(place, random(8))
    const id = await visitOf(place, code)
    if (id === null) throw new Error('A new code names no visit.')
    return this.#begin({ id, venue: asked.venue.id, kind: asked.kind, checklist: checklist.code, night: place.night, beganAt: this.clock.moment().now, code, opening: { starts: true, occasion: asked.occasion, stop: this.stopAt(asked.venue.id)?.id ?? null, with: asked.with } })
  }

  /** Join a visit that another tablet shows; null when the code is none of this venue and night. */
  async join(venue: VenueOut, code: string, kind: VisitKind): Promise<Visit | null> {
    const checklist = this.checklistToday(venue)
    const named = await this.#named(venue.id, code)
    if (named === null || checklist === null) return null
    const { id, night } = named
    if (this.visits.value.some(head => head.id === id)) return this.visit(id)
    return this.#begin({ id, venue: venue.id, kind, checklist: checklist.code, night, beganAt: this.clock.moment().now, code: tidy(code), opening: { starts: false, occasion: null, with: [] } })
  }

  /** The visit of that code: of this night, or by day of the one that has just ended. */
  async #named(venue: string, code: string): Promise<{ readonly id: string, readonly night: string } | null> {
    const { now } = this.clock.moment()
    for (const night of isNight(now) ? [this.night] : [this.night, dayBefore(this.night)]) {
      const id = await visitOf({ venue, night }, code)
      if (id !== null) return { id, night }
    }
    return null
  }

  async visit(id: string): Promise<Visit | null> {
    const head = this.visits.value.find(one => one.id === id)
    if (!head) return null
    const known = this.#opened.get(id) ?? this.#load(head)
    this.#opened.set(id, known)
    known.catch(() => { this.#opened.delete(id) }) // another look may succeed
    return known
  }

  /** Ask the server what the others wrote; without a net what was last heard stays. */
  async hear(visit: Visit): Promise<void> {
    await this.#asMyself()
    const told = await this.#server.visit(visit.head.id)
    visit.hear(told)
    await this.#keep(`heard:${visit.head.id}`, told)
  }

  /** Send what waits; then hear what the others wrote in visits that are open here. */
  async sync(): Promise<void> {
    await this.#courier.run()
    await this.count()
  }

  async refreshBundle(progress?: (venues: number) => void): Promise<void> {
    await this.#asMyself()
    await this.bundle.refresh(this.#server, () => this.clock.moment().now, progress)
    if (this.bundle.meta) await this.#courier.noteEpoch(this.bundle.meta.epoch)
    this.#index = null
    await this.walks.load()
    this.bundleRound.value += 1
  }

  /** Everything that is on the device beside what the server's signed receipt names. */
  async receipt(): Promise<Receipt> {
    await this.#asMyself()
    let { receipt, stock } = await this.#compared()
    if (!receipt.isSafe) { // held once, and gone from there: a restored server, perhaps
      await this.storage.mark(receipt.missingEntries, 'queued')
      await this.storage.markPhotos(receipt.missingPhotos, 'queued')
      await this.sync();
      ({ receipt, stock } = await this.#compared())
    }
    await this.#keep('receipt', receipt)
    await this.#tidy(receipt, stock)
    await this.#compareWalks()
    return receipt
  }

  async seal(visit: Visit): Promise<void> {
    await this.#asMyself()
    await this.#server.seal(visit.head.id, this.profile.agency.code)
    await this.hear(visit)
  }

  async count(): Promise<void> {
    const isQueued = (one: { readonly state: State }): boolean => one.state === 'queued'
    const entries = [...await this.storage.queuedEntries(), ...(await this.storage.notes()).filter(isQueued)]
    const photos = [...await this.storage.photos(), ...await this.storage.pictures()].filter(isQueued)
    const times = [...entries, ...photos].map(one => one.writtenAt)
    this.waiting.value = { entries: entries.length, photos: photos.length, oldestAt: times.length > 0 ? Math.min(...times) : null }
  }

  /** Per visit: how much lies here only, and how much the server holds. */
  async perVisit(): Promise<{ head: VisitHead, entries: readonly StoredEntry[], photos: readonly PhotoRow[] }[]> {
    const [entries, photos] = [await this.storage.entries(), await this.storage.photos()]
    return this.visits.value.map(head => ({
      head, entries: entries.filter(one => one.visit === head.id), photos: photos.filter(one => one.visit === head.id),
    }))
  }

  async photo(sha256: string): Promise<Blob | null> {
    const stored = await this.storage.photo(sha256)
    return stored ? new Blob([await this.#vault.open(sha256, stored.body)], { type: 'image/jpeg' }) : null
  }

  async #asMyself(): Promise<void> { return asThemselves(this.#server, this.profile.officer.id) }

  /** What lay here before the receipt was asked for, and what the receipt says of it. */
  async #compared(): Promise<{ receipt: Receipt, stock: Stock }> {
    const stock = { entries: await this.storage.entries(), photos: await this.storage.photos(), names: await this.storage.keptNames('') }
    const { pages, signatures } = await fetchReceipt(this.#server, this.profile.stream, this.profile.serverKey)
    return { receipt: compare(stock.entries, stock.photos, await this.#findings(stock.entries), pages, signatures), stock }
  }

  /** The ids of the findings in each entry; none in one that cannot be read any more. */
  async #findings(entries: readonly StoredEntry[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map(await Promise.all(entries.map(async entry => {
      const payload = await unsealed(this.#vault, entry).then(texts => asLogEntry(entry, texts).payload, () => null)
      return [entry.id, ((payload?.['findings'] ?? []) as { readonly id: string }[]).map(one => one.id)] as const
    })))
  }

  /** Something new lies here: say so, and try to send it when the pen has rested. */
  #written(): void {
    void this.count()
    if (this.#soon !== null) clearTimeout(this.#soon)
    this.#soon = setTimeout(() => { void this.sync() }, SEND_AFTER_MS)
  }

  async #begin(head: VisitHead): Promise<Visit> {
    await this.#keep(`visit:${head.id}`, head)
    this.visits.value = [head, ...this.visits.value]
    const visit = await this.visit(head.id)
    if (visit === null) throw new Error('The visit is not there.')
    return visit
  }

  async #load(head: VisitHead): Promise<Visit> {
    const checklist = this.bundle.checklists.find(list => list.code === head.checklist)
    const items = dueItems(checklist?.items ?? [], this.profile.agency.kind, local(head.beganAt).day)
    const visit = new Visit(head, items, this.#pen)
    const stored = await this.storage.entriesOf(head.id)
    visit.own.value = await Promise.all(stored.map(async entry => asLogEntry(entry, await unsealed(this.#vault, entry))))
    visit.photos.value = new Set((await this.storage.photos()).filter(photo => photo.visit === head.id).map(photo => photo.sha256))
    const heard = await this.#read<VisitOut>(`heard:${head.id}`)
    if (heard) visit.hear(heard)
    await visit.open()
    return visit
  }

  async #tidy(receipt: Receipt, stock: Stock): Promise<void> {
    const { visits, ...gone } = leaving(stock, receipt, await this.storage.room(), this.clock.moment().now, this.drafts.visits)
    await this.storage.remove(gone)
    for (const visit of visits) this.#opened.delete(visit)
    this.visits.value = this.visits.value.filter(head => !visits.has(head.id))
  }

  /** Ask again after every note that lies here, and let go of old walks that are held. */
  async #compareWalks(): Promise<void> {
    await this.walks.notebook.compare()
    await this.sync()
    await this.walks.tidy(this.drafts.visits)
  }

  async #read<T>(name: string): Promise<T | null> {
    const sealed = await this.storage.kept(name)
    return sealed ? this.#vault.openJson<T>(name, sealed) : null
  }

  async #keep(name: string, value: unknown): Promise<void> {
    await this.storage.keep(name, await this.#vault.sealJson(name, value))
  }
}
