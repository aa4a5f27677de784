// One visit as it stands: what this tablet wrote, and what the server has told of the others.
import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { ItemOut, VisitOut } from '../generated/api'
import type { Answered, Finding, Observed } from '../generated/contract'
import type { Bytes } from '../domain/bytes'
import { sha256, toHex } from '../domain/bytes'
import { missingBeforeSeal } from '../domain/completeness'
import type { Gap, VisitKind } from '../domain/completeness'
import { COMMON } from '../domain/entry'
import type { Kind, Payloads } from '../domain/entry'
import { foldSection } from '../domain/fold'
import type { LogEntry, SectionFold } from '../domain/fold'
import { uuid7 } from '../domain/identifiers'
import type { Pen } from '../outbox/pen'

/** What a tablet knows of a visit before any entry: sealed beside them. */
export interface VisitHead {
  readonly id: string
  readonly venue: string
  readonly kind: VisitKind
  readonly checklist: string
  readonly night: string
  readonly beganAt: number
  /** Shown to others who join. */
  readonly code: string
  /** What opens the visit on this tablet; completed when it is loaded, should it be broken off. */
  readonly opening: { readonly starts: boolean, readonly occasion: string | null, readonly stop?: string | null, readonly with: readonly { readonly officer: string, readonly agency: string }[] }
}

export class Visit {
  readonly head: VisitHead
  readonly items: readonly ItemOut[]
  readonly own = signal<readonly LogEntry[]>([])
  readonly others = signal<readonly LogEntry[]>([])
  /** The photos that this device has taken for the visit, by hash. */
  readonly photos = signal<ReadonlySet<string>>(new Set())
  readonly sealedSections = signal<ReadonlySet<string>>(new Set())
  readonly names = signal<ReadonlyMap<string, string>>(new Map())
  readonly section: ReadonlySignal<SectionFold>
  readonly common: ReadonlySignal<SectionFold>
  readonly #pen: Pen

  constructor(head: VisitHead, items: readonly ItemOut[], pen: Pen) {
    this.head = head
    this.items = items
    this.#pen = pen
    const foldOf = (section: string): SectionFold =>
      foldSection([...this.own.value, ...this.others.value].filter(entry => entry.section === section))
    this.section = computed(() => foldOf(pen.author.agency))
    this.common = computed(() => foldOf(COMMON))
  }

  /** Nothing was written here since this device closed it. */
  get isClosed(): boolean {
    return this.#wasClosed && !this.section.value.openStreams.has(this.#pen.author.stream)
  }

  /** Closed on site, and written in since. */
  get isReopened(): boolean {
    return this.#wasClosed && !this.isClosed
  }

  get #wasClosed(): boolean {
    return this.section.value.timeline.some(entry => entry.kind === 'closed' && entry.stream === this.#pen.author.stream)
  }

