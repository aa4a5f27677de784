// Who are you, and what is your PIN? Works without a net.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { shutFor } from '../adapters/registry'
import type { Registry, VaultEntry } from '../adapters/registry'
import { IndexedDbStorage } from '../adapters/indexeddb_storage'
import { askPasskey } from '../adapters/passkey'
import { Vault } from '../adapters/vault'
import type { Lock } from '../adapters/vault'
import { fromBase64url } from '../domain/bytes'
import type { Server } from '../ports/server'
import type { Clock } from '../ports/clock'
import { Shift } from '../shift/shift'
import { Button, Field, Languages, words } from './parts'
import { saveRescueFile } from './rescue'

interface Props { readonly registry: Registry, readonly vaults: readonly VaultEntry[], readonly server: Server, readonly clock: Clock, readonly onReady: (read: () => Promise<Shift>, vault: string) => Promise<void>, readonly onAnother: () => void }

export function LockScreen({ registry, vaults, server, clock, onReady, onAnother }: Props): JSX.Element {
  const t = words().lock
  const [chosen, setChosen] = useState(vaults[0]?.vault ?? '')
  const [pin, setPin] = useState('')
  const [error, setError] = useState('')

  const openWith = (one: VaultEntry, vault: Vault): Promise<void> =>
    onReady(() => Shift.open(new IndexedDbStorage(one.vault), vault, server, clock), one.vault)
  const openByTouch = async (one: VaultEntry, passkey: NonNullable<Lock['passkey']>): Promise<void> => {
    const secret = await askPasskey(fromBase64url(passkey.id), fromBase64url(passkey.salt)).catch(() => null) // turned away, or another finger
    const vault = secret && await Vault.openWithSecret(one.lock, secret)
    if (vault) await openWith(one, vault)
    else setError(t.touchFailed)
  }
  const open = async (): Promise<void> => {
    const entry = (await registry.vaults()).find(one => one.vault === chosen)
    if (!entry) return
    const wait = shutFor(entry, Date.now())
    if (wait > 0) { setError(t.shut(Math.ceil(wait / 1000))); return }
    const vault = await Vault.open(entry.lock, pin)
    setPin('')
    if (vault === null) {
      const after = await registry.noteWrong(entry.vault, Date.now())
      const shut = after ? shutFor(after, Date.now()) : 0
      setError(shut > 0 ? t.shut(Math.ceil(shut / 1000)) : t.wrong)
      return
    }
    await registry.noteRight(entry.vault)
    await openWith(entry, vault)
  }

  const entry = vaults.find(one => one.vault === chosen)
  const passkey = entry?.lock.passkey
  return <main class="narrow"><h1>{t.title}</h1>
    <form onSubmit={event => { event.preventDefault(); void open() }}>
      {vaults.length > 1 && <fieldset class="choices"><legend>{t.whose}</legend><div class="row">{vaults.map(one =>
        <Button key={one.vault} pressed={one.vault === chosen} onClick={() => { setChosen(one.vault); setError('') }}>{one.label}</Button>)}</div></fieldset>}
      {vaults.length === 1 && <p class="big">{vaults[0]?.label}</p>}
      {entry && passkey && <Button kind="main" onClick={() => openByTouch(entry, passkey)}>{t.touch}</Button>}
      <Field label={t.pin} type="password" value={pin} onInput={setPin} error={error} complete="current-password" />
      <button type="submit" class="button main">{t.open}</button>
    </form>
    <details><summary>{words().back.rescue}</summary><p>{words().back.rescueWhy}</p>
      {entry && <Button onClick={() => saveRescueFile(entry)}>{words().back.rescueMake}</Button>}</details>
    <Languages />
    <Button kind="quiet" onClick={onAnother}>{words().setUp.another}</Button>
  </main>
}
