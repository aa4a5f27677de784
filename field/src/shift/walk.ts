// One walk as it stands on this tablet: what was noted here, attribute by attribute.
import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { SchemeOut, WalkOut } from '../generated/api'
import type { Gathered, Saw, Struck } from '../generated/notes'
import type { Bytes } from '../domain/bytes'
import { sha256, toHex } from '../domain/bytes'
import { zoneOf } from '../domain/nights'
import type { Note } from '../domain/note'
import type { Notebook } from '../outbox/notebook'

/** What a tablet knows of a walk before any note. `opening`: it was begun on the spot here. `safety`: of a safety walk alone; an earlier version kept none. */
export type WalkHead = Pick<WalkOut, 'id' | 'kind' | 'title' | 'night' | 'municipality' | 'scheme'> & { readonly opening: { readonly agency: string } | null, readonly safety?: WalkOut['safety'] }

/** Something that was seen, as it stands now. */
export interface Point { readonly note: Note, readonly saw: Saw, readonly zone: string }

export class Walk {
  readonly head: WalkHead
  readonly scheme: SchemeOut | null
  readonly notes = signal<readonly Note[]>([])
  /** Notes that the server holds back, with its sentence. */
  readonly heldBack = signal<ReadonlyMap<string, string>>(new Map())
  /** What stands, the last first: what was struck out is gone from here. */
  readonly points: ReadonlySignal<readonly Point[]>
  /** Who walks along, and in what light, each as it was noted here last. */
  readonly gathered: ReadonlySignal<Gathered>
  readonly #notebook: Notebook

  constructor(head: WalkHead, scheme: SchemeOut | null, notebook: Notebook) {
    this.head = head
    this.scheme = scheme
    this.#notebook = notebook
    this.points = computed(() => {
      const struck = new Set(this.notes.value.flatMap(note => note.kind === 'struck' ? [(note.said as Struck).note] : []))
      return this.notes.value.filter(note => note.kind === 'saw' && !struck.has(note.id))
        .map(note => ({ note, saw: note.said as Saw, zone: zoneOf(note.at) })).toReversed()
    })
    this.gathered = computed(() => this.notes.value.filter(note => note.kind === 'gathered').reduce<Gathered>((known, { said }) => {
      const { groups, light, weather } = said as Gathered
      return { ...known, ...(groups ? { groups } : {}), ...(light ? { light } : {}), ...(weather ? { weather } : {}) }
    }, {}))
  }

  get isBegun(): boolean {
    return this.notes.value.some(note => note.kind === 'began')
  }

  /** Ended here, and nothing noted since. */
  get isEnded(): boolean {
    return this.notes.value.at(-1)?.kind === 'ended'
  }

  /** The attributes noted in a time zone. */
  noted(zone: string): ReadonlySet<string> {
    return new Set(this.points.value.flatMap(point => point.zone === zone && point.saw.attribute ? [point.saw.attribute] : []))
  }

  async load(): Promise<void> {
    this.notes.value = await this.#notebook.of(this.head.id)
    this.heldBack.value = await this.#notebook.heldBack(this.head.id)
  }

  /** How a point of the walk before was found to be now; null while nobody has looked at it here. */
  feelsNow(earlier: string): Saw['feels'] | null {
    return this.points.value.find(point => point.saw.again === earlier)?.saw.feels ?? null
  }

  async begin(): Promise<void> {
    const { opening, title, municipality, scheme } = this.head
    await this.#keep(await this.#notebook.write(this.head.id, 'began', opening === null ? {} : { on_the_spot: { walk_kind: 'appraisal', title, municipality, agency: opening.agency, scheme } }))
  }

  /** Look anew at a point of the walk before: its last look stands, the one before it is struck out. */
  async lookAgain(saw: Omit<Saw, 'photos'> & Pick<Required<Saw>, 'again'>, reason: string): Promise<void> {
    const before = this.points.value.filter(point => point.saw.again === saw.again)
    if (before[0]?.saw.feels === saw.feels) return
    await this.see(saw)
    for (const point of before) await this.strike(point.note.id, reason)
  }

  /** Who walks along, as counts, or the light, or the weather: of each the last stands. */
  async gather(said: Gathered): Promise<void> {
    await this.#keep(await this.#notebook.write(this.head.id, 'gathered', said))
  }

  /** Something seen; its pictures are safe with it. */
  async see(saw: Omit<Saw, 'photos'>, pictures: readonly Bytes[] = []): Promise<void> {
    const photos = await Promise.all(pictures.map(async bytes => ({ sha256: toHex(await sha256(bytes)), bytes: bytes.length })))
    await this.#keep(await this.#notebook.write(this.head.id, 'saw', { ...saw, ...(photos.length > 0 ? { photos } : {}) }, pictures))
  }

  async strike(note: string, reason: string): Promise<void> {
    await this.#keep(await this.#notebook.write(this.head.id, 'struck', { note, reason }))
  }

  async end(): Promise<void> {
    await this.#keep(await this.#notebook.write(this.head.id, 'ended', {}))
  }

  async #keep(note: Note): Promise<void> {
    this.notes.value = [...this.notes.value, note]
  }
}
