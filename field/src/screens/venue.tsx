// The venue's card: what holds tonight, what was found before, and the door to a visit.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HistoryOut, VenueOut } from '../generated/api'
import { CODE_LENGTH } from '../domain/join_code'
import { clockOf, weekday } from '../domain/nights'
import type { VisitKind } from '../domain/completeness'
import type { Shift } from '../shift/shift'
import { Button, Choices, Field, Heading, go, saving, words } from './parts'

export function VenueCard({ shift, id, code }: { readonly shift: Shift, readonly id: string, readonly code: string }): JSX.Element {
  const t = words().venue
  const venue = shift.bundle.venues.get(id)
  const [history, setHistory] = useState<HistoryOut | null>(null)
  useEffect(() => { void shift.bundle.historyOf(id, shift.profile.agency.code).then(setHistory) }, [id])
  if (!venue) return <main><p>{t.gone}</p></main>
  const isPinned = shift.pinned.value.includes(id)
  return <main>
    <Heading>{venue.name}</Heading>
    <p>{venue.address}{venue.restaurangnummer && ` · ${t.number} ${venue.restaurangnummer}`}</p>
    <Facts venue={venue} night={shift.night} />
    <section aria-labelledby="h-open"><h2 id="h-open">{t.open}</h2>
      {history?.open_findings.length ? <ul>{history.open_findings.map(one => <li key={one.id}>{one.found_on} · {one.item} · {words().severity[one.severity as 'minor']}: {one.text}</li>)}</ul> : <p>{t.openNone}</p>}</section>
    {history?.tips.length ? <section aria-labelledby="h-tips" class="care"><h2 id="h-tips">{t.tips}</h2>
      <ul>{history.tips.map(one => <li key={one.id}>{one.received_on}{one.is_confirmed && ` · ${t.tipConfirmed}`}: {one.text}</li>)}</ul></section> : null}
    <section aria-labelledby="h-last"><h2 id="h-last">{t.last}</h2>
      {history?.visits.length ? <ul>{history.visits.slice(0, 5).map(one => <li key={one.id}>{one.night}: {t.findings(one.findings)}</li>)}</ul> : <p>{t.lastNone}</p>}</section>
    <section aria-labelledby="h-call"><h2 id="h-call">{t.call}</h2>
      <ul class="list">{shift.bundle.office.contacts.filter(one => one.municipality === venue.municipality).map(one =>
        <li key={one.name}><a href={`tel:${one.night_phone.replaceAll(/[^+\d]/g, '')}`}><strong>{one.name}</strong><span>{one.night_phone}</span></a></li>)}</ul>
      <p>{t.callText}</p></section>
    <Button onClick={() => shift.pin(id, !isPinned)} pressed={isPinned}>{isPinned ? t.unpin : t.pin}</Button>
    <Begin shift={shift} venue={venue} scanned={code} />
  </main>
}

function Facts({ venue, night }: { readonly venue: VenueOut, readonly night: string }): JSX.Element {
  const t = words().venue
  const hours = (venue.licence?.hours ?? []).filter(one => one.weekday === weekday(night))
  const conditions = [venue.licence?.conditions_text ?? '', ...(venue.licence?.conditions ?? []).map(one => one.text)].filter(one => one !== '')
  return <dl class="facts">
    <dt>{t.hours}</dt><dd>{hours.length ? hours.map(one => `${clockOf(one.opens_minute)}–${clockOf(one.closes_minute)}`).join(', ') : venue.licence?.hours_text || t.hoursNone}</dd>
    <dt>{t.permitted}</dt><dd>{venue.licence?.max_persons ?? '–'}</dd>
    <dt>{t.conditions}</dt><dd>{conditions.length ? conditions.map(one => <p key={one}>{one}</p>) : '–'}</dd>
    <dt>{t.holder}</dt><dd>{venue.holder ?? t.none}</dd>
    <dt>{t.managers}</dt><dd>{venue.serving_managers.map(one => one.name).join(', ') || t.none}</dd>
  </dl>
}

function Begin({ shift, venue, scanned }: { readonly shift: Shift, readonly venue: VenueOut, readonly scanned: string }): JSX.Element {
  const t = words().venue
  const [mode, setMode] = useState<'start' | 'join' | null>(scanned === '' ? null : 'join')
  const [kind, setKind] = useState<VisitKind>('outer')
  const occasions = shift.bundle.occasions.filter(one => one.night === shift.night && one.municipality === venue.municipality)
  const [occasion, setOccasion] = useState(shift.stopAt(venue.id)?.occasion ?? occasions[0]?.id ?? '')
  const [who, setWho] = useState<readonly string[]>([])
  const [code, setCode] = useState(scanned)
  const [error, setError] = useState('')
  const colleagues = Object.fromEntries(shift.profile.colleagues.map(one => [`${one.id} ${one.agency}`, `${one.name} (${one.agency})`]))

  if (shift.checklistToday(venue) === null) return <p role="alert">{t.noChecklist}</p>
  if (mode === null) {
    return <div class="row"><Button kind="main" onClick={() => { setMode('start') }}>{t.start}</Button><Button onClick={() => { setMode('join') }}>{t.join}</Button></div>
  }
  const begin = (): Promise<unknown> => saving(async () => {
    const visit = await shift.start({
      venue, kind, occasion: occasion === '' ? null : occasion,
      with: who.map(one => ({ officer: one.split(' ')[0] ?? '', agency: one.split(' ')[1] ?? '' })),
    })
    go(`/visit/${visit.head.id}/list`)
  })
  const join = async (): Promise<void> => {
    const visit = await shift.join(venue, code, kind)
    if (visit === null) setError(t.wrongCode)
    else go(`/visit/${visit.head.id}/list`)
  }
  return <section class="begin">
    <Choices legend={t.kind} options={t.kinds} chosen={[kind]} onChange={([one]) => { if (one) setKind(one) }} />
    {mode === 'start' ? <>
      {occasions.length > 0 && <Choices legend={t.occasion} options={{ ...Object.fromEntries(occasions.map(one => [one.id, one.name])), '': t.noOccasion }} chosen={[occasion]} onChange={([one]) => { setOccasion(one ?? '') }} />}
      {shift.profile.colleagues.length > 0 && <Choices legend={t.who} options={colleagues} chosen={[...who]} onChange={setWho} several />}
      <Button kind="main" onClick={begin}>{t.begin}</Button>
    </> : <>
      <Field label={t.code} value={code} onInput={value => { setCode(value.toUpperCase().slice(0, CODE_LENGTH + 2)) }} error={error} />
      <Button kind="main" onClick={join}>{t.joinNow}</Button>
    </>}
  </section>
}
