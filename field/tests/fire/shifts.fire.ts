// Random shifts against the real server: cuts, kills, lost replies, wrong clocks, two tablets at
// one visit. Every entry is held exactly once, and every receipt is true.
//
// LYKTA_SHIFTS is JSON: { root, shifts, seed, cookies: [one per officer], venue, out }. What was
// written is noted in `out`, so that the caller can look for it in the database itself.
import 'fake-indexeddb/auto'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FetchServer } from '../../src/adapters/fetch_server'
import { IndexedDbStorage } from '../../src/adapters/indexeddb_storage'
import { Vault } from '../../src/adapters/vault'
import type { Lock } from '../../src/adapters/vault'
import { fromBase64url, sha256, toHex } from '../../src/domain/bytes'
import type { Bytes } from '../../src/domain/bytes'
import { newCode, visitOf } from '../../src/domain/join_code'
import { uuid7 } from '../../src/domain/identifiers'
import { nightOf } from '../../src/domain/nights'
import type { SessionOut } from '../../src/generated/api'
import { Courier } from '../../src/outbox/courier'
import { Notebook } from '../../src/outbox/notebook'
import { Pen } from '../../src/outbox/pen'
import { compare, fetchReceipt } from '../../src/outbox/receipt'
import type { Clock } from '../../src/ports/clock'
import { NoNet } from '../../src/ports/server'
import type { Server } from '../../src/ports/server'
import type { Storage } from '../../src/ports/storage'

interface Asked { root: string, shifts: number, seed: number, cookies: string[], venue: string, out: string, breaks?: boolean }
const asked = JSON.parse(process.env['LYKTA_SHIFTS'] ?? 'null') as Asked | null

/** mulberry32: the same seed gives the same nights. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const PICTURE = fromBase64url('_9j_4AAQSkZJRgABAQEASABIAAD_2wBDAP__________________________________________________________________________________________wAALCAABAAEBAREA_8QAFAABAAAAAAAAAAAAAAAAAAAACf_EABQQAQAAAAAAAAAAAAAAAAAAAAD_2gAIAQEAAD8AKp__2Q')

/** A photo of its own: the same picture with a comment that differs. */
function picture(text: string): Bytes {
  const comment = new TextEncoder().encode(text)
  const length = comment.length + 2
  return Uint8Array.from([...PICTURE.subarray(0, 2), 0xff, 0xfe, length >> 8, length & 255, ...comment, ...PICTURE.subarray(2)])
}

/** Ask again until an answer comes: the server's processes die, too. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NoNet) || attempt === 200) throw error
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}

class SkewedClock implements Clock {
  skew = 0
  boot: string = crypto.randomUUID()
  readonly #since = performance.now()
  moment(): ReturnType<Clock['moment']> {
    return { now: Date.now() + this.skew, zoneMinutes: 60, mono: performance.now() - this.#since, boot: this.boot }
  }
}

/** What a dead process does: nothing any more. Whatever it had asked for may still happen. */
function mortal<T extends object>(inner: T, life: { isOver: boolean }): T {
  return new Proxy(inner, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target)
      if (typeof found !== 'function') return found
      return async (...given: unknown[]) => {
        if (life.isOver) return new Promise(() => undefined)
        const answer: unknown = await (found as (...all: unknown[]) => Promise<unknown>).apply(target, given)
        return life.isOver ? new Promise(() => undefined) : answer
      }
    },
  })
}

class Tablet {
  readonly clock = new SkewedClock()
  readonly stream = uuid7(Date.now())
  readonly written: string[] = []
  readonly photos: string[] = []
  isCut = false
  losing = 0
  pen!: Pen
  courier!: Courier
  readonly #folder = crypto.randomUUID()
  readonly #server: FetchServer
  readonly #chance: () => number
  #session!: SessionOut
  #lock!: Lock
  #life = { isOver: false }
  #storage!: Storage

  constructor(root: string, cookie: string, chance: () => number) {
    this.#server = new FetchServer(root, { Cookie: cookie, Origin: new URL(root).origin })
    this.#chance = chance
  }

