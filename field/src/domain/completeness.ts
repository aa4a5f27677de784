// What is missing before a section may be sealed: the same table of demands as the server's
// `inspections/rules/completeness.py`, proved by `tests/vectors/completeness.json`.
import type { Started } from '../generated/contract'
import { conflictsOf } from './fold'
import type { LogEntry, SectionFold } from './fold'

export type VisitKind = Started['visit_kind']

export interface Facts {
  readonly visitKind: VisitKind
  readonly agency: string
  readonly section: SectionFold
  readonly common: SectionFold
  /** The codes that this section's agency must answer. */
  readonly dueItems: ReadonlySet<string>
  readonly photosHeld: ReadonlySet<string>
  readonly waived: ReadonlySet<string>
  readonly held: ReadonlySet<string>
}

export type Missing =
  | 'nothing_recorded' | 'unanswered' | 'conflict' | 'device_open' | 'entry_awaited' | 'photo_awaited' | 'entry_held'
  | 'signature' | 'second_officer'

export interface Gap { readonly code: Missing, readonly particulars: readonly string[] }

// Two inspectors are the norm where a venue is visited (domain note 2.2).
const OFFICERS_EXPECTED: Readonly<Record<VisitKind, number>> = { preventive: 1, inner: 1, outer: 2 }
const VENUE_ROLES: ReadonlySet<unknown> = new Set(['serving_manager', 'holder', 'staff'])
const LINKS: ReadonlySet<string> = new Set(['sealed', 'amended', 'released'])

/** A signature of the venue's side, or that it declined, belongs to a visit on site. */
export function needsSignature(kind: VisitKind): boolean {
  return kind === 'outer'
}

/** Who of the agency took part: joined by name, or wrote in the section. */
export function officersOf(facts: Pick<Facts, 'agency' | 'section' | 'common'>): ReadonlySet<string> {
  const joined = facts.common.standing('joined')
    .filter(entry => entry.payload?.['agency'] === facts.agency).map(entry => String(entry.payload?.['officer']))
  const wrote = facts.section.timeline.filter(entry => !LINKS.has(entry.kind) && !entry.isDesk).map(entry => entry.author)
  return new Set([...joined, ...wrote])
}

type Demand = (facts: Facts) => Iterable<string> | null

/** The particulars when there are any; null when nothing is missing. */
function some(particulars: Iterable<string>): Iterable<string> | null {
  const found = [...particulars]
  return found.length > 0 ? found : null
}

function photosAwaited(facts: Facts): Iterable<string> {
  const officers = officersOf(facts)
  const named = new Set<string>()
  for (const part of [facts.section, facts.common]) {
    for (const entry of part.standing('photographed')) {
      if (facts.waived.has(entry.stream) || (part === facts.common && !officers.has(entry.author))) continue
      for (const role of ['shrunk', 'drawn']) {
        const file = entry.payload?.[role] as { sha256: string } | undefined
        if (file && !facts.photosHeld.has(file.sha256)) named.add(file.sha256)
      }
    }
  }
  return named
}

function saidByTheVenue(facts: Facts): boolean {
  const said: LogEntry[] = [facts.section, facts.common].flatMap(part =>
    [...part.standing('signed'), ...part.standing('declined_to_sign')])
  return said.some(entry => VENUE_ROLES.has(entry.payload?.['role']))
}

const DEMANDS: readonly (readonly [Missing, Demand])[] = [
  ['nothing_recorded', facts => facts.section.timeline.length > 0 ? null : []],
  ['unanswered', facts => some([...facts.dueItems].filter(code => !facts.section.items.has(code)))],
  ['conflict', facts => some(conflictsOf(facts.section))],
  ['device_open', facts => some([...facts.section.openStreams].filter(stream => !facts.waived.has(stream)))],
  ['entry_awaited', facts => some([...facts.section.awaited]
    .filter(([, streams]) => [...streams].some(stream => !facts.waived.has(stream))).map(([id]) => id))],
  ['photo_awaited', facts => some(photosAwaited(facts))],
  ['entry_held', facts => some(facts.held)],
  ['signature', facts => !needsSignature(facts.visitKind) || saidByTheVenue(facts) ? null : []],
  ['second_officer', facts => {
    if (officersOf(facts).size >= OFFICERS_EXPECTED[facts.visitKind]) return null
    return facts.section.standing('closed').some(entry => entry.payload?.['single_officer_reason']) ? null : []
  }],
]

/** The gaps of a section, in the order in which they are shown; none: it may seal. */
export function missingBeforeSeal(facts: Facts): Gap[] {
  return DEMANDS.flatMap(([code, demand]) => {
    const particulars = demand(facts)
    return particulars === null ? [] : [{ code, particulars: [...particulars].sort() }]
  })
}
