// Sent visits stay readable for a month, if there is room. What leaves, leaves as a whole visit,
// and only when the server's receipt has named every part of it.
import type { Receipt } from '../outbox/receipt'
import type { Leaving, PhotoRow, PictureRow, Room, StoredEntry, StoredNote } from '../ports/storage'

const DAY_MS = 86_400_000
const READABLE_DAYS = 30
const WHEN_ROOM_IS_SHORT = 1

export interface Stock {
  readonly entries: readonly StoredEntry[]
  readonly photos: readonly PhotoRow[]
  /** All that is kept by name: `visit:…`, `heard:…`, `flag:…:…`. */
  readonly names: readonly string[]
}

/** Parts of visits that may go now. The stream's last entry holds its number and stays, with its visit. */
export function leaving(stock: Stock, receipt: Receipt, room: Room, now: number, stays: ReadonlySet<string>): Leaving & { visits: ReadonlySet<string> } {
  const until = now - DAY_MS * (room === 'enough' ? READABLE_DAYS : WHEN_ROOM_IS_SHORT)
  const missing = new Set([...receipt.missingEntries, ...receipt.missingPhotos])
  const last = Math.max(0, ...stock.entries.map(one => one.seq))
  const mustStay = new Set([
    ...stays,
    ...stock.entries.filter(one => one.writtenAt >= until || one.seq === last || one.state === 'queued' || missing.has(one.id)).map(one => one.visit),
    ...stock.photos.filter(one => one.writtenAt >= until || one.state === 'queued' || missing.has(one.sha256)).map(one => one.visit),
  ])
  const visits = new Set(stock.entries.map(one => one.visit).filter(visit => !mustStay.has(visit)))
  return {
    visits,
    entries: stock.entries.filter(one => visits.has(one.visit)).map(one => one.id),
    photos: stock.photos.filter(one => visits.has(one.visit)).map(one => one.sha256),
    names: stock.names.filter(name => visits.has(name.split(':')[1] ?? '')),
  }
}

/** Notes of walks that may go now: a walk goes whole, when every note and picture of it is held. */
export function leavingWalks(
  notes: readonly StoredNote[], pictures: readonly PictureRow[], room: Room, now: number, stays: ReadonlySet<string>,
): { readonly walks: readonly string[], readonly notes: readonly string[] } {
  const until = now - DAY_MS * (room === 'enough' ? READABLE_DAYS : WHEN_ROOM_IS_SHORT)
  const waits = new Set(pictures.filter(one => one.state === 'queued').map(one => one.note))
  const mustStay = new Set([...stays, ...notes.filter(one => one.writtenAt >= until || one.state === 'queued' || waits.has(one.id)).map(one => one.walk)])
  const gone = notes.filter(one => !mustStay.has(one.walk))
  return { walks: [...new Set(gone.map(one => one.walk))], notes: gone.map(one => one.id) }
}
