// An entry: header, payload and salt as texts, exactly as they will be hashed, signed and sent.
import type * as Contract from '../generated/contract'
import { fromHex, joined, random, sha256, toHex, utf8 } from './bytes'
import type { Bytes } from './bytes'
import { uuid7 } from './identifiers'
import { canonical } from './json'
import type { Json } from './json'

/** What each kind says. The server's own kinds come down, and are never written here. */
export interface Payloads {
  started: Contract.Started
  joined: Contract.Joined
  arrived: Contract.Arrived
  left: Contract.Left
  present: Contract.Present
  answered: Contract.Answered
  observed: Contract.Observed
  counted: Contract.Counted
  photographed: Contract.Photographed
  noted: Contract.Noted
  retracted: Contract.Retracted
  signed: Contract.Signed
  declined_to_sign: Contract.DeclinedToSign
  informed: Contract.Informed
  closed: Contract.Closed
  same_visit: Contract.SameVisit
}
export type Kind = keyof Payloads
export const COMMON = 'common'

/** Whose pen it is: an officer on one device. */
export interface Author { readonly officer: string, readonly agency: string, readonly stream: string }

/** The device's clocks at one moment. `mono` counts milliseconds since `boot` began. */
export interface Moment { readonly now: number, readonly zoneMinutes: number, readonly mono: number, readonly boot: string }

export interface Written {
  readonly id: string
  readonly visit: string
  readonly section: string
  readonly kind: Kind
  readonly seq: number
  readonly header: string
  readonly payload: string
  readonly salt: string
  readonly headerHash: string
}

/** The device's wall clock with its offset: 2026-11-20T23:41:05.123+01:00. */
export function wallClock(moment: Moment): string {
  const here = new Date(moment.now + moment.zoneMinutes * 60_000).toISOString().slice(0, 23)
  const away = Math.abs(moment.zoneMinutes)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${here}${moment.zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`
}

/** Write an entry of that kind. `seq` is the next number of the author's stream. */
export async function write<K extends Kind>(
  author: Author, moment: Moment, seq: number, visit: string, section: string, kind: K, payload: Payloads[K],
): Promise<Written> {
  const id = uuid7(moment.now)
  const text = canonical(payload as unknown as Json)
  const salt = random(16)
  const header = canonical({
    v: 1, id, visit, section, kind, author: author.officer, stream: author.stream, seq,
    device_at: wallClock(moment), mono_ms: Math.max(0, Math.trunc(moment.mono)), boot: moment.boot,
    payload_hash: toHex(await sha256(joined(salt, utf8(text)))),
  })
  return { id, visit, section, kind, seq, header, payload: text, salt: toHex(salt), headerHash: toHex(await sha256(utf8(header))) }
}

/** The hash that a payload and its salt give: what the header binds. */
export async function payloadHash(salt: string, payload: string): Promise<string> {
  return toHex(await sha256(joined(fromHex(salt), utf8(payload))))
}

/** What a stream signs for a parcel: its id and the hashes of its headers, in order. */
export function parcelMessage(stream: string, headerHashes: readonly string[]): Bytes {
  return joined(utf8(`lykta-parcel-v1\n${stream}\n`), ...headerHashes.map(fromHex))
}
