// The checklist as one walks: which items are this agency's tonight, where one stands when they
// are looked at, and which cannot concern this venue at this hour.
//
// The walk is ours (a proposal, no rule): an item without a place comes last. What does not fit
// is only put aside; it is still answered by a person, with one touch for all of them.
import type { ItemOut, VenueOut } from '../generated/api'

export type Place = 'door' | 'bar' | 'floor' | 'kitchen' | 'office' | 'elsewhere'
export const PLACES: readonly Place[] = ['door', 'bar', 'floor', 'kitchen', 'office', 'elsewhere']

const WALK: Readonly<Record<Exclude<Place, 'elsewhere'>, readonly string[]>> = {
  door: ['ALK-07', 'ALK-14', 'ALK-15', 'ALK-19', 'ALK-24', 'TOB-02', 'ORD-01', 'ORD-02', 'DIS-01', 'BRA-01'],
  bar: ['ALK-03', 'ALK-04', 'ALK-05', 'ALK-02', 'ALK-06', 'ALK-12', 'ALK-17', 'ALK-18', 'ALK-27', 'ALK-31', 'TOB-04', 'TOB-05', 'SKA-03'],
  floor: ['ALK-08', 'ALK-09', 'ALK-10', 'ALK-11', 'ALK-13', 'ALK-20', 'ALK-29', 'ALK-32', 'TOB-01', 'TOB-03', 'BRA-02', 'LJU-01', 'SPE-01'],
  kitchen: ['ALK-90', 'ALK-21', 'ALK-28', 'BRA-03', 'BRA-04', 'LIV-01'],
  office: ['ALK-01', 'ALK-16', 'ALK-22', 'ALK-23', 'ALK-25', 'ALK-26', 'ALK-30', 'SKA-01', 'SKA-02'],
}
const PLACE_OF = new Map(Object.entries(WALK).flatMap(([place, codes]) => codes.map((code, at) => [code, { place: place as Place, at }])))

/** The items that this kind of agency owns and that may be chosen on that civil date. */
export function dueItems(items: readonly ItemOut[], agencyKind: string, day: string): ItemOut[] {
  return items.filter(item => item.owner === agencyKind && (item.valid_from ?? '') <= day && day <= (item.valid_to ?? '9999'))
}

/** The items by place, in the order of the walk; places without items are left out. */
export function asOneWalks(items: readonly ItemOut[]): { place: Place, items: ItemOut[] }[] {
  return PLACES.flatMap(place => {
    const here = items.filter(item => (PLACE_OF.get(item.code)?.place ?? 'elsewhere') === place)
      .toSorted((one, other) => (PLACE_OF.get(one.code)?.at ?? 0) - (PLACE_OF.get(other.code)?.at ?? 0))
    return here.length > 0 ? [{ place, items: here }] : []
  })
}

type Fits = (venue: VenueOut, minute: number) => boolean
const hasForm = (form: string): Fits => venue => venue.licence === null || venue.licence.special_forms.includes(form)
const FITS: Readonly<Record<string, Fits>> = {
  // Emptied within thirty minutes after serving ends: nothing to see before.
  'ALK-13': (venue, minute) => {
    const ends = (venue.licence?.hours ?? []).map(hours => hours.closes_minute)
    return ends.length === 0 || minute >= Math.min(...ends)
  },
  'ALK-14': venue => venue.licence === null || venue.licence.conditions_text !== '' || venue.licence.conditions.some(one => one.kind === 'guards'),
  'ALK-15': venue => venue.licence === null || venue.licence.max_persons !== null,
  'ALK-27': venue => hasForm('spiced_snaps')(venue, 0) || hasForm('tasting')(venue, 0),
  'ALK-28': hasForm('catering'),
  'ALK-29': hasForm('shared_area'),
}

/** Whether an item can concern this venue at this minute of the night (see `minuteOfNight`). */
export function fits(item: ItemOut, venue: VenueOut, minute: number): boolean {
  return FITS[item.code]?.(venue, minute) ?? true
}
