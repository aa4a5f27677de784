// The notebook of walks on twins: nothing lost, nothing doubled, nothing in another's name.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import type { Saw } from '../../src/generated/notes'
import type { SessionOut } from '../../src/generated/api'
import type { Bytes } from '../../src/domain/bytes'
import { sha256, toHex } from '../../src/domain/bytes'
import { Refused } from '../../src/ports/server'
import { StorageFull } from '../../src/ports/storage'
import { Tablet, picture } from './night'

const WALK = '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9a03'

async function named(...pictures: readonly Bytes[]): Promise<NonNullable<Saw['photos']>> {
  return Promise.all(pictures.map(async bytes => ({ sha256: toHex(await sha256(bytes)), bytes: bytes.length })))
}

async function walker(storage = new MemoryStorage()): Promise<Tablet> {
  const tablet = await Tablet.enrolled(undefined, storage)
  tablet.server.who = { officer: { id: 'ines', name: 'Ines', language: 'sv' } } as unknown as SessionOut
  return tablet
}

async function queued(tablet: Tablet): Promise<readonly [number, number]> {
  const [notes, pictures] = [await tablet.storage.notes(), await tablet.storage.pictures()]
  return [notes.filter(one => one.state === 'queued').length, pictures.filter(one => one.state === 'queued').length]
}

test('a note and its picture go up by themselves, and are read again here', async () => {
  const tablet = await walker()
  const bytes = picture()
  await tablet.notebook.write(WALK, 'saw', { text: 'Mörkt', photos: await named(bytes) }, [bytes])
  await tablet.courier.run()
  expect([tablet.standing, await queued(tablet), tablet.server.notes.size, tablet.server.pictures.size]).toEqual(['idle', [0, 0], 1, 1])
  const [note] = await tablet.notebook.of(WALK)
  expect(note?.said).toMatchObject({ text: 'Mörkt' })
  expect(await tablet.notebook.picture(note?.id ?? '', (await named(bytes))[0]?.sha256 ?? '')).toEqual(bytes)
})

test('in another session nothing of it goes up, and the visits do', async () => {
  const tablet = await walker()
  tablet.server.who = { officer: { id: 'petra' } } as unknown as SessionOut
  await tablet.notebook.write(WALK, 'began', {})
  await tablet.note('Ett besök')
  await tablet.courier.run()
  expect([tablet.standing, tablet.server.notes.size, tablet.server.lines.size]).toEqual(['sign_in', 0, 1])
  tablet.server.who = { officer: { id: 'ines' } } as unknown as SessionOut
  await tablet.courier.run()
  expect([tablet.standing, tablet.server.notes.size]).toEqual(['idle', 1])
})

test('a reply that is lost doubles nothing, and nothing is held on a guess', async () => {
  const tablet = await walker()
  await tablet.notebook.write(WALK, 'began', {})
  tablet.server.losesReply = () => true
  await tablet.courier.run()
  expect([tablet.standing, await queued(tablet), tablet.server.notes.size]).toEqual(['waiting', [1, 0], 1])
  tablet.server.losesReply = () => false
  await tablet.courier.run()
  expect([tablet.standing, await queued(tablet), tablet.server.notes.size]).toEqual(['idle', [0, 0], 1])
})

test('a note that is held back does not hold up its neighbours', async () => {
  const tablet = await walker()
  tablet.server.isPoisoned = (_header, text) => text.includes('giftig')
  for (const text of ['giftig', 'frisk']) await tablet.notebook.write(WALK, 'saw', { text })
  await tablet.courier.run()
  expect((await tablet.storage.notes()).map(one => one.state)).toEqual(['quarantined', 'held'])
})

test('what the server refuses of visits holds up no walk, and is told in the end', async () => {
  const tablet = await walker()
  await tablet.note('Ett besök', picture())
  const bytes = picture()
  await tablet.notebook.write(WALK, 'saw', { photos: await named(bytes) }, [bytes])
  tablet.server.putPhoto = async () => { throw new Refused(400, 'not_a_photo', 'Ingen bild.') }
  await tablet.courier.run()
  expect([tablet.standing, tablet.said, tablet.server.notes.size, tablet.server.pictures.size]).toEqual(['refused', 'Ingen bild.', 1, 1])
  tablet.server.send = async () => { throw new Refused(403, 'not_allowed', 'Ingen roll.') }
  await tablet.note('Ett till')
  await tablet.notebook.write(WALK, 'ended', {})
  await tablet.courier.run()
  expect([tablet.standing, tablet.server.notes.size]).toEqual(['refused', 2])
})

test('the sentence of a note that is held back stands with the walk until it enters', async () => {
  const tablet = await walker()
  tablet.server.isPoisoned = () => true
  const note = await tablet.notebook.write(WALK, 'saw', { text: 'giftig' })
  await tablet.courier.run()
  expect([...(await tablet.notebook.heldBack(WALK)).keys()]).toEqual([note.id])
  tablet.server.isPoisoned = () => false
  await tablet.notebook.compare()
  expect((await tablet.notebook.heldBack(WALK)).size).toBe(0)
})

