// A visit begun on the spot is joined by six characters shown on the first tablet.
//
// Both tablets know the venue and the night. The visit's id is drawn from these and the code,
// so nothing else has to pass between them, and no net is needed. The last two characters are
// a check on all three: a slip of the finger, or the right code at the wrong venue, is noticed.
import { sha256, utf8 } from './bytes'
import { uuid7 } from './identifiers'

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ' // 32, none of which is taken for another
const CHOSEN = 4
const CHECKED = 2
export const CODE_LENGTH = CHOSEN + CHECKED

interface Place { readonly venue: string, readonly night: string }

function letters(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), byte => LETTERS[byte % LETTERS.length]).join('')
}

async function hash(place: Place, chosen: string): Promise<Uint8Array> {
  return sha256(utf8(`lykta-visit-v1\n${place.venue}\n${place.night}\n${chosen}`))
}

/** A new code for a visit at the venue on that night (the date on which the night begins). */
export async function newCode(place: Place, noise: Uint8Array): Promise<string> {
  const chosen = letters(noise, CHOSEN)
  return chosen + letters((await hash(place, chosen)).subarray(16), CHECKED)
}

/** The visit that the code names there; null when it is no code of that venue and night. */
export async function visitOf(place: Place, code: string): Promise<string | null> {
  const typed = tidy(code)
  const chosen = typed.slice(0, CHOSEN)
  const drawn = await hash(place, chosen)
  if (typed.length !== CODE_LENGTH || letters(drawn.subarray(16), CHECKED) !== typed.slice(CHOSEN)) return null
  return uuid7(Date.parse(`${place.night}T17:00:00Z`), drawn)
}

/** What a person typed, as the code is written: capitals, without blanks and dashes. */
export function tidy(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('0', 'O').replaceAll('1', 'I')
}