  get isSealed(): boolean {
    return this.sealedSections.value.has(this.#pen.author.agency)
  }

  /** What is missing before leaving: the seal's own demands, but for what only time brings. */
  get gaps(): Gap[] {
    const later = new Set(['device_open', 'photo_awaited', 'entry_awaited'])
    return missingBeforeSeal({
      visitKind: this.head.kind, agency: this.#pen.author.agency, section: this.section.value, common: this.common.value,
      dueItems: new Set(this.items.map(item => item.code)), photosHeld: this.photos.value, waived: new Set(), held: new Set(),
    }).filter(gap => !later.has(gap.code))
  }

  /** Write what opens the visit here, as far as it is not written yet. */
  async open(): Promise<void> {
    const { starts, occasion, stop, with: others } = this.head.opening
    const has = (kind: string, officer?: string): boolean =>
      this.own.value.some(entry => entry.kind === kind && (officer === undefined || entry.payload?.['officer'] === officer))
    if (has('arrived')) return
    if (starts && !has('started')) {
      await this.write('common', 'started', { venue: this.head.venue, visit_kind: this.head.kind, checklist: this.head.checklist, ...(occasion ? { occasion } : {}), ...(stop ? { stop } : {}) })
    }
    const me = { officer: this.#pen.author.officer, agency: this.#pen.author.agency }
    for (const one of [me, ...others]) if (!has('joined', one.officer)) await this.write('common', 'joined', one)
    await this.write('common', 'arrived', {})
  }

  async write<K extends Kind>(section: 'own' | 'common', kind: K, payload: Payloads[K], photos: readonly Bytes[] = []): Promise<LogEntry> {
    const entry = await this.#pen.write(this.head.id, section === 'own' ? this.#pen.author.agency : COMMON, kind, payload, photos)
    this.own.value = [...this.own.value, entry]
    return entry
  }

  /** Answer an item; the new answer names every one that stands now. */
  async answer(item: string, value: Answered['value'], findings: readonly Finding[] = [], reason?: string): Promise<LogEntry> {
    const supersedes = [...this.section.value.items.get(item)?.answers ?? []]
    return this.write('own', 'answered', {
      item, value, supersedes, ...(findings.length > 0 ? { findings: [...findings] } : {}), ...(reason ? { reason } : {}),
    })
  }

  /** One answer for each of these items, said by a person with one touch. */
  async answerAll(codes: readonly string[], value: 'not_applicable' | 'not_checked'): Promise<void> {
    for (const code of codes) await this.answer(code, value)
  }

  async observe(observation: Omit<Observed, 'observation'>, over: string = uuid7(Date.now())): Promise<LogEntry> {
    return this.write('own', 'observed', { observation: over, ...observation })
  }

  /** A photo is safe, sealed, before it is shown. */
  async photograph(shrunk: Bytes, original: Bytes | null, drawn: Bytes | null, more: Pick<Payloads['photographed'], 'about' | 'caption'>): Promise<LogEntry> {
    const file = async (bytes: Bytes): Promise<{ sha256: string, bytes: number }> => ({ sha256: toHex(await sha256(bytes)), bytes: bytes.length })
    const entry = await this.write('own', 'photographed', {
      shrunk: await file(shrunk), ...(original ? { original: await file(original) } : {}), ...(drawn ? { drawn: await file(drawn) } : {}), ...more,
    }, [shrunk, ...(original ? [original] : []), ...(drawn ? [drawn] : [])])
    const taken = await Promise.all([shrunk, ...(drawn ? [drawn] : [])].map(async bytes => toHex(await sha256(bytes))))
    this.photos.value = new Set([...this.photos.value, ...taken])
    return entry
  }

  /** At the venue, per device: the ids that this device holds, for its own section and the common one. */
  async close(singleOfficerReason: string): Promise<void> {
    await this.write('common', 'left', {})
    for (const section of ['common', 'own'] as const) {
      const code = section === 'own' ? this.#pen.author.agency : COMMON
      const entries = this.own.value.filter(entry => entry.section === code).map(entry => entry.id)
      await this.write(section, 'closed', { entries, ...(section === 'own' && singleOfficerReason ? { single_officer_reason: singleOfficerReason } : {}) })
    }
  }

  /** What the server tells of the visit by now: other devices' entries, corrected times, seals. */
  hear(told: VisitOut): void {
    const mine = new Set(this.own.value.map(entry => entry.id))
    const entries = told.entries.filter(entry => !entry.is_late).map((entry): LogEntry => ({
      id: entry.id, section: entry.section, kind: entry.kind, author: entry.author, stream: entry.stream, seq: entry.seq,
      recordedAt: Date.parse(entry.recorded_at), payload: entry.payload === null ? null : JSON.parse(entry.payload) as Record<string, unknown>, isDesk: entry.is_desk,
    }))
    this.others.value = entries.filter(entry => !mine.has(entry.id))
    this.names.value = new Map(told.entries.map(entry => [entry.author, entry.author_name]))
    this.sealedSections.value = new Set(told.sections.filter(section => section.sealed_at !== null).map(section => section.code))
  }
}
