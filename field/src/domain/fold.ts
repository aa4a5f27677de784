// What a section of a visit says: a pure fold over its entries, the same as the server's
// `inspections/rules/fold.py`; both are proved by `tests/vectors/fold.json`.
//
// The order in which entries arrived never matters. An answer stands until another answer to
// the same item names it in `supersedes`; standing answers with different values are a conflict,
// which stays until a person settles it. No clock ever decides.
import type { Answered, Finding } from '../generated/contract'

export interface LogEntry {
  readonly id: string
  readonly section: string
  readonly kind: string
  readonly author: string
  readonly stream: string
  readonly seq: number
  /** Corrected, or the device's own instant before the server has seen it; for display. */
  readonly recordedAt: number
  /** null when it was destroyed by a decision. */
  readonly payload: Readonly<Record<string, unknown>> | null
  readonly isDesk: boolean
}

export interface FindingInFold extends Finding { readonly answer: string }

/** What stands for an item; `value` is null when the answers differ. */
export interface ItemState {
  readonly answers: readonly string[]
  readonly value: Answered['value'] | null
  readonly findings: readonly FindingInFold[]
}

export interface SectionFold {
  readonly items: ReadonlyMap<string, ItemState>
  readonly timeline: readonly LogEntry[]
  readonly retracted: ReadonlySet<string>
  readonly openStreams: ReadonlySet<string>
  /** Ids that have not arrived, with the streams that named them in closing. */
  readonly awaited: ReadonlyMap<string, ReadonlySet<string>>
  standing(kind: string): readonly LogEntry[]
}

const AFTER_THE_VISIT: ReadonlySet<string> = new Set(['sealed', 'amended', 'released'])

/** Fold the entries of one section, in whatever order they come. */
export function foldSection(given: Iterable<LogEntry>): SectionFold {
  const entries = [...new Map(Array.from(given, entry => [entry.id, entry])).values()]
  const timeline = inDisplayOrder(entries)
  const retracted = retractedIn(entries)
  const byKind = Map.groupBy(timeline.filter(entry => !retracted.has(entry.id)), entry => entry.kind)
  const standing = (kind: string): readonly LogEntry[] => byKind.get(kind) ?? []
  return {
    items: itemsOf(standing('answered')), timeline, retracted, openStreams: openStreamsIn(entries),
    awaited: awaitedIn(entries), standing,
  }
}

/** The codes of the items whose standing answers differ. */
export function conflictsOf(fold: SectionFold): string[] {
  return [...fold.items].filter(([, item]) => item.value === null).map(([code]) => code)
}

export function strings(payload: LogEntry['payload'], member: string): readonly string[] {
  const found = payload?.[member]
  return Array.isArray(found) ? found as string[] : []
}

/** Streams interleaved by corrected time, each in its own sequence. */
export function inDisplayOrder(entries: readonly LogEntry[]): readonly LogEntry[] {
  const streams = [...Map.groupBy(entries, entry => entry.stream).values()].map(run =>
    run.toSorted((one, other) => one.seq - other.seq || compare(one.id, other.id)))
  const heads = streams.map(() => 0)
  const order: LogEntry[] = []
  while (order.length < entries.length) {
    let first: { entry: LogEntry, stream: number } | null = null
    for (const [stream, run] of streams.entries()) {
      const entry = run[heads[stream] ?? 0]
      if (entry && (first === null || before(entry, first.entry))) first = { entry, stream }
    }
    if (first === null) break
    order.push(first.entry)
    heads[first.stream] = (heads[first.stream] ?? 0) + 1
  }
  return order
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function before(one: LogEntry, other: LogEntry): boolean {
  return one.recordedAt !== other.recordedAt ? one.recordedAt < other.recordedAt : one.stream < other.stream
}

/** Ids struck out by their own author. A retraction is not itself retracted. */
function retractedIn(entries: readonly LogEntry[]): ReadonlySet<string> {
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  return new Set(entries.flatMap(entry => {
    if (entry.kind !== 'retracted' || entry.payload === null) return []
    const target = byId.get(String(entry.payload['entry']))
    return target && target.author === entry.author && target.kind !== 'retracted' ? [target.id] : []
  }))
}

function itemsOf(answers: readonly LogEntry[]): ReadonlyMap<string, ItemState> {
  const told = answers.filter(answer => answer.payload !== null)
  const byItem = [...Map.groupBy(told, answer => String(answer.payload?.['item']))]
  return new Map(byItem.toSorted(([one], [other]) => compare(one, other)).map(([item, some]) => [item, stateOf(some)]))
}

function stateOf(answers: readonly LogEntry[]): ItemState {
  const superseded = supersededIn(answers)
  const heads = answers.filter(answer => !superseded.has(answer.id)).toSorted((one, other) => compare(one.id, other.id))
  const values = new Set(heads.map(answer => answer.payload?.['value'] as Answered['value']))
  const findings = new Map<string, FindingInFold>()
  for (const answer of heads) {
    const listed = (answer.payload?.['findings'] ?? []) as readonly Finding[]
    for (const finding of listed) if (!findings.has(finding.id)) findings.set(finding.id, { ...finding, answer: answer.id })
  }
  return {
    answers: heads.map(answer => answer.id),
    value: values.size === 1 ? [...values][0] ?? null : null,
    findings: [...findings.values()].toSorted((one, other) => compare(one.id, other.id)),
  }
}

/** Ids that another answer supersedes; within a ring nothing is superseded: a person chooses. */
function supersededIn(answers: readonly LogEntry[]): ReadonlySet<string> {
  const names = new Map(answers.map(answer => [answer.id, strings(answer.payload, 'supersedes').filter(one => one !== answer.id)]))
  const leadsBack = (start: string, goal: string): boolean => {
    const seen = new Set<string>()
    const ahead = [start]
    for (let one = ahead.pop(); one !== undefined; one = ahead.pop()) {
      if (one === goal) return true
      if (seen.has(one)) continue
      seen.add(one)
      ahead.push(...names.get(one) ?? [])
    }
    return false
  }
  return new Set([...names].flatMap(([newer, named]) => named.filter(older => !leadsBack(older, newer))))
}

/** Streams that wrote something in the section after they last closed it. */
function openStreamsIn(entries: readonly LogEntry[]): ReadonlySet<string> {
  const written = new Map<string, number>()
  const closed = new Map<string, number>()
  for (const entry of entries) {
    if (AFTER_THE_VISIT.has(entry.kind) || entry.isDesk) continue
    const seen = entry.kind === 'closed' ? closed : written
    seen.set(entry.stream, Math.max(seen.get(entry.stream) ?? 0, entry.seq))
  }
  return new Set([...written].filter(([stream, seq]) => (closed.get(stream) ?? 0) < seq).map(([stream]) => stream))
}

/** Ids that some device held when it closed and that have not arrived. */
function awaitedIn(entries: readonly LogEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const here = new Set(entries.map(entry => entry.id))
  const awaited = new Map<string, Set<string>>()
  for (const entry of entries) {
    if (entry.kind !== 'closed') continue
    for (const one of strings(entry.payload, 'entries')) {
      if (!here.has(one)) awaited.set(one, (awaited.get(one) ?? new Set()).add(entry.stream))
    }
  }
  return awaited
}
