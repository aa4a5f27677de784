// Before leaving: what is missing, what the venue is told, who signs; then close.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { summaryOf } from '../domain/summary'
import type { Told } from '../domain/summary'
import type { Gap } from '../domain/completeness'
import { Button, Choices, Field, go, language, say, saving, useDraft, why, words } from './parts'
import { itemText } from './list'
import { Signature } from './signature'
import type { Strokes } from './signature'
import type { VisitProps } from './visit'

function gapSaid(gap: Gap): string {
  const said = words().gap[gap.code]
  return typeof said === 'string' ? said : said(gap.particulars.length)
}

export function Leave({ shift, visit }: VisitProps): JSX.Element {
  const t = words().leave
  const [alone, setAlone, forgetAlone] = useDraft(shift.drafts, `${visit.head.id}:alone`)
  const gaps = visit.gaps
  const unanswered = gaps.find(gap => gap.code === 'unanswered')
  const isAlone = gaps.some(gap => gap.code === 'second_officer')
  const hinders = gaps.filter(gap => gap.code !== 'second_officer' || alone.trim().length < 3)
  const close = async (): Promise<void> => {
    if (await saving(() => visit.close(isAlone ? alone.trim() : ''))) {
      await forgetAlone()
      say(t.closedNow)
    }
  }
  const seal = async (): Promise<void> => {
    try {
      await shift.sync()
      await shift.seal(visit)
      say(t.sealed)
    } catch (error) {
      say(why(error), true)
    }
  }
  return <>
    <section aria-labelledby="h-missing" class={gaps.length ? 'care' : 'good'}><h2 id="h-missing">{t.missing}</h2>
      {gaps.length === 0 ? <p>✓ {t.nothing}</p> : <ul>{gaps.map(gap => <li key={gap.code}>{gapSaid(gap)}</li>)}</ul>}
      {unanswered && <Button onClick={() => saving(() => visit.answerAll(unanswered.particulars, 'not_checked'))}>{t.rest(unanswered.particulars.length)}</Button>}
      {isAlone && <Field label={t.alone} value={alone} onInput={setAlone} />}
    </section>
    <Summary shift={shift} visit={visit} />
    {!visit.isClosed && <Button kind="main" disabled={hinders.length > 0} onClick={close}>{t.close}</Button>}
    {!visit.isClosed && hinders.length > 0 && <p class="note">{t.closeFirst}</p>}
    {visit.isClosed && <><p role="status">✓ {visit.isSealed ? t.sealed : t.closedNow}</p>
      {!visit.isSealed && <><p class="note">{t.sealWhy}</p><Button onClick={seal}>{t.seal}</Button></>}
      <Button kind="quiet" onClick={() => { go('/tonight') }}>{words().nav.tonight}</Button></>}
  </>
}

function Summary({ shift, visit }: VisitProps): JSX.Element {
  const t = words().leave
  const [told, setTold] = useState<Told | null>(null)
  const [isLarge, setLarge] = useState(false)
  const [mode, setMode] = useState<'sign' | 'decline' | null>(null)
  const venue = shift.bundle.venues.get(visit.head.venue)
  const [section, common, lang] = [visit.section.value, visit.common.value, language.value]
  useEffect(() => {
    const w = words()
    void summaryOf(venue?.name ?? '', visit.head.night, section, common, visit.items, venue?.licence?.max_persons ?? null, itemText,
      { ...w.summary, follow: code => w.summary.follow((w.follow as Readonly<Record<string, string>>)[code] ?? code) },
      code => w.watch.levels[code as 'sober'], code => w.watch.didBy[code as 'served']).then(setTold)
  }, [section, common, lang])
  if (told === null) return <p aria-busy="true" />
  const said = [...section.standing('signed'), ...section.standing('declined_to_sign')]
  return <section aria-labelledby="h-summary" class={isLarge ? 'large' : ''}><h2 id="h-summary">{t.summary}</h2>
    <div class="summary">{told.lines.map((line, at) => <p key={at}>{line}</p>)}</div>
    <Button kind="quiet" onClick={() => { setLarge(!isLarge) }}>{isLarge ? t.small : t.show}</Button>
    {said.map(entry => <p key={entry.id}>✓ {entry.kind === 'signed' ? t.signed(String(entry.payload?.['name'])) : t.declined}{entry.kind === 'signed' && entry.payload?.['summary_sha256'] !== told.sha256 && ` ! ${t.signedEarlier}`}</p>)}
    {mode === null && <div class="row"><Button onClick={() => { setMode('sign') }}>{t.sign}</Button><Button kind="quiet" onClick={() => { setMode('decline') }}>{t.decline}</Button></div>}
    <Mail shift={shift} visit={visit} told={told} />
    {mode !== null && <Sign shift={shift} visit={visit} told={told} declines={mode === 'decline'} onDone={() => { setMode(null) }} />}
  </section>
}

