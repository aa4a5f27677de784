// Finding a venue among all of them while one types.
import type { VenueOut } from '../generated/api'

export interface Index { readonly texts: readonly string[], readonly venues: readonly VenueOut[] }

/** Case, accents and blanks do not matter; å, ä and ö are letters of their own. */
export function plain(text: string): string {
  return text.toLocaleLowerCase('sv').normalize('NFC').replaceAll(/[éèê]/g, 'e').replaceAll('ü', 'u').replaceAll(/\s+/g, ' ').trim()
}

export function indexOf(venues: Iterable<VenueOut>): Index {
  const sorted = [...venues].sort((one, other) => COLLATOR.compare(one.name, other.name))
  return { venues: sorted, texts: sorted.map(venue => plain([venue.name, venue.address, venue.restaurangnummer ?? '', venue.holder ?? ''].join(' '))) }
}

const COLLATOR = new Intl.Collator('sv')

/** The first venues in which every word occurs; those whose name begins so come first. */
export function search(index: Index, words: string, limit = 30): VenueOut[] {
  const asked = plain(words).split(' ').filter(word => word !== '')
  if (asked.length === 0) return index.venues.slice(0, limit)
  const first: VenueOut[] = []
  const rest: VenueOut[] = []
  for (const [at, text] of index.texts.entries()) {
    if (!asked.every(word => text.includes(word))) continue
    const venue = index.venues[at]
    if (venue) (text.startsWith(asked[0] ?? '') ? first : rest).push(venue)
    if (first.length >= limit) break
  }
  return [...first, ...rest].slice(0, limit)
}