test('what the server holds is not sent again, and what waits goes in as many rounds as it takes', async () => {
  const tablet = await walker()
  const bytes = picture()
  await tablet.notebook.write(WALK, 'saw', { photos: await named(bytes) }, [bytes])
  await tablet.courier.run()
  const sent = { notes: 0, pictures: 0 }
  const [sendNotes, putPicture] = [tablet.server.sendNotes.bind(tablet.server), tablet.server.putPicture.bind(tablet.server)]
  tablet.server.sendNotes = async batch => { sent.notes += batch.notes.length; return sendNotes(batch) }
  tablet.server.putPicture = async (...picture) => { sent.pictures += 1; return putPicture(...picture) }
  for (let count = 0; count < 120; count += 1) await tablet.notebook.write(WALK, 'saw', { text: `rad ${count}` })
  await tablet.courier.run()
  expect([await queued(tablet), sent]).toEqual([[0, 0], { notes: 120, pictures: 0 }])
})

test('one picture that the server refuses holds up no other', async () => {
  const tablet = await walker()
  for (const bytes of [picture(64), picture(128)]) await tablet.notebook.write(WALK, 'saw', { photos: await named(bytes) }, [bytes])
  const putPicture = tablet.server.putPicture.bind(tablet.server)
  let isFirst = true
  tablet.server.putPicture = async (...picture) => {
    if (!isFirst) return putPicture(...picture)
    isFirst = false
    throw new Refused(400, 'not_a_photo', 'Ingen bild.')
  }
  await tablet.courier.run()
  expect([tablet.standing, await queued(tablet), tablet.server.pictures.size]).toEqual(['refused', [0, 1], 1])
})

test('an answer for nothing that was sent is no answer', async () => {
  const tablet = await walker()
  await tablet.notebook.write(WALK, 'began', {})
  tablet.server.sendNotes = async () => ({ epoch: tablet.server.epoch, received_at: '', results: [] })
  await tablet.courier.run()
  expect([tablet.standing, await queued(tablet)]).toEqual(['waiting', [1, 0]])
})

test('a picture that the server names is held, also when its own reply was lost', async () => {
  const tablet = await walker()
  const bytes = picture()
  await tablet.notebook.write(WALK, 'saw', { photos: await named(bytes) }, [bytes])
  await tablet.courier.run()
  await tablet.storage.markPictures((await tablet.storage.pictures()).map(one => [one.note, one.sha256]), 'queued')
  await tablet.notebook.compare()
  expect(await queued(tablet)).toEqual([0, 0])
})

test('a restored server is offered everything again, pictures too', async () => {
  const tablet = await walker()
  const bytes = picture()
  await tablet.notebook.write(WALK, 'saw', { photos: await named(bytes) }, [bytes])
  await tablet.courier.run()
  tablet.server.restore(() => false)
  await tablet.notebook.compare()
  await tablet.courier.run()
  expect([tablet.server.notes.size, tablet.server.pictures.size]).toEqual([1, 1])
})

test('without room nothing of a note is kept, and the person hears of it', async () => {
  const storage = new MemoryStorage()
  const tablet = await walker(storage)
  storage.space = 400
  await expect(tablet.notebook.write(WALK, 'saw', { text: 'x' }, [picture(5000)])).rejects.toBeInstanceOf(StorageFull)
  expect([await storage.notes(), await storage.pictures()]).toEqual([[], []])
})

test('whatever happens on the way, every note is on the server in the end, once', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.constantFrom('note', 'picture', 'send', 'kill', 'cut', 'mend', 'lose', 'restore'), { minLength: 5, maxLength: 40 }),
    async steps => {
      const tablet = await walker()
      let [written, pictures, lost] = [0, 0, 0]
      tablet.server.losesReply = () => { lost += 1; return lost % 3 === 0 }
      for (const step of steps) {
        if (step === 'note') { await tablet.notebook.write(WALK, 'saw', { text: `rad ${written}` }); written += 1 }
        if (step === 'picture') {
          const bytes = picture()
          await tablet.notebook.write(WALK, 'saw', { photos: await named(bytes) }, [bytes])
          written += 1
          pictures += 1
        }
        if (step === 'send') await tablet.courier.run()
        if (step === 'kill') await tablet.kill()
        if (step === 'cut') tablet.server.isOnline = false
        if (step === 'mend') tablet.server.isOnline = true
        if (step === 'restore') tablet.server.restore(() => false)
      }
      tablet.server.isOnline = true
      tablet.server.losesReply = () => false
      await tablet.notebook.compare()
      await tablet.courier.run()
      await tablet.courier.run()
      expect([await queued(tablet), tablet.server.notes.size, tablet.server.pictures.size]).toEqual([[0, 0], written, pictures])
      expect(await tablet.notebook.of(WALK)).toHaveLength(written)
    },
  ), { numRuns: 60 })
})
