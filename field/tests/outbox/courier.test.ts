import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Tablet, picture } from './night'
import { ForgedReceipt, fetchReceipt } from '../../src/outbox/receipt'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { StorageFull } from '../../src/ports/storage'

test('everything goes up by itself, and the receipt says so', async () => {
  const tablet = await Tablet.enrolled()
  await tablet.note('Lugnt', picture())
  expect((await tablet.receipt()).isSafe).toBe(false)
  await tablet.courier.run()
  expect(tablet.standing).toBe('idle')
  expect(await tablet.receipt()).toMatchObject({ isSafe: true, entries: [1, 1], photos: [1, 1], bytes: [64, 64], inQuarantine: 0 })
})

test('without a net nothing is lost, and the courier says that it waits', async () => {
  const tablet = await Tablet.enrolled()
  tablet.server.isOnline = false
  await tablet.note('I källaren')
  await tablet.courier.run()
  expect(tablet.standing).toBe('waiting')
  expect(await tablet.storage.queuedEntries()).toHaveLength(1)
})

test('a reply lost after the server stored it doubles nothing', async () => {
  const tablet = await Tablet.enrolled()
  await tablet.note('En gång')
  tablet.server.losesReply = () => true
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(1)
  expect(await tablet.storage.queuedEntries()).toHaveLength(1) // nothing is held on a guess
  tablet.server.losesReply = () => false
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(1)
  expect((await tablet.receipt()).isSafe).toBe(true)
})

test('one bad entry does not hold up its 49 neighbours, and its content is kept', async () => {
  const tablet = await Tablet.enrolled()
  tablet.server.isPoisoned = (_header, payload) => payload.includes('giftig')
  for (let number = 0; number < 50; number += 1) await tablet.note(number === 0 ? 'giftig' : `rad ${number}`)
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(49)
  const [bad] = (await tablet.storage.entries()).filter(one => one.state === 'quarantined')
  expect(bad?.seq).toBe(1)
  expect(await tablet.storage.keptNames(`flag:${bad?.visit}:`)).toHaveLength(1)
  expect(await tablet.receipt()).toMatchObject({ isSafe: true, inQuarantine: 1 })
})

test('a sign-in that expired loses nothing: recording goes on, and sending waits for a person', async () => {
  const tablet = await Tablet.enrolled()
  tablet.server.isSignedIn = false
  await tablet.note('Före')
  await tablet.courier.run()
  expect(tablet.standing).toBe('sign_in')
  await tablet.note('Efter')
  tablet.server.isSignedIn = true
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(2)
})

test('a restored server gets everything again', async () => {
  const tablet = await Tablet.enrolled()
  await tablet.note('Ett', picture())
  const second = await tablet.note('Två')
  await tablet.courier.run()
  tablet.server.restore(id => id !== second)
  tablet.server.photos.clear()
  expect((await tablet.receipt()).isSafe).toBe(false)
  await tablet.note('Tre')
  await tablet.courier.run()
  await tablet.courier.run()
  expect(tablet.server.lines.size).toBe(3)
  expect((await tablet.receipt()).isSafe).toBe(true)
})

test('a receipt under another key is no receipt', async () => {
  const tablet = await Tablet.enrolled()
  const stranger = await Tablet.enrolled()
  await expect(fetchReceipt(tablet.server, tablet.stream, await stranger.server.publicKey())).rejects.toBeInstanceOf(ForgedReceipt)
})

test('a receipt that names another text for an entry does not make it safe', async () => {
  const tablet = await Tablet.enrolled()
  const id = await tablet.note('Så skrev jag')
  await tablet.courier.run()
  const line = tablet.server.lines.get(id)
  if (line) tablet.server.lines.set(id, { ...line, hash: 'f'.repeat(64) })
  expect(await tablet.receipt()).toMatchObject({ isSafe: false, missingEntries: [id] })
})

test('when the storage is full the entry is refused whole, and its number is used next time', async () => {
  const storage = new MemoryStorage()
  const tablet = await Tablet.enrolled(undefined, storage)
  await tablet.note('Ryms')
  storage.space = 500
  await expect(tablet.note('Ryms inte', picture(5000))).rejects.toBeInstanceOf(StorageFull)
  expect(await storage.photos()).toHaveLength(0)
  storage.space = 5000
  await tablet.note('Text ryms')
  expect((await storage.entries()).map(one => one.seq)).toEqual([1, 2])
})

test('two pens in two tabs never use a number twice', async () => {
  const tablet = await Tablet.enrolled()
  const other = tablet.pen
  await tablet.kill()
  const visit = '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9a02'
  await Promise.all([tablet.pen, other].flatMap(pen => Array.from({ length: 5 }, (_, number) =>
    pen.write(visit, 'licensing', 'noted', { text: `rad ${number}` }))))
  expect((await tablet.storage.entries()).map(one => one.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

type Step = 'note' | 'photo' | 'send' | 'cut' | 'join' | 'lose' | 'kill' | 'expire' | 'skew' | 'restore'
const STEPS: readonly Step[] = ['note', 'note', 'photo', 'send', 'send', 'cut', 'join', 'lose', 'kill', 'expire', 'skew', 'restore']

test('whatever happens in a night, every entry is held exactly once and the receipt is true', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 5, maxLength: 40 }), async steps => {
    const tablet = await Tablet.enrolled()
    const { server } = tablet
    const written: string[] = []
    for (const step of steps) {
      if (step === 'note') written.push(await tablet.note(`rad ${written.length}`))
      if (step === 'photo') written.push(await tablet.note(`foto ${written.length}`, picture()))
      if (step === 'send') await tablet.courier.run()
      if (step === 'cut') server.isOnline = false
      if (step === 'join') { server.isOnline = true; server.isSignedIn = true; server.losesReply = () => false }
      if (step === 'lose') server.losesReply = () => true
      if (step === 'kill') await tablet.kill()
      if (step === 'expire') server.isSignedIn = false
      if (step === 'skew') tablet.clock.skew -= 3 * 3600_000
      if (step === 'restore') server.restore(() => false)
    }
    Object.assign(server, { isOnline: true, isSignedIn: true, losesReply: () => false })
    await tablet.note('sist')
    await tablet.courier.run()
    await tablet.courier.run() // a new epoch is heard of in the first round
    expect([...server.lines.keys()].filter(id => written.includes(id)).sort()).toEqual([...written].sort())
    const seqs = [...server.lines.values()].map(line => line.seq).sort((one, other) => one - other)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    expect((await tablet.receipt()).isSafe).toBe(true)
  }), { numRuns: 60 })
})
