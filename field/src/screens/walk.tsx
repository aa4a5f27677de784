// A walk through the town: attribute by attribute, zone by zone, with what one sees.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SchemeOut } from '../generated/api'
import type { Saw } from '../generated/notes'
import { zoneOf } from '../domain/nights'
import type { Shift } from '../shift/shift'
import type { Walk } from '../shift/walk'
import { Button, Choices, Field, Heading, go, say, saving, useDraft, words } from './parts'
import { End, MOST_TEXT, Points, Snap, named } from './points'
import { SafetyWalk } from './safety_walk'

const MOST_TITLE = 200

interface Props { readonly shift: Shift, readonly walk: Walk }

export function WalkScreen({ shift, id }: { readonly shift: Shift, readonly id: string }): JSX.Element {
  const t = words().walk
  const [walk, setWalk] = useState<Walk | null>(null)
  const open = async (): Promise<void> => {
    const found = await shift.walks.walk(id)
    if (found) setWalk(found)
    else go('/tonight')
  }
  useEffect(() => { void open() }, [id])
  if (walk === null) return <main aria-busy="true" />
  const { title, night } = walk.head
  return <main>
    <Heading>{title}</Heading>
    {[...walk.heldBack.value].filter(([id]) => !walk.points.value.some(point => point.note.id === id)).map(([id, sentence]) => <p key={id} class="care" role="alert">{sentence}</p>)}
    <p class="note">{night}{walk.scheme && <> · {named(walk.scheme)}</>}</p>
    {walk.head.safety ? <SafetyWalk shift={shift} walk={walk} safety={walk.head.safety} onBegun={open} />
      : walk.scheme === null ? <p class="error" role="alert">{t.noScheme}</p>
      : !walk.isBegun ? <><p>{t.intro}</p><Button kind="main" onClick={() => saving(async () => { await shift.walks.begin(walk.head); await open() })}>{t.begin}</Button></>
        : <><Progress walk={walk} scheme={walk.scheme} now={shift.clock.moment().now} />
          {walk.isEnded && <p class="good" role="status">{t.ended}</p>}
          <See shift={shift} walk={walk} scheme={walk.scheme} />
          <Points shift={shift} walk={walk} about={saw => aboutAttribute(walk.scheme, saw)} />
          <End walk={walk} why={t.endWhy} /></>}
  </main>
}

/** How many of the attributes are noted in each time zone; the one that is now stands out. */
function Progress({ walk, scheme, now }: { readonly walk: Walk, readonly scheme: SchemeOut, readonly now: number }): JSX.Element {
  const t = words().walk
  const all = scheme.areas.reduce((sum, area) => sum + area.attributes.length, 0)
  return <section aria-labelledby="h-zones"><h2 id="h-zones">{t.zones}</h2>
    {zoneOf(now) === '' && <p class="care">{t.byDay}</p>}
    <ul class="list">{scheme.zones.map(zone => {
      const count = walk.noted(zone.code).size
      return <li key={zone.code} aria-current={zone.code === zoneOf(now) ? 'time' : undefined}>{count > 0 && '✓ '}{zone.code === zoneOf(now) ? <strong>{named(zone)} ({t.now})</strong> : named(zone)}<span>{t.noted(count, all)}</span></li>
    })}</ul></section>
}

/** One thing seen: what it is about, a score, words, and photos. */
function See({ shift, walk, scheme }: Props & { readonly scheme: SchemeOut }): JSX.Element {
  const t = words().walk
  const [attribute, setAttribute] = useState('')
  const [score, setScore] = useState('')
  const [text, setText, forget] = useDraft(shift.drafts, `${walk.head.id}:walk`)
  const here = walk.noted(zoneOf(shift.clock.moment().now))
  const about = attribute === '' ? {} : { attribute }
  const scores = Object.fromEntries(scheme.scale.map(step => [String(step.score), `${step.score} ${named(step)}`]))
  const save = async (): Promise<void> => {
    if (text.trim() === '' && score === '') { say(t.nothing, true); return }
    const isSaved = await saving(() => walk.see({
      ...about, ...(score === '' ? {} : { score: Number(score) }), ...(text.trim() === '' ? {} : { text: text.trim() }),
    }))
    if (!isSaved) return
    await forget()
    setScore('')
  }
  return <section aria-labelledby="h-see"><h2 id="h-see">{t.see}</h2>
    <div class="field"><label for="attribute">{t.attribute}</label>
      <select id="attribute" value={attribute} onChange={event => { setAttribute(event.currentTarget.value); setScore('') }}>
        <option value="">{t.general}</option>
        {scheme.areas.map(area => <optgroup key={area.code} label={named(area)}>{area.attributes.map(one =>
          <option key={one.code} value={one.code}>{here.has(one.code) && '✓ '}{one.code} {named(one)}</option>)}</optgroup>)}
      </select></div>
    {attribute !== '' && <Choices legend={t.score} options={scores} chosen={score === '' ? [] : [score]} onChange={([one]) => { setScore(one === score ? '' : one ?? '') }} />}
    <Field label={t.text} lines={3} most={MOST_TEXT} value={text} onInput={setText} />
    <div class="row"><Button kind="main" onClick={save}>{t.save}</Button><Snap shift={shift} walk={walk} about={() => about} /></div>
  </section>
}

/** What a note is about, by the scheme of an appraisal. */
function aboutAttribute(scheme: SchemeOut | null, saw: Saw): string {
  const attribute = scheme?.areas.flatMap(area => area.attributes).find(one => one.code === saw.attribute)
  const step = scheme?.scale.find(one => one.score === saw.score)
  return [attribute && `${attribute.code} ${named(attribute)}`, step && `${step.score} ${named(step)}`].filter(Boolean).join(' · ')
}

/** The walks that may be walked, and one on the spot. */
export function Walks({ shift }: { readonly shift: Shift }): JSX.Element | null {
  const t = words().walk
  const [title, setTitle] = useState('')
  void shift.bundleRound.value
  const heads = shift.walks.heads.value
  if (heads.length === 0 && shift.bundle.office.schemes.length === 0) return null
  const begin = async (): Promise<void> => {
    const head = shift.walks.appraisalOnTheSpot(title.trim())
    if (head && await saving(() => shift.walks.begin(head))) go(`/walk/${head.id}`)
  }
  return <section aria-labelledby="h-walks"><h2 id="h-walks">{t.title}</h2>
    {heads.length > 0 && <ul class="list">{heads.map(head => <li key={head.id}><a href={`#/walk/${head.id}`}><strong>{head.title}</strong><span>{head.night}</span></a></li>)}</ul>}
    {shift.bundle.office.schemes.length > 0 && <details><summary>{t.onTheSpot}</summary>
      <Field label={t.name} most={MOST_TITLE} value={title} onInput={setTitle} /><Button disabled={title.trim() === ''} onClick={begin}>{t.begin}</Button></details>}
  </section>
}