/** The words that were shown go to the venue by mail, when there is a net. */
function Mail({ shift, visit, told }: VisitProps & { readonly told: Told }): JSX.Element {
  const t = words().leave
  const [address, setAddress, forget] = useDraft(shift.drafts, `${visit.head.id}:mail`)
  const [error, setError] = useState('')
  const send = async (): Promise<void> => {
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address.trim())) { setError(t.needAddress); return }
    setError('')
    const payload = { text: told.lines.join('\n'), language: language.value, mail_to: address.trim() }
    if (await saving(() => visit.write('own', 'informed', payload))) await forget()
  }
  return <details><summary>{t.mail}</summary>
    <Field label={t.address} value={address} onInput={setAddress} error={error} />
    <Button onClick={send}>{t.mailIt}</Button>
    {visit.section.value.standing('informed').map(entry => <p key={entry.id}>✓ {t.mailed(String(entry.payload?.['mail_to'] ?? ''))}</p>)}
  </details>
}

type Role = 'serving_manager' | 'holder' | 'staff' | 'inspector'

function Sign({ shift, visit, told, declines, onDone }: VisitProps & { readonly told: Told, readonly declines: boolean, readonly onDone: () => void }): JSX.Element {
  const t = words().leave
  const [role, setRole] = useState<Role>('serving_manager')
  const [name, setName, forgetName] = useDraft(shift.drafts, `${visit.head.id}:signer`)
  const [reason, setReason] = useState('')
  const [strokes, setStrokes] = useState<Strokes | null>(null)
  const [error, setError] = useState('')
  const done = async (): Promise<void> => { await forgetName(); onDone() }
  const keep = async (): Promise<void> => {
    if (declines) {
      if (reason.trim().length < 3) { setError(t.needReason); return }
      const payload = { role, reason: reason.trim(), ...(name.trim() ? { name: name.trim() } : {}) }
      if (await saving(() => visit.write('own', 'declined_to_sign', payload))) await done()
      return
    }
    if (name.trim() === '') { setError(t.needName); return }
    if (strokes === null || strokes.strokes.length === 0) { setError(t.empty); return }
    if (await saving(() => visit.write('own', 'signed', { role, name: name.trim(), ...strokes, summary_sha256: told.sha256 }))) await done()
  }
  return <section><h3>{declines ? t.decline : t.sign}</h3>
    <Choices legend={t.role} options={t.roles} chosen={[role]} onChange={([one]) => { if (one) setRole(one) }} />
    <Field label={t.name} value={name} onInput={setName} />
    {declines ? <Field label={t.reason} value={reason} onInput={setReason} lines={2} /> : <Signature onChange={setStrokes} />}
    {error && <p class="error" role="alert">{error}</p>}
    <div class="row"><Button kind="main" onClick={keep}>{t.keep}</Button><Button kind="quiet" onClick={onDone}>{words().finding.cancel}</Button></div>
  </section>
}
