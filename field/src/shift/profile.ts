// Whose vault it is, sealed inside it.
import type { AgencyOut, ColleagueOut, SessionOut } from '../generated/api'
import type { Author } from '../domain/entry'

export interface Profile {
  readonly officer: SessionOut['officer']
  readonly agency: AgencyOut
  readonly stream: string
  readonly device: string
  readonly serverKey: string
  readonly colleagues: readonly ColleagueOut[]
}

export function authorOf(profile: Profile): Author {
  return { officer: profile.officer.id, agency: profile.agency.code, stream: profile.stream }
}

/** IL for Ines Lindqvist. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => word !== '')
  return [words.at(0), words.length > 1 ? words.at(-1) : ''].map(word => word?.[0] ?? '').join('').toUpperCase()
}
