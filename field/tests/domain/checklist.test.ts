import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { asOneWalks, dueItems, fits } from '../../src/domain/checklist'
import { indexOf, search } from '../../src/domain/search'
import type { ItemOut, VenueOut } from '../../src/generated/api'

const ITEMS = (JSON.parse(readFileSync(new URL('../../../inspections/checklists/2026-01.json', import.meta.url), 'utf8')) as { items: ItemOut[] }).items
const venue = (more: Partial<VenueOut> = {}, licence: Partial<NonNullable<VenueOut['licence']>> = {}): VenueOut => ({
  id: 'v', municipality: '2380', restaurangnummer: '23800001', name: 'Krogen Påhittad', address: 'Exempelgatan 3', latitude: null, longitude: null,
  business_kind: 'pub_bar', holder: 'Påhittade AB', serving_managers: [], ...more,
  licence: {
    version: 1, duration: 'permanent', audiences: [], drinks: [], spaces: [], special_forms: [], max_persons: 120, hours_text: '', conditions_text: '',
    conditions: [], valid_from: null, valid_to: null, hours: [{ space: 'indoor', weekday: 4, opens_minute: 660, closes_minute: 1560 }], ...licence,
  },
})

test('every item of the checklist has its place in the walk, once', () => {
  const walked = asOneWalks(ITEMS)
  expect(walked.flatMap(group => group.items.map(item => item.code)).sort()).toEqual(ITEMS.map(item => item.code).sort())
  expect(walked.map(group => group.place)).toEqual(['door', 'bar', 'floor', 'kitchen', 'office'])
})

test('each agency has its own items, and the food item ends with May 2026', () => {
  const codes = (kind: string, day: string): string[] => dueItems(ITEMS, kind, day).map(item => item.code)
  expect(codes('police', '2026-11-20')).toEqual(['ORD-01', 'ORD-02'])
  expect(codes('licensing', '2026-05-31')).toContain('ALK-90')
  expect(codes('licensing', '2026-06-01')).not.toContain('ALK-90')
})

test.each([
  ['ALK-13', 1500, {}, false], ['ALK-13', 1560, {}, true], ['ALK-13', 1400, { hours: [] }, true],
  ['ALK-14', 0, {}, false], ['ALK-14', 0, { conditions_text: 'Två ordningsvakter' }, true],
  ['ALK-15', 0, { max_persons: null }, false], ['ALK-28', 0, {}, false], ['ALK-28', 0, { special_forms: ['catering'] }, true],
  ['ALK-03', 0, {}, true],
])('%s at minute %i with %j fits: %s', (code, minute, licence, expected) => {
  const item = ITEMS.find(one => one.code === code)
  expect(item && fits(item, venue({}, licence), minute)).toBe(expected)
})

test('a venue is found by any of its words, and its name comes first', () => {
  const index = indexOf([venue({ name: 'Påhittets krog', id: '2' }), venue(), venue({ name: 'Ängeln', address: 'Krogen 1', holder: null, id: '3' })])
  expect(search(index, 'krogen').map(one => one.name)).toEqual(['Krogen Påhittad', 'Ängeln'])
  expect(search(index, 'EXEMPEL påhitt').map(one => one.id)).toEqual(['v', '2'])
  expect(search(index, '23800001')).toHaveLength(3)
  expect(search(index, 'angeln')).toHaveLength(0)
  expect(search(index, '')).toHaveLength(3)
})

test('venues stand in Swedish order', () => {
  const names = ['Ö', 'Ängeln', 'Zebran', 'Ågatan', 'adam', 'Bertil']
  expect(indexOf(names.map(name => venue({ name }))).venues.map(one => one.name)).toEqual(['adam', 'Bertil', 'Zebran', 'Ågatan', 'Ängeln', 'Ö'])
})

test('what was typed as a whole comes before what holds its parts', () => {
  const index = indexOf([venue({ name: 'Påhitt 1071', address: 'Gatan 77', id: '1' }), venue({ name: 'Påhitt 1077', id: '2' }), venue({ name: 'Påhitt 77', id: '3' })])
  expect(search(index, 'påhitt 77').map(one => one.id)).toEqual(['3', '1', '2'])
})
