// A walk over the twins: planned at the office or begun on the spot, and what stands of it.
import { expect, test, vi } from 'vitest'
import type { SessionOut } from '../../src/generated/api'
import type { Shift } from '../../src/shift/shift'
import { Tablet, picture } from '../outbox/night'
import { OFFICER, page, reopened, shiftOn } from './register'

const SCHEME = { code: 'pf-28', name_sv: 'Flagga', name_en: 'Flag', areas: [{ code: 'place', name_sv: 'Plats', name_en: 'Place', attributes: [{ code: 'P5', name_sv: '', name_en: '' }] }], zones: [{ code: '23-02', name_sv: '', name_en: '' }], scale: [{ score: 1, name_sv: '', name_en: '' }] }
const PLANNED = { id: '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9c01', kind: 'appraisal', title: 'Planerad', night: '2026-11-20', municipality: '2380', leader: 'Karin', scheme: 'pf-28' }

async function walkers(): Promise<readonly [Tablet, Shift]> {
  const tablet = await Tablet.enrolled()
  const shift = await shiftOn(tablet)
  tablet.server.who = { officer: OFFICER } as unknown as SessionOut
  tablet.server.register = [page('1', { is_whole: true, walks: [PLANNED], schemes: [SCHEME] })]
  await shift.refreshBundle()
  return [tablet, shift]
}

test('a planned walk is begun here, stands after a restart, and says what was noted in which zone', async () => {
  const [tablet, shift] = await walkers()
  expect(shift.walks.heads.value.map(head => head.title)).toEqual(['Planerad'])
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  const walk = await shift.walks.walk(PLANNED.id)
  await walk?.see({ attribute: 'P5', score: 1, text: 'Mörkt' }, [picture()])
  await walk?.see({ text: 'Fel' })
  await walk?.strike(walk.points.value[0]?.note.id ?? '', 'fel plats')

  const again = await (await reopened(tablet)).walks.walk(PLANNED.id)
  expect([again?.isBegun, again?.isEnded, again?.points.value.length]).toEqual([true, false, 1])
  expect(again?.noted('23-02')).toEqual(new Set(['P5']))
  expect(again?.noted('20-23').size).toBe(0)
  await again?.end()
  expect(again?.isEnded).toBe(true)
  await again?.see({ text: 'En sak till' })
  expect(again?.isEnded).toBe(false)
})

const SAFETY = {
  meets_at: '2026-11-20T18:00:00+01:00', meeting_place: 'Kiosken', walks_for: 'all', route: [],
  earlier: [{ id: '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9d01', where: 'Tunneln', text: '', feels: 'unsafe', category: 'LIGHTING' }],
}

async function together(): Promise<readonly [Tablet, Shift]> {
  const [tablet, shift] = await walkers()
  tablet.server.register = [page('2', { is_whole: true, walks: [{ ...PLANNED, kind: 'safety', scheme: '', safety: SAFETY }], walk_categories: [{ code: 'LIGHTING', name_sv: 'Belysning', name_en: 'Lighting' }] })]
  await shift.refreshBundle()
  return [tablet, shift]
}

test('who walks along on a safety walk is the last count, and stands after a restart', async () => {
  const [tablet, shift] = await together()
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  const walk = await shift.walks.walk(PLANNED.id)
  expect(walk?.gathered.value).toEqual({})
  const women = { role: 'resident', gender: 'women', age: '30_64', count: 6 } as const
  await walk?.gather({ groups: [women] })
  await walk?.gather({ light: 'dark' })
  await walk?.gather({ groups: [women, { ...women, gender: 'men', count: 2 }] })
  await walk?.gather({ weather: 'Snö' })
  const again = await (await reopened(tablet)).walks.walk(PLANNED.id)
  expect(again?.gathered.value).toEqual({ groups: [women, { ...women, gender: 'men', count: 2 }], light: 'dark', weather: 'Snö' })
  expect(again?.head.safety?.meeting_place).toBe('Kiosken')
})

