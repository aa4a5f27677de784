import { expect, test } from 'vitest'
import { StorageFull } from '../../src/ports/storage'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { Drafts } from '../../src/shift/drafts'
import { Tablet } from '../outbox/night'

async function reread(tablet: Tablet): Promise<Drafts> {
  const drafts = new Drafts(tablet.storage, tablet.vault)
  await drafts.load()
  return drafts
}

test('a draft that was recorded does not come back', async () => {
  const tablet = await Tablet.enrolled()
  for (let turn = 0; turn < 20; turn += 1) {
    const drafts = new Drafts(tablet.storage, tablet.vault)
    drafts.note('v1:ALK-03', 'halvt')
    const flushing = drafts.flush() // the timer struck
    await drafts.forget('v1:ALK-03') // and Save was pressed
    await flushing
    expect((await reread(tablet)).list).toEqual([])
  }
})

test('what was typed last stands there, in the order in which the texts were begun', async () => {
  const tablet = await Tablet.enrolled()
  const drafts = new Drafts(tablet.storage, tablet.vault)
  for (const text of ['h', 'ha', 'hal']) drafts.note('v1:caption:ALK-03', text)
  drafts.note('v2:note', 'två')
  const flushing = drafts.flush()
  drafts.note('v1:caption:ALK-03', 'halv') // while the disk was busy
  await flushing
  await drafts.flush()
  const after = await reread(tablet)
  expect(after.list).toEqual([{ visit: 'v1', part: 'caption:ALK-03', text: 'halv' }, { visit: 'v2', part: 'note', text: 'två' }])
  expect(after.visits).toEqual(new Set(['v1', 'v2']))
})

test('what is being written about whom stands nowhere in the clear', async () => {
  const tablet = await Tablet.enrolled()
  const drafts = new Drafts(tablet.storage, tablet.vault)
  drafts.note('v1:ALK-03', 'halvt')
  await drafts.flush()
  expect((await tablet.storage.keptNames('')).join(' ')).not.toContain('ALK-03')
})

test('a draft for which there is no room is written when there is', async () => {
  const storage = new MemoryStorage()
  const tablet = await Tablet.enrolled(undefined, storage)
  const drafts = new Drafts(storage, tablet.vault)
  storage.space = 10
  drafts.note('v1:note', 'ett långt stycke')
  await expect(drafts.flush()).rejects.toBeInstanceOf(StorageFull)
  expect(drafts.read('v1:note')).toBe('ett långt stycke')
  storage.space = 1000
  await drafts.flush()
  expect((await reread(tablet)).read('v1:note')).toBe('ett långt stycke')
})
