// A walk through the town: attribute by attribute, zone by zone, with what one sees.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SchemeOut } from '../generated/api'
import type { Bytes } from '../domain/bytes'
import { local, zoneOf } from '../domain/nights'
import type { Shift } from '../shift/shift'
import type { Point, Walk } from '../shift/walk'
import { Button, Choices, Field, Heading, go, language, say, saving, useDraft, words } from './parts'
import { shrink, useSealed } from './photo'
import { useRoom } from './room'

const LEAST_REASON = 3
// As the contract of notes has them.
const [MOST_TITLE, MOST_TEXT, MOST_REASON] = [200, 4000, 500]

/** A name of the scheme in the language of the screen. */
export function named(one: { readonly name_sv: string, readonly name_en: string }): string {
  return language.value === 'en' ? one.name_en : one.name_sv
}

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
    {walk.scheme === null ? <p class="error" role="alert">{t.noScheme}</p>
      : !walk.isBegun ? <><p>{t.intro}</p><Button kind="main" onClick={() => saving(async () => { await shift.walks.begin(walk.head); await open() })}>{t.begin}</Button></>
        : <><Progress walk={walk} scheme={walk.scheme} now={shift.clock.moment().now} />
          {walk.isEnded && <p class="good" role="status">{t.ended}</p>}
          <See shift={shift} walk={walk} scheme={walk.scheme} />
          <Points shift={shift} walk={walk} scheme={walk.scheme} />
          {!walk.isEnded && <section aria-labelledby="h-end"><h2 id="h-end">{t.end}</h2><p>{t.endWhy}</p><Button onClick={() => saving(() => walk.end())}>{t.endNow}</Button></section>}</>}
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
    <div class="row"><Button kind="main" onClick={save}>{t.save}</Button><Snap shift={shift} walk={walk} about={about} /></div>
  </section>
}

/** A photo is a note of its own: safe at once, and about what is chosen. */
function Snap({ shift, walk, about }: Props & { readonly about: { readonly attribute?: string } }): JSX.Element {
  const t = words()
  const left = useRoom(shift.storage)
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0]
    if (!file) return
    let picture: Bytes
    try {
      picture = await shrink(file, shift.bundle.office.photo_long_edge)
    } catch {
      say(t.notes.gone, true)
      return
    }
    input.value = ''
    await saving(() => walk.see(about, [picture]))
  }
  if (left === 'none') return <p class="error" role="alert">{t.room.none}</p>
  return <label class="button photo">{t.notes.photo}<input type="file" accept="image/*" capture="environment" class="away" onChange={event => { void take(event.currentTarget) }} /></label>
}

function Points({ shift, walk, scheme }: Props & { readonly scheme: SchemeOut }): JSX.Element {
  const t = words().walk
  return <section aria-labelledby="h-points"><h2 id="h-points">{t.points}</h2>
    {walk.points.value.length === 0 ? <p>{t.pointsNone}</p>
      : <ul class="list">{walk.points.value.map(point => <li key={point.note.id}><Seen shift={shift} walk={walk} scheme={scheme} point={point} /></li>)}</ul>}</section>
}

function Seen({ shift, walk, scheme, point }: Props & { readonly scheme: SchemeOut, readonly point: Point }): JSX.Element {
  const t = words().walk
  const [reason, setReason] = useState('')
  const { saw, note } = point
  const attribute = scheme.areas.flatMap(area => area.attributes).find(one => one.code === saw.attribute)
  const step = scheme.scale.find(one => one.score === saw.score)
  return <>
    <strong>{local(note.at).time}{attribute && ` · ${attribute.code} ${named(attribute)}`}{step && ` · ${step.score} ${named(step)}`}</strong>
    {saw.text && <span>{saw.text}</span>}
    {walk.heldBack.value.has(note.id) && <p class="care">{walk.heldBack.value.get(note.id)}</p>}
    {saw.photos?.map(one => <Picture key={one.sha256} shift={shift} note={note.id} sha256={one.sha256} said={saw.text ?? attribute?.code ?? t.photo} />)}
    <details><summary>{t.strike}</summary>
      <Field label={t.reason} most={MOST_REASON} value={reason} onInput={setReason} />
      <Button disabled={reason.trim().length < LEAST_REASON} onClick={() => saving(() => walk.strike(note.id, reason.trim()))}>{t.strikeNow}</Button></details>
  </>
}

function Picture({ shift, note, sha256, said }: { readonly shift: Shift, readonly note: string, readonly sha256: string, readonly said: string }): JSX.Element | null {
  const url = useSealed(sha256, () => shift.walks.picture(note, sha256))
  return url === '' ? null : <figure class="photos"><img src={url} alt={said} loading="lazy" /></figure>
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