test('a point of the walk before is as it was found last, and struck out it is not looked at', async () => {
  const [, shift] = await together()
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  const walk = await shift.walks.walk(PLANNED.id)
  const earlier = SAFETY.earlier[0]?.id ?? ''
  expect(walk?.feelsNow(earlier)).toBeNull()
  for (const feels of ['unsafe', 'unsafe', 'safe'] as const) await walk?.lookAgain({ again: earlier, feels }, 'sedd på nytt')
  expect(walk?.feelsNow(earlier)).toBe('safe')
  expect(walk?.points.value.length).toBe(1)
  expect(walk?.notes.value.map(note => note.kind)).toEqual(['began', 'saw', 'saw', 'struck'])
  for (const point of walk?.points.value ?? []) await walk?.strike(point.note.id, 'fel plats')
  expect(walk?.feelsNow(earlier)).toBeNull()
})

test('a planned safety walk is begun without saying what it is, and its categories came along', async () => {
  const [tablet, shift] = await together()
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  await shift.sync()
  const [began] = [...tablet.server.notes.values()].map(text => JSON.parse(text) as object)
  expect(began).not.toHaveProperty('on_the_spot')
  expect(shift.bundle.office.walk_categories.map(one => one.code)).toEqual(['LIGHTING'])
})

test('a walk on the spot says what it is, and its head stays when the office sends another register', async () => {
  const [tablet, shift] = await walkers()
  const head = shift.walks.appraisalOnTheSpot('Egen')
  await shift.walks.begin(head as never)
  await shift.sync()
  const [began] = [...tablet.server.notes.values()].map(text => JSON.parse(text) as { on_the_spot: object })
  expect(began?.on_the_spot).toEqual({ walk_kind: 'appraisal', title: 'Egen', municipality: '2380', agency: 'licensing', scheme: 'pf-28' })
  tablet.server.register = [page('2', { is_whole: true, schemes: [SCHEME] })]
  await shift.refreshBundle()
  expect(shift.walks.heads.value.map(one => one.title)).toEqual(['Egen'])
})

test('handing back tells of notes that lie here only', async () => {
  const [tablet, shift] = await walkers()
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  tablet.server.isOnline = false
  await shift.sync()
  expect([await shift.walks.stock(), shift.waiting.value.entries]).toEqual([[1, 0], 1])
  tablet.server.isOnline = true
  expect((await shift.receipt()).isSafe).toBe(true)
  expect(await shift.walks.stock()).toEqual([1, 1])
})

test('beginning twice begins once, and a walk stands in the list once', async () => {
  const [tablet, shift] = await walkers()
  for (let count = 0; count < 2; count += 1) await shift.walks.begin(shift.walks.heads.value[0] as never)
  expect(shift.walks.heads.value.map(head => head.title)).toEqual(['Planerad'])
  expect(await tablet.storage.notes()).toHaveLength(1)
})

test('a walk on the spot is of tonight and by the scheme that came last', async () => {
  const [tablet, shift] = await walkers()
  tablet.server.register = [page('2', { is_whole: true, schemes: [SCHEME, { ...SCHEME, code: 'pf-29' }] })]
  await shift.refreshBundle()
  expect(shift.walks.appraisalOnTheSpot('Egen')).toMatchObject({ night: '2026-11-20', scheme: 'pf-29' })
})

test('what is written is counted at once, without a net', async () => {
  const [tablet, shift] = await walkers()
  tablet.server.isOnline = false
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  await vi.waitFor(() => { expect(shift.waiting.value.entries).toBe(1) })
})

test('what the server holds back is counted apart', async () => {
  const [tablet, shift] = await walkers()
  tablet.server.isPoisoned = (_header, text) => text.includes('giftig')
  await shift.walks.begin(shift.walks.heads.value[0] as never)
  for (const text of ['giftig', 'frisk']) await (await shift.walks.walk(PLANNED.id))?.see({ text })
  await shift.sync()
  expect(await shift.walks.inQuarantine()).toBe(1)
})

test('after a month a walk that is held leaves the tablet, and one with an unfinished draft stays', async () => {
  const [tablet, shift] = await walkers()
  const head = shift.walks.appraisalOnTheSpot('Egen')
  await shift.walks.begin(head as never)
  await shift.sync()
  tablet.clock.now += 32 * 86_400_000
  await shift.walks.tidy(new Set([head?.id ?? '']))
  expect(await tablet.storage.notes()).toHaveLength(1)
  await shift.walks.tidy(new Set())
  expect([await tablet.storage.notes(), await tablet.storage.keptNames('walk:')]).toEqual([[], []])
  expect(shift.walks.heads.value.map(one => one.title)).toEqual(['Planerad'])
})
