// Offered once: from now on a finger or a face opens the tablet, beside the PIN.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { canUsePasskeys } from '../adapters/passkey'
import type { Registry, VaultEntry } from '../adapters/registry'
import type { Shift } from '../shift/shift'
import { Button, say, words } from './parts'

export function OpenByTouch({ shift, registry, entry }: { readonly shift: Shift, readonly registry: Registry, readonly entry: VaultEntry }): JSX.Element | null {
  const t = words().lock
  const [isOffered, setOffered] = useState(false)
  useEffect(() => { void canUsePasskeys().then(can => { setOffered(can && entry.lock.passkey === undefined) }) }, [entry])
  const add = async (): Promise<void> => {
    const lock = await shift.withPasskey(entry).catch(() => null) // turned away
    if (lock === null) { say(t.touchFailed, true); return }
    await registry.changeLock(entry.vault, lock)
    setOffered(false)
    say(t.touchAdded)
  }
  return isOffered ? <Button kind="quiet" onClick={add}>{t.touchAdd}</Button> : null
}
