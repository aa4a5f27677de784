// Over-serving as observation over time: one touch starts, the clock runs by itself, and nobody
// is described so that they can be recognised.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Observed } from '../generated/contract'
import { local } from '../domain/nights'
import { Button, Choices, Field, Heading, saving, useDraft, words } from './parts'
import type { VisitProps } from './visit'

export function Watch({ shift, visit }: VisitProps): JSX.Element {
  const t = words().watch
  const [over, setOver] = useState<string | 'new' | null>(null)
  const seen = visit.section.value.standing('observed')
  const groups = [...Map.groupBy(seen, entry => String(entry.payload?.['observation']))]
  if (over !== null) return <Observe shift={shift} visit={visit} over={over === 'new' ? undefined : over} onDone={() => { setOver(null) }} />
  return <section aria-labelledby="h-watch"><Heading level={2} id="h-watch">{t.title}</Heading><p class="note">{t.never}</p>
    <Button kind="main" onClick={() => { setOver('new') }}>{t.start}</Button>
    {groups.length === 0 && <p>{t.none}</p>}
    <ol class="list">{groups.map(([id, entries], at) => <li key={id}><strong>{at + 1}</strong>
      {entries.map(entry => <p key={entry.id}>{local(entry.recordedAt).time} {t.levels[entry.payload?.['level'] as Observed['level']]}: {(entry.payload?.['staff_did'] as Observed['staff_did']).map(one => t.didBy[one]).join(', ')}</p>)}
      <Button onClick={() => { setOver(id) }}>{t.again}</Button></li>)}</ol>
  </section>
}

function Observe({ shift, visit, over, onDone }: VisitProps & { readonly over: string | undefined, readonly onDone: () => void }): JSX.Element {
  const t = words().watch
  const [level, setLevel] = useState<Observed['level'] | null>(null)
  const [signs, setSigns] = useState<Observed['signs']>([])
  const [did, setDid] = useState<Observed['staff_did']>([])
  const [drink, setDrink] = useState<NonNullable<Observed['drink']> | null>(null)
  const [where, setWhere] = useState<NonNullable<Observed['where']> | null>(null)
  const [comment, setComment, forget] = useDraft(shift.drafts, `${visit.head.id}:watch`)
  const [error, setError] = useState('')
  const save = async (): Promise<void> => {
    if (level === null) { setError(t.needLevel); return }
    const made = { level, signs, staff_did: did, ...(drink ? { drink } : {}), ...(where ? { where } : {}), ...(comment.trim() ? { comment: comment.trim() } : {}) }
    if (await saving(() => visit.observe(made, over))) { await forget(); onDone() }
  }
  return <section aria-labelledby="h-observe"><Heading level={2} id="h-observe">{over ? t.again : t.start}</Heading>
    <Choices legend={t.level} options={t.levels} chosen={level ? [level] : []} onChange={([one]) => { setLevel(one ?? null) }} />
    {error && <p class="error" role="alert">{error}</p>}
    <Choices legend={t.signs} options={t.signsBy} chosen={signs} onChange={setSigns} several />
    <Choices legend={t.did} options={t.didBy} chosen={did} onChange={setDid} several />
    <Choices legend={t.drink} options={t.drinks} chosen={drink ? [drink] : []} onChange={([one]) => { setDrink(one ?? null) }} />
    <Choices legend={t.where} options={t.places} chosen={where ? [where] : []} onChange={([one]) => { setWhere(one ?? null) }} />
    <Field label={t.comment} lines={2} value={comment} onInput={setComment} />
    <div class="row"><Button kind="main" onClick={save}>{t.save}</Button><Button kind="quiet" onClick={onDone}>{words().finding.cancel}</Button></div>
  </section>
}
