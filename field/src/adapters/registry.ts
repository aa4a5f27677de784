// Which vaults lie on this device. In the clear, so it holds initials and no more.
import { Dexie } from 'dexie'
import type { Table } from 'dexie'
import type { Lock } from './vault'

export interface VaultEntry {
  readonly vault: string
  /** Initials and agency, to tell two officers of one tablet apart. */
  readonly label: string
  readonly lock: Lock
  readonly wrongTries: number
  readonly shutUntil: number
}

const FREE_TRIES = 5

/** How long so many wrong tries shut a vault, in milliseconds. */
function penalty(wrongTries: number): number {
  return wrongTries < FREE_TRIES ? 0 : 30_000 * 2 ** Math.min(wrongTries - FREE_TRIES, 10)
}

/** What is left of it; never more than the penalty, whatever a clock that was ahead has noted. */
export function shutFor(entry: Pick<VaultEntry, 'wrongTries' | 'shutUntil'>, now: number): number {
  return Math.max(0, Math.min(entry.shutUntil - now, penalty(entry.wrongTries)))
}

export class Registry {
  readonly #base = new Dexie('lykta', { chromeTransactionDurability: 'strict' })
  readonly #vaults: Table<VaultEntry, string>
  readonly #device: Table<{ readonly name: string, readonly value: string }, string>

  constructor() {
    this.#base.version(1).stores({ vaults: 'vault', device: 'name' })
    this.#vaults = this.#base.table('vaults')
    this.#device = this.#base.table('device')
  }

  async vaults(): Promise<readonly VaultEntry[]> {
    return this.#vaults.toArray()
  }

  async add(entry: VaultEntry): Promise<void> {
    await this.#vaults.add(entry)
  }

  async changeLock(vault: string, lock: Lock): Promise<void> {
    await this.#vaults.update(vault, { lock })
  }

  async remove(vault: string): Promise<void> {
    await this.#vaults.delete(vault)
  }

  /** A wrong PIN: after a few, each further one shuts the vault twice as long. */
  async noteWrong(vault: string, now: number): Promise<VaultEntry | undefined> {
    await this.#vaults.where('vault').equals(vault).modify(entry => {
      const wrongTries = entry.wrongTries + 1
      Object.assign(entry, { wrongTries, shutUntil: now + penalty(wrongTries) })
    })
    return this.#vaults.get(vault)
  }

  async noteRight(vault: string): Promise<void> {
    await this.#vaults.update(vault, { wrongTries: 0, shutUntil: 0 })
  }

  /** The device's id, made when it is first used. */
  async device(): Promise<string> {
    await this.#device.add({ name: 'id', value: crypto.randomUUID() }).catch(() => undefined) // there already
    return (await this.#device.get('id'))?.value ?? ''
  }
}
