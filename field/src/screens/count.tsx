// A clicker for heads, in and out, against the permitted number. It survives the page.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { local } from '../domain/nights'
import { Button, Field, saving, useDraft, words } from './parts'
import type { VisitProps } from './visit'

function number(text: string): number | undefined {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined
}

function said(payload: Readonly<Record<string, unknown>>, t: ReturnType<typeof words>['count']): string {
  const shown = [['guests', t.guests], ['guards', t.guards], ['staff', t.staff], ['queue', t.queue], ['serving', t.serving], ['trained', t.trained]] as const
  return shown.flatMap(([what, word]) => typeof payload[what] === 'number' ? [`${word} ${payload[what]}`] : []).join(', ')
}

export function Count({ shift, visit }: VisitProps): JSX.Element {
  const t = words().count
  const [inside, setInside, forgetInside] = useDraft(shift.drafts, `${visit.head.id}:inside`)
  const [others, setOthers] = useState<readonly [string, string, string]>(['', '', ''])
  const [duty, setDuty] = useState<readonly [string, string]>(['', ''])
  const [[guards, staff, queue], [serving, trained]] = [others, duty]
  const [error, setError] = useState('')
  const [dutyError, setDutyError] = useState('')
  const permitted = shift.bundle.venues.get(visit.head.venue)?.licence?.max_persons ?? null
  const counts = visit.common.value.standing('counted')
  // The clicker goes on from what was counted last; only what is touched again is saved again.
  const last = counts.findLast(entry => entry.payload?.['guests'] !== undefined)?.payload?.['guests']
  const now = number(inside) ?? (typeof last === 'number' ? last : 0)
  const step = (by: number): void => { setInside(String(Math.max(0, now + by))) }
  const save = async (): Promise<void> => {
    const counted = { guests: number(inside), guards: number(guards), staff: number(staff), queue: number(queue), serving: number(serving), trained: number(trained) }
    const said = Object.fromEntries(Object.entries(counted).filter(([, value]) => value !== undefined)) as Record<string, number>
    if (Object.keys(said).length === 0) { setError(t.nothing); return }
    setError('')
    if (counted.trained !== undefined && counted.trained > (counted.serving ?? -1)) { setDutyError(t.more); return }
    setDutyError('')
    if (await saving(() => visit.write('common', 'counted', said))) {
      // What was written while this was being saved stays.
      if (shift.drafts.read(`${visit.head.id}:inside`) === inside) await forgetInside()
      setOthers(held => held === others ? ['', '', ''] : held)
      setDuty(held => held === duty ? ['', ''] : held)
    }
  }
  return <section aria-labelledby="h-count"><h2 id="h-count">{t.title}</h2>
    <p class={`counter ${permitted !== null && now > permitted ? 'bad' : ''}`} aria-live="polite"><output>{now}</output> {t.inside}{permitted !== null && ` · ${t.permitted(permitted)}`}{permitted !== null && now > permitted && ` · ! ${t.over}`}</p>
    <div class="row clicker"><Button class="out" onClick={() => { step(-1) }}>− {t.out}</Button><Button class="in" kind="main" onClick={() => { step(1) }}>+ {t.in}</Button></div>
    <Field label={t.set} value={inside} onInput={setInside} mode="numeric" error={error} />
    <div class="row"><Field label={t.guards} value={guards} onInput={value => { setOthers([value, staff, queue]) }} mode="numeric" />
      <Field label={t.staff} value={staff} onInput={value => { setOthers([guards, value, queue]) }} mode="numeric" />
      <Field label={t.queue} value={queue} onInput={value => { setOthers([guards, staff, value]) }} mode="numeric" /></div>
    <div class="row"><Field label={t.serving} value={serving} onInput={value => { setDuty([value, trained]) }} mode="numeric" />
      <Field label={t.trained} value={trained} onInput={value => { setDuty([serving, value]) }} mode="numeric" error={dutyError} /></div>
    <Button kind="main" onClick={save}>{t.save}</Button>
    {counts.length > 0 && <><h3>{t.saved}</h3><ul>{counts.map(entry => <li key={entry.id}>{local(entry.recordedAt).time}: {said(entry.payload ?? {}, t)}</li>)}</ul></>}
  </section>
}
