// A note of a walk: one text, exactly as it will be kept, sent and hashed.
import type * as Contract from '../generated/notes'
import { wallClock } from './entry'
import type { Author, Moment } from './entry'
import { uuid7 } from './identifiers'
import { canonical } from './json'
import type { Json } from './json'

/** What each kind of note says. */
export interface Said {
  began: Contract.Began
  gathered: Contract.Gathered
  saw: Contract.Saw
  struck: Contract.Struck
  ended: Contract.Ended
}
export type NoteKind = keyof Said

/** A note as it is read again. `at`: the device's own time of writing. */
export interface Note { readonly id: string, readonly walk: string, readonly kind: NoteKind, readonly at: number, readonly said: Said[NoteKind] }

/** Write a note of that kind. */
export function writeNote<K extends NoteKind>(author: Author, moment: Moment, walk: string, kind: K, said: Said[K]): { readonly id: string, readonly text: string } {
  const id = uuid7(moment.now)
  const text = canonical({
    ...said as unknown as Record<string, Json>,
    v: 1, id, walk, author: author.officer, kind,
    device_at: wallClock(moment), mono_ms: Math.max(0, Math.trunc(moment.mono)), boot: moment.boot,
  })
  return { id, text }
}

export function readNote(text: string): Note {
  const said = JSON.parse(text) as Said[NoteKind] & { id: string, walk: string, kind: NoteKind, device_at: string }
  return { id: said.id, walk: said.walk, kind: said.kind, at: Date.parse(said.device_at), said }
}
