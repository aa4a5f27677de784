// A shift over the twins: what the register brings, and what an old visit must not do.
import { expect, test } from 'vitest'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { NoNet } from '../../src/ports/server'
import { Tablet } from '../outbox/night'
import { ANNAT, KROGEN, page, reopened, shiftOn } from './register'

const DAY = 86_400_000
const begin = { kind: 'outer', occasion: null, with: [] } as const

test('a register that is broken off in the middle changes nothing', async () => {
  const tablet = await Tablet.enrolled()
  const shift = await shiftOn(tablet)
  const server = tablet.server
  const cut = { ...server, bundle: async (cursor: string | null) => { if (cursor === '1') throw new NoNet('cut'); return server.bundle(cursor) } }
  await expect(shift.bundle.refresh(cut as unknown as typeof server, Date.now)).rejects.toBeInstanceOf(NoNet)
  expect([shift.bundle.meta, shift.bundle.venues.size, await tablet.storage.keptNames('venues:')]).toEqual([null, 0, []])

  await shift.refreshBundle()
  expect([...(await reopened(tablet)).bundle.venues.values()]).toEqual([KROGEN, ANNAT])
})

test('a restored server is asked for everything, and what it lacks is gone here too', async () => {
  const tablet = await Tablet.enrolled()
  const shift = await shiftOn(tablet)
  await shift.refreshBundle()
  tablet.server.restore(() => false)
  tablet.server.register = [page('2', { is_whole: true, venues: [ANNAT] })]
  await shift.refreshBundle()
  expect([...shift.bundle.venues.keys()]).toEqual([ANNAT.id])
  expect([...(await reopened(tablet)).bundle.venues.keys()]).toEqual([ANNAT.id])
})

test('a visit that has left the tablet is not begun once more', async () => {
  const tablet = await Tablet.enrolled()
  let shift = await shiftOn(tablet)
  await shift.refreshBundle()
  const old = await shift.start({ venue: shift.bundle.venues.get(KROGEN.id) as never, ...begin })
  await shift.sync()
  tablet.clock.now += 31 * DAY
  const fresh = await shift.start({ venue: shift.bundle.venues.get(ANNAT.id) as never, ...begin })
  await shift.sync()
  const before = tablet.server.lines.size

  expect((await shift.receipt()).isSafe).toBe(true)
  expect(shift.visits.value.map(head => head.id)).toEqual([fresh.head.id])
  shift = await reopened(tablet)
  expect(shift.visits.value.map(head => head.id)).toEqual([fresh.head.id])
  expect(await shift.visit(old.head.id)).toBeNull()
  await shift.visit(fresh.head.id)
  await shift.sync()
  expect(tablet.server.lines.size).toBe(before)
  expect((await tablet.storage.entries()).every(entry => entry.visit === fresh.head.id)).toBe(true)
})

test('a visit begun before five is joined after five, and not the night after', async () => {
  const [first, second] = [await Tablet.enrolled(), await Tablet.enrolled(undefined, new MemoryStorage())]
  for (const tablet of [first, second]) tablet.clock.now = Date.parse('2026-11-21T03:50:00Z') // 04:50
  const [one, other] = [await shiftOn(first), await shiftOn(second)]
  await one.refreshBundle()
  await other.refreshBundle()
  const venue = one.bundle.venues.get(KROGEN.id) as never
  const begun = await one.start({ venue, ...begin })
  second.clock.now = Date.parse('2026-11-21T04:20:00Z')
  expect((await other.join(venue, begun.head.code, 'outer'))?.head).toMatchObject({ id: begun.head.id, night: '2026-11-20' })
  const third = await Tablet.enrolled()
  third.clock.now = Date.parse('2026-11-21T19:00:00Z')
  expect(await (await shiftOn(third)).join(venue, begun.head.code, 'outer')).toBeNull()
})

test('findings are counted side by side, each once', async () => {
  const tablet = await Tablet.enrolled()
  const shift = await shiftOn(tablet)
  await shift.refreshBundle()
  const visit = await shift.start({ venue: shift.bundle.venues.get(KROGEN.id) as never, ...begin })
  const finding = { id: '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9b01', text: 'Nödutgången blockerad' }
  await visit.answer('ALK-03', 'finding', [finding])
  await visit.answer('ALK-03', 'finding', [finding, { ...finding, id: '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9b02' }])
  expect((await shift.receipt()).findings).toEqual([2, 2])
})
