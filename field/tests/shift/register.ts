// A register of two venues, and a shift that has fetched it.
import type { BundleOut, SessionOut } from '../../src/generated/api'
import { Shift } from '../../src/shift/shift'
import type { Tablet } from '../outbox/night'

export const KROGEN = { id: '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9a01', municipality: '2380', name: 'Krogen Påhittad' }
export const ANNAT = { id: '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9a02', municipality: '2380', name: 'Annat Påhitt' }
export const OFFICER = { id: 'ines', name: 'Ines Lindqvist', language: 'sv' }

export function page(cursor: string, more: Partial<Record<keyof BundleOut, unknown>>): BundleOut {
  return {
    epoch: '', is_whole: false, has_more: false, cursor, venues: [], gone: [], histories: [], occasions: [], contacts: [], stops: [], walks: [], schemes: [], walk_categories: [], photo_long_edge: 1600,
    checklists: [{ code: 'all', municipality: null, valid_from: '2020-01-01', valid_to: null, name_sv: '', name_en: '', items: [] }], ...more,
  } as unknown as BundleOut
}

export async function shiftOn(tablet: Tablet): Promise<Shift> {
  tablet.server.who = { officer: OFFICER } as unknown as SessionOut
  tablet.server.register = [page('1', { is_whole: true, has_more: true, venues: [KROGEN] }), page('2', { venues: [ANNAT] })]
  const profile = { officer: OFFICER, agency: { municipality: '2380', code: 'licensing', kind: 'licensing' }, stream: tablet.stream, device: 'd', serverKey: await tablet.server.publicKey(), colleagues: [] }
  await tablet.storage.keep('profile', await tablet.vault.sealJson('profile', profile))
  return reopened(tablet)
}

export async function reopened(tablet: Tablet): Promise<Shift> {
  return Shift.open(tablet.storage, tablet.vault, tablet.server, tablet.clock)
}
