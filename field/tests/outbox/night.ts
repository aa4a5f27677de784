// A night on twins: a pen, a courier, a storage and a server that tests turn against them.
import { MemoryServer } from '../../src/adapters/memory_server'
import { MemoryStorage } from '../../src/adapters/memory_storage'
import { Vault } from '../../src/adapters/vault'
import type { Lock } from '../../src/adapters/vault'
import { random } from '../../src/domain/bytes'
import type { Bytes } from '../../src/domain/bytes'
import { uuid7 } from '../../src/domain/identifiers'
import { Courier } from '../../src/outbox/courier'
import type { Standing } from '../../src/outbox/courier'
import { Notebook } from '../../src/outbox/notebook'
import { Pen } from '../../src/outbox/pen'
import { compare, fetchReceipt } from '../../src/outbox/receipt'
import type { Receipt } from '../../src/outbox/receipt'
import type { Clock } from '../../src/ports/clock'
import type { Storage } from '../../src/ports/storage'

const SPKI = await (async (): Promise<Bytes> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
})()

export class FakeClock implements Clock {
  now = Date.parse('2026-11-20T22:40:00Z')
  boot: string = crypto.randomUUID()
  skew = 0
  #since = this.now
  moment(): ReturnType<Clock['moment']> {
    this.now += 1000
    return { now: this.now + this.skew, zoneMinutes: 60, mono: this.now - this.#since, boot: this.boot }
  }
}

/** One officer's tablet; `kill` forgets all that was only in memory. */
export class Tablet {
  readonly clock = new FakeClock()
  readonly stream = uuid7(Date.parse('2026-11-20T12:00:00Z'))
  standing: Standing = 'idle'
  said = ''
  pen!: Pen
  notebook!: Notebook
  courier!: Courier
  vault!: Vault
  readonly storage: Storage
  readonly server: MemoryServer
  #lock!: Lock

  private constructor(server: MemoryServer, storage: Storage) {
    this.server = server
    this.storage = storage
  }

  static async enrolled(server = new MemoryServer(), storage: Storage = new MemoryStorage()): Promise<Tablet> {
    const tablet = new Tablet(server, storage)
    const { lock } = await Vault.create('482915', SPKI, 1)
    tablet.#lock = lock
    server.keys.set(tablet.stream, lock.publicKey)
    await tablet.kill()
    return tablet
  }

  async kill(): Promise<void> {
    const vault = await Vault.open(this.#lock, '482915')
    if (!vault) throw new Error('shut')
    this.vault = vault
    const author = { officer: 'ines', agency: 'licensing', stream: this.stream }
    this.clock.boot = crypto.randomUUID()
    this.pen = new Pen(author, this.storage, vault, this.clock)
    this.notebook = new Notebook(author, this.storage, vault, this.server, this.clock)
    this.courier = new Courier(author, this.storage, vault, this.server, this.clock, this.notebook, (standing, words) => {
      this.standing = standing
      this.said = words
    })
  }

  async receipt(): Promise<Receipt> {
    const { pages, signatures } = await fetchReceipt(this.server, this.stream, await this.server.publicKey())
    return compare(await this.storage.entries(), await this.storage.photos(), new Map(), pages, signatures)
  }

  async note(text: string, photo?: Bytes): Promise<string> {
    const visit = '0197a5b0-1c2d-7e3f-8a4b-5c6d7e8f9a02'
    return (await this.pen.write(visit, 'licensing', 'noted', { text }, photo ? [photo] : [])).id
  }
}

export const picture = (size = 64): Bytes => random(size)
