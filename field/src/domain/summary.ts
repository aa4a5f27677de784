// What the serving manager is told before the officers leave, in plain words; its hash is what
// they sign. The same entries give the same text.
import type { ItemOut } from '../generated/api'
import { sha256, toHex, utf8 } from './bytes'
import type { SectionFold } from './fold'
import { clockOf, minuteOfNight } from './nights'

export interface Told { readonly lines: readonly string[], readonly sha256: string }
export interface SummaryWords {
  readonly heading: (venue: string, night: string) => string
  readonly checked: (count: number) => string
  readonly nothing: string
  readonly finding: (item: string, text: string, corrected: boolean) => string
  readonly follow: (code: string) => string
  readonly observed: (time: string, level: string, did: string) => string
  readonly counted: (time: string, guests: number, permitted: number | null) => string
  readonly onDuty: (time: string, serving: number, trained: number) => string
  readonly next: string
}

/** The summary of one section; `itemText` says an item in the reader's language. */
export async function summaryOf(
  venue: string, night: string, section: SectionFold, common: SectionFold, items: readonly ItemOut[],
  permitted: number | null, itemText: (item: ItemOut) => string, words: SummaryWords, level: (code: string) => string, did: (code: string) => string,
): Promise<Told> {
  const byCode = new Map(items.map(item => [item.code, item]))
  const lines = [words.heading(venue, night), words.checked([...section.items.values()].filter(item => item.value === 'ok' || item.value === 'finding').length)]
  const findings = [...section.items].flatMap(([code, item]) => item.findings.map(finding => ({ code, finding })))
  if (findings.length === 0) lines.push(words.nothing)
  for (const { code, finding } of findings) {
    const item = byCode.get(code)
    lines.push(words.finding(item ? itemText(item) : code, finding.text, finding.corrected_on_site ?? false))
    if (finding.follow_up) lines.push(words.follow(finding.follow_up))
  }
  for (const entry of section.standing('observed')) {
    const said = entry.payload?.['staff_did'] as readonly string[]
    lines.push(words.observed(clockOf(minuteOfNight(entry.recordedAt)), level(String(entry.payload?.['level'])), said.map(did).join(', ')))
  }
  for (const entry of [...section.standing('counted'), ...common.standing('counted')]) {
    const { guests, serving, trained } = entry.payload ?? {}
    const time = clockOf(minuteOfNight(entry.recordedAt))
    if (typeof guests === 'number') lines.push(words.counted(time, guests, permitted))
    if (typeof serving === 'number' && typeof trained === 'number') lines.push(words.onDuty(time, serving, trained))
  }
  lines.push(words.next)
  return { lines, sha256: toHex(await sha256(utf8(lines.join('\n')))) }
}
