// A visit and its five places to be: the list, watching, counting, notes, and leaving.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { local } from '../domain/nights'
import { conflictsOf } from '../domain/fold'
import type { Shift } from '../shift/shift'
import type { Visit } from '../shift/visit'
import { Button, Field, Heading, go, say, saving, why, words } from './parts'
import { List } from './list'
import { Qr } from './qr'
import { Watch } from './watch'
import { Count } from './count'
import { Notes } from './notes'
import { Leave } from './leave'

const TABS = ['list', 'watch', 'count', 'notes', 'leave'] as const
export type Tab = typeof TABS[number]
export function isTab(text: string): text is Tab { return (TABS as readonly string[]).includes(text) }
export interface VisitProps { readonly shift: Shift, readonly visit: Visit }

export function VisitScreen({ shift, id, tab }: { readonly shift: Shift, readonly id: string, readonly tab: Tab }): JSX.Element {
  const t = words().visit
  const [visit, setVisit] = useState<Visit | null>(null)
  useEffect(() => {
    void shift.visit(id).then(found => { if (found) setVisit(found); else go('/tonight') }) // another officer's visit
  }, [id])
  if (visit === null) return <main aria-busy="true" />
  const venue = shift.bundle.venues.get(visit.head.venue)
  const state = visit.isSealed ? t.sealed : visit.isClosed ? t.closed : t.ongoing
  const Body = { list: List, watch: Watch, count: Count, notes: Notes, leave: Leave }[tab]
  const hear = async (): Promise<void> => {
    try {
      await shift.sync()
      await shift.hear(visit)
    } catch (error) {
      say(why(error), true)
    }
  }
  return <main>
    <Heading>{venue?.name ?? visit.head.venue}</Heading>
    <p class="note">{state} · {t.arrived(local(visit.head.beganAt).time)}{visit.head.code && <> · <details class="inline"><summary>{t.code}</summary><p class="code">{visit.head.code}</p><Qr text={`${location.origin}/field/#/venue/${visit.head.venue}/${visit.head.code}`} label={t.code} /><p>{t.codeWhy}</p></details></>}</p>
    <nav class="tabs" aria-label={venue?.name}>{TABS.map(one => <a key={one} href={`#/visit/${id}/${one}`} aria-current={one === tab ? 'page' : undefined}>{t.tabs[one]}</a>)}</nav>
    {visit.isReopened && <p class="care" role="status">{t.reopened}</p>}
    <Conflicts shift={shift} visit={visit} />
    <Body shift={shift} visit={visit} />
    <Button kind="quiet" onClick={hear}>{t.heard}</Button>
  </main>
}

/** Answers that differ: shown to both, and settled by a person with a reason. */
function Conflicts({ shift, visit }: VisitProps): JSX.Element | null {
  const torn = conflictsOf(visit.section.value)
  if (torn.length === 0) return null
  return <section class="care" aria-labelledby="h-torn"><h2 id="h-torn">{words().visit.conflicts}</h2>
    {torn.map(code => <Conflict key={code} shift={shift} visit={visit} code={code} />)}</section>
}

function Conflict({ shift, visit, code }: VisitProps & { readonly code: string }): JSX.Element {
  const t = words().visit
  const fold = visit.section.value
  const [reason, setReason] = useState('')
  const byId = new Map(fold.timeline.map(entry => [entry.id, entry]))
  return <div>
    <p><strong>{code}</strong></p>
    <Field label={t.because} value={reason} onInput={setReason} />
    {fold.items.get(code)?.answers.map(id => {
      const entry = byId.get(id)
      const value = entry?.payload?.['value'] as keyof ReturnType<typeof words>['value']
      const who = visit.names.value.get(entry?.author ?? '') ?? shift.profile.officer.name
      return <div key={id} class="row"><p>{who}, {entry && local(entry.recordedAt).time}: {words().value[value]}</p>
        <Button disabled={reason.trim().length < 3} onClick={() => saving(async () => {
          await visit.answer(code, value, (entry?.payload?.['findings'] as never) ?? [], reason.trim())
          setReason('')
        })}>{t.this}</Button></div>
    })}
  </div>
}
