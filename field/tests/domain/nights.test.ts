import { expect, test } from 'vitest'
import { clockOf, isNight, local, minuteOfNight, nightOf, weekday, zoneOf } from '../../src/domain/nights'

test.each([
  ['2026-11-20T22:41:00Z', '2026-11-20', true],
  ['2026-11-21T03:59:00Z', '2026-11-20', true],
  ['2026-11-21T04:00:00Z', '2026-11-21', false],
  ['2026-11-20T15:59:00Z', '2026-11-20', false],
  ['2026-11-20T16:00:00Z', '2026-11-20', true],
  ['2026-10-25T00:30:00Z', '2026-10-24', true], // 02:30, the first time
  ['2026-10-25T01:30:00Z', '2026-10-24', true], // 02:30, the second time
  ['2026-03-29T01:30:00Z', '2026-03-28', true],
])('%s belongs to %s', (instant, night, inNight) => {
  expect(nightOf(Date.parse(instant))).toBe(night)
  expect(isNight(Date.parse(instant))).toBe(inNight)
})

test('minutes of a night pass midnight', () => {
  expect(minuteOfNight(Date.parse('2026-11-21T00:30:00Z'))).toBe(1530)
  expect(clockOf(1530)).toBe('01:30')
  expect(local(Date.parse('2026-11-20T23:05:00Z')).time).toBe('00:05')
  expect(weekday('2026-11-20')).toBe(4)
})

test.each([
  ['2026-11-20T15:59:00Z', ''], // 16:59
  ['2026-11-20T16:00:00Z', '17-20'],
  ['2026-11-20T18:59:00Z', '17-20'],
  ['2026-11-20T19:00:00Z', '20-23'],
  ['2026-11-20T22:00:00Z', '23-02'],
  ['2026-11-21T00:59:00Z', '23-02'],
  ['2026-11-21T01:00:00Z', '02-05'],
  ['2026-11-21T03:59:00Z', '02-05'],
  ['2026-11-21T04:00:00Z', ''],
])('%s lies in the time zone %s', (instant, zone) => {
  expect(zoneOf(Date.parse(instant))).toBe(zone)
})