  async enrol(): Promise<this> {
    this.#session = await again(() => this.#server.session())
    const { lock } = await Vault.create('482915', fromBase64url(this.#session.rescue_key), 1)
    this.#lock = lock
    const agency = this.#session.agencies[0]
    if (!agency) throw new Error('no agency')
    const device = { device: crypto.randomUUID(), name: 'Fire', stream: this.stream, municipality: agency.municipality, agency: agency.code, public_key: lock.publicKey }
    await again(() => this.#server.enrol(device))
    await this.switchOn()
    return this
  }

  get officer(): string { return this.#session.officer.id }
  get agency(): string { return this.#session.agencies[0]?.code ?? '' }

  /** The process dies, whatever it was doing, and the tablet is switched on again. */
  async switchOn(): Promise<void> {
    this.#life.isOver = true
    this.#life = { isOver: false }
    this.clock.boot = crypto.randomUUID()
    const vault = await Vault.open(this.#lock, '482915')
    if (!vault) throw new Error('shut')
    this.#storage = mortal<Storage>(new IndexedDbStorage(this.#folder), this.#life)
    const author = { officer: this.officer, agency: this.agency, stream: this.stream }
    this.pen = new Pen(author, this.#storage, vault, this.clock)
    const server = mortal(this.#lossy(), this.#life)
    this.courier = new Courier(author, this.#storage, vault, server, this.clock, new Notebook(author, this.#storage, vault, server, this.clock), () => undefined)
  }

  async write(...given: Parameters<Pen['write']>): Promise<void> {
    const entry = await this.pen.write(...given)
    this.written.push(entry.id)
    for (const photo of given[4] ?? []) this.photos.push(toHex(await sha256(photo)))
  }

  async isSafe(): Promise<boolean> {
    const { pages, signatures } = await again(() => fetchReceipt(this.#server, this.stream, this.#session.server_key))
    const receipt = compare(await this.#storage.entries(), await this.#storage.photos(), new Map(), pages, signatures)
    return receipt.isSafe && receipt.entries[0] === this.written.length && receipt.inQuarantine === 0
  }

  /** Send until nothing waits here any more. */
  async sendAll(): Promise<void> {
    await again(async () => {
      await this.courier.run()
      const left = await this.#storage.queuedEntries()
      const photos = await this.#storage.photos()
      if (left.length > 0 || photos.some(photo => photo.state === 'queued')) throw new NoNet('something waits')
    })
  }

  /** The net of a cellar: requests that never leave, and replies that never come. */
  #lossy(): Server {
    return new Proxy(this.#server as Server, {
      get: (target, name) => async (...given: unknown[]) => {
        if (this.isCut || this.#chance() < this.losing / 2) throw new NoNet('cut')
        const answer: unknown = await (Reflect.get(target, name, target) as (...all: unknown[]) => Promise<unknown>).apply(target, given)
        if (this.isCut || this.#chance() < this.losing) throw new NoNet('the reply was lost')
        return answer
      },
    })
  }
}

type Step = 'write' | 'photo' | 'send' | 'sendAndDie' | 'cut' | 'join' | 'lose' | 'kill' | 'skew'
const STEPS: readonly Step[] = ['write', 'write', 'write', 'photo', 'send', 'send', 'sendAndDie', 'cut', 'join', 'lose', 'kill', 'skew']

async function shift(chance: () => number, number: number, given: Asked): Promise<Tablet[]> {
  const [first, second] = await Promise.all(given.cookies.slice(0, 2).map(cookie => new Tablet(given.root, cookie, chance).enrol()))
  if (!first || !second) throw new Error('Two officers are needed.')
  const place = { venue: given.venue, night: nightOf(Date.now()) }
  const visit = await visitOf(place, await newCode(place, crypto.getRandomValues(new Uint8Array(8)))) ?? ''
  await first.write(visit, 'common', 'started', { venue: given.venue, visit_kind: 'outer', checklist: '2026-01' })
  for (const tablet of [first, second]) await tablet.write(visit, 'common', 'joined', { officer: tablet.officer, agency: tablet.agency })
  const steps = 10 + Math.floor(chance() * 30)
  for (let step = 0; step < steps; step += 1) {
    const tablet = chance() < 0.5 ? first : second
    const what = STEPS[Math.floor(chance() * STEPS.length)]
    if (what === 'write') await tablet.write(visit, tablet.agency, 'noted', { text: `skift ${number} steg ${step}` })
    if (what === 'photo') {
      const bytes = picture(`${number}-${step}-${tablet.stream}`)
      await tablet.write(visit, tablet.agency, 'photographed', { shrunk: { sha256: toHex(await sha256(bytes)), bytes: bytes.length } }, [bytes])
    }
    if (what === 'send') await tablet.courier.run()
    if (what === 'sendAndDie') {
      void tablet.courier.run()
      await new Promise(resolve => setTimeout(resolve, chance() * 60))
      await tablet.switchOn()
    }
    if (what === 'cut') tablet.isCut = true
    if (what === 'join') { tablet.isCut = false; tablet.losing = 0 }
    if (what === 'lose') tablet.losing = 0.5
    if (what === 'kill') await tablet.switchOn()
    if (what === 'skew') tablet.clock.skew += (chance() - 0.5) * 12 * 3_600_000
  }
  for (const tablet of [first, second]) {
    Object.assign(tablet, { isCut: false, losing: 0 })
    await tablet.write(visit, tablet.agency, 'closed', { entries: [] })
  }
  for (const tablet of [first, second]) await tablet.sendAll()
  return [first, second]
}

test.runIf(asked !== null)('whatever happens in a shift, every entry is held once and every receipt is true', async () => {
  if (asked === null) return
  const chance = dice(asked.seed)
  const written: string[] = []
  const photos: string[] = []
  const unsafe: number[] = []
  for (let number = 0; number < asked.shifts; number += 1) {
    const tablets = await shift(chance, number, asked)
    if (number % 50 === 49) console.log(`${number + 1} shifts`)
    for (const tablet of tablets) {
      if (!await tablet.isSafe()) unsafe.push(number)
      written.push(...tablet.written)
      photos.push(...tablet.photos)
    }
  }
  writeFileSync(asked.out, JSON.stringify({ written, photos, unsafe }))
  expect(unsafe).toEqual([])
})
