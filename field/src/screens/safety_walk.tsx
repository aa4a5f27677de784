// A safety walk: who walks along, which places feel safe or unsafe and to whom, and how those of the walk before are now.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SafetyOut } from '../generated/api'
import type { Saw } from '../generated/notes'
import { local } from '../domain/nights'
import type { Shift } from '../shift/shift'
import type { Walk } from '../shift/walk'
import { Gathering } from './gathered'
import { Button, Choices, Field, say, saving, useDraft, words } from './parts'
import { End, MOST_TEXT, Points, Snap, named } from './points'
import { placeOf, usePosition } from './position'

type Feels = NonNullable<Saw['feels']>
type Whom = NonNullable<Saw['for_whom']>[number]
interface Props { readonly shift: Shift, readonly walk: Walk }
const MOST_WHERE = 200

export function SafetyWalk({ shift, walk, safety, onBegun }: Props & { readonly safety: SafetyOut, readonly onBegun: () => Promise<void> }): JSX.Element {
  const t = words()
  return <>
    <p>{t.safety.meets(local(Date.parse(safety.meets_at)).time, safety.meeting_place)}. {t.safety.walksFor[safety.walks_for]}.</p>
    {safety.route.length > 0 && <details><summary>{t.safety.route}</summary><ol>{safety.route.map(stop => <li key={stop.name}>{stop.name}</li>)}</ol></details>}
    {!walk.isBegun ? <><p>{t.safety.intro}</p><Button kind="main" onClick={() => saving(async () => { await shift.walks.begin(walk.head); await onBegun() })}>{t.walk.begin}</Button></>
      : <>{walk.isEnded && <p class="good" role="status">{t.walk.ended}</p>}
        <Gathering walk={walk} />
        {safety.earlier.length > 0 && <Earlier shift={shift} walk={walk} safety={safety} />}
        <See shift={shift} walk={walk} />
        <Points shift={shift} walk={walk} about={saw => about(shift, saw)} />
        <End walk={walk} why={t.safety.endWhy} /></>}
  </>
}

/** How a place feels and to whom, and what it is about, in a line. */
function about(shift: Shift, saw: Saw): string {
  const t = words().safety
  const category = shift.bundle.office.walk_categories.find(one => one.code === saw.category)
  const whom = saw.for_whom?.map(one => t.whoms[one]).join(', ')
  return [saw.feels && `${t.feelings[saw.feels]}${whom ? `: ${whom}` : ''}`, category && named(category)].filter(Boolean).join(' · ')
}

/** One place: how it feels, to whom, what it is about, where, words, and photos. */
function See({ shift, walk }: Props): JSX.Element {
  const t = words()
  const [feels, setFeels] = useState<Feels | ''>('')
  const [whom, setWhom] = useState<readonly Whom[]>([])
  const [category, setCategory] = useState('')
  const [isPlaced, setPlaced] = useState(false)
  const [where, setWhere, forgetWhere] = useDraft(shift.drafts, `${walk.head.id}:where`)
  const [text, setText, forget] = useDraft(shift.drafts, `${walk.head.id}:walk`)
  const position = usePosition(isPlaced)
  const isStale = typeof position === 'object' && placeOf(position, shift.clock.moment().now).place === undefined
  const said = (): Omit<Saw, 'photos'> => ({
    ...(feels === '' ? {} : { feels }), ...(whom.length === 0 ? {} : { for_whom: [...whom] }), ...(category === '' ? {} : { category }),
    ...(where.trim() === '' ? {} : { where: where.trim() }), ...(isPlaced ? placeOf(position, shift.clock.moment().now) : {}),
  })
  const save = async (): Promise<void> => {
    if (feels === '') { say(t.safety.needFeels, true); return }
    if (!await saving(() => walk.see({ ...said(), ...(text.trim() === '' ? {} : { text: text.trim() }) }))) return
    await forget()
    await forgetWhere()
    setFeels('')
    setWhom([])
    setCategory('')
  }
  return <section aria-labelledby="h-see"><h2 id="h-see">{t.safety.see}</h2>
    <Choices legend={t.safety.feels} options={t.safety.feelings} chosen={feels === '' ? [] : [feels]} onChange={([one]) => { setFeels(one === feels ? '' : one ?? '') }} />
    <Choices legend={t.safety.whom} options={t.safety.whoms} chosen={[...whom]} onChange={setWhom} several />
    <div class="field"><label for="category">{t.safety.category}</label>
      <select id="category" value={category} onChange={event => { setCategory(event.currentTarget.value) }}>
        <option value="">{t.safety.none}</option>{shift.bundle.office.walk_categories.map(one => <option key={one.code} value={one.code}>{named(one)}</option>)}</select></div>
    <Field label={t.safety.where} most={MOST_WHERE} value={where} onInput={setWhere} />
    <Button pressed={isPlaced} onClick={() => { setPlaced(!isPlaced) }}>{isPlaced ? t.safety.placeOff : t.safety.place}</Button>
    {isPlaced && <p role="status">{position === 'sought' || isStale ? t.safety.placeSought : position === 'unknown' ? t.safety.placeUnknown : t.safety.placeKnown(position.metres)}</p>}
    <Field label={t.walk.text} lines={3} most={MOST_TEXT} value={text} onInput={setText} />
    <div class="row"><Button kind="main" onClick={save}>{t.walk.save}</Button><Snap shift={shift} walk={walk} about={said} /></div>
  </section>
}

/** The points of the walk before, each with how it is now. */
function Earlier({ shift, walk, safety }: Props & { readonly safety: SafetyOut }): JSX.Element {
  const t = words().safety
  const seen = safety.earlier.filter(one => walk.feelsNow(one.id) !== null).length
  return <section aria-labelledby="h-earlier"><h2 id="h-earlier">{t.earlier}</h2>
    <p role="status">{t.looked(seen, safety.earlier.length)}</p>
    <ul class="list">{safety.earlier.map(one => {
      const now = walk.feelsNow(one.id)
      const category = shift.bundle.office.walk_categories.find(other => other.code === one.category)
      const name = [one.where, one.text].filter(Boolean).join(': ') || (category ? named(category) : t.before[one.feels as 'safe'])
      const look = (feels: 'safe' | 'unsafe'): Promise<boolean> => saving(() => walk.lookAgain({ again: one.id, feels, ...(one.where ? { where: one.where } : {}), ...(one.category ? { category: one.category } : {}) }, t.lookedAnew))
      return <li key={one.id}><strong>{now !== null && '✓ '}{name}</strong><span>{t.before[one.feels as 'safe']}{category && ` · ${named(category)}`}</span>
        <div class="row" role="group" aria-label={name}>{(['safe', 'unsafe'] as const).map(feels =>
          <Button key={feels} pressed={now === feels} onClick={() => look(feels)}>{t.now[feels]}</Button>)}</div></li>
    })}</ul></section>
}
