// Finding a venue among all of them while one types.
import type { VenueOut } from '../generated/api'

export interface Index { readonly texts: readonly string[], readonly venues: readonly VenueOut[] }

/** Case, accents and blanks do not matter; å, ä and ö are letters of their own. */
export function plain(text: string): string {
  return text.toLocaleLowerCase('sv').normalize('NFC').replaceAll(/[éèê]/g, 'e').replaceAll('ü', 'u').replaceAll(/\s+/g, ' ').trim()
}

/** A key that code points sort as Swedes do: å, ä, ö after z. A collator takes ten times as long. */
function sortKey(text: string): string {
  return text.replaceAll('å', '~1').replaceAll('ä', '~2').replaceAll('ö', '~3')
}

export function indexOf(venues: Iterable<VenueOut>): Index {
  const rows = Array.from(venues, venue => {
    const text = plain([venue.name, venue.address, venue.restaurangnummer ?? '', venue.holder ?? ''].join(' '))
    return { venue, text, key: sortKey(text) }
  }).sort((one, other) => one.key < other.key ? -1 : one.key > other.key ? 1 : 0)
  return { venues: rows.map(row => row.venue), texts: rows.map(row => row.text) }
}

/** The first venues in which every word occurs: first those that begin with all that was typed,
 * then those whose name begins with its first word, then the rest; by name among equals. */
export function search(index: Index, words: string, limit = 30): VenueOut[] {
  const phrase = plain(words)
  const asked = phrase.split(' ').filter(word => word !== '')
  if (asked.length === 0) return index.venues.slice(0, limit)
  const ranks: VenueOut[][] = [[], [], []]
  for (const [at, text] of index.texts.entries()) {
    const venue = index.venues[at]
    if (!venue || !asked.every(word => text.includes(word))) continue
    const rank = ranks[text.startsWith(phrase) ? 0 : text.startsWith(asked[0] ?? '') ? 1 : 2]
    if (rank && rank.length < limit) rank.push(venue)
  }
  return ranks.flat().slice(0, limit)
}
