// What every kind of walk has on its screen: photos, what was noted, and the end.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Saw } from '../generated/notes'
import type { Bytes } from '../domain/bytes'
import { local } from '../domain/nights'
import type { Shift } from '../shift/shift'
import type { Point, Walk } from '../shift/walk'
import { Button, Field, language, say, saving, words } from './parts'
import { shrink, useSealed } from './photo'
import { useRoom } from './room'

const LEAST_REASON = 3
// As the contract of notes has them.
const MOST_REASON = 500
export const MOST_TEXT = 4000

interface Props { readonly shift: Shift, readonly walk: Walk }

/** A name that came from the office, in the language of the screen. */
export function named(one: { readonly name_sv: string, readonly name_en: string }): string {
  return language.value === 'en' ? one.name_en : one.name_sv
}

/** A photo is a note of its own: safe at once, and about what is chosen. */
export function Snap({ shift, walk, about }: Props & { readonly about: () => Omit<Saw, 'photos'> }): JSX.Element {
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
    await saving(() => walk.see(about(), [picture]))
  }
  if (left === 'none') return <p class="error" role="alert">{t.room.none}</p>
  return <label class="button photo">{t.notes.photo}<input type="file" accept="image/*" capture="environment" class="away" onChange={event => { void take(event.currentTarget) }} /></label>
}

/** What was noted here, the last first; `about` says it in a line. */
export function Points({ shift, walk, about }: Props & { readonly about: (saw: Saw) => string }): JSX.Element {
  const t = words().walk
  return <section aria-labelledby="h-points"><h2 id="h-points">{t.points}</h2>
    {walk.points.value.length === 0 ? <p>{t.pointsNone}</p>
      : <ul class="list">{walk.points.value.map(point => <li key={point.note.id}><Seen shift={shift} walk={walk} about={about(point.saw)} point={point} /></li>)}</ul>}</section>
}

function Seen({ shift, walk, about, point }: Props & { readonly about: string, readonly point: Point }): JSX.Element {
  const t = words().walk
  const [reason, setReason] = useState('')
  const { saw, note } = point
  return <>
    <strong>{local(note.at).time}{about && ` · ${about}`}</strong>
    {saw.where && <span>{saw.where}</span>}
    {saw.text && <span>{saw.text}</span>}
    {walk.heldBack.value.has(note.id) && <p class="care">{walk.heldBack.value.get(note.id)}</p>}
    {saw.photos?.map(one => <Picture key={one.sha256} shift={shift} note={note.id} sha256={one.sha256} said={saw.text ?? (about || t.photo)} />)}
    <details><summary>{t.strike}</summary>
      <Field label={t.reason} most={MOST_REASON} value={reason} onInput={setReason} />
      <Button disabled={reason.trim().length < LEAST_REASON} onClick={() => saving(() => walk.strike(note.id, reason.trim()))}>{t.strikeNow}</Button></details>
  </>
}

function Picture({ shift, note, sha256, said }: { readonly shift: Shift, readonly note: string, readonly sha256: string, readonly said: string }): JSX.Element | null {
  const url = useSealed(sha256, () => shift.walks.picture(note, sha256))
  return url === '' ? null : <figure class="photos"><img src={url} alt={said} loading="lazy" /></figure>
}

/** Ending it, when one is done. */
export function End({ walk, why }: { readonly walk: Walk, readonly why: string }): JSX.Element | null {
  const t = words().walk
  if (walk.isEnded) return null
  return <section aria-labelledby="h-end"><h2 id="h-end">{t.end}</h2><p>{why}</p><Button onClick={() => saving(() => walk.end())}>{t.endNow}</Button></section>
}
