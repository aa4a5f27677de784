// The office, before the first evening: sign in, choose a PIN, fetch the register.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SessionOut } from '../generated/api'
import type { Registry } from '../adapters/registry'
import { IndexedDbStorage } from '../adapters/indexeddb_storage'
import { Vault } from '../adapters/vault'
import { fromBase64url } from '../domain/bytes'
import { uuid7 } from '../domain/identifiers'
import { NoNet, Refused, SignInNeeded } from '../ports/server'
import type { Server } from '../ports/server'
import type { Clock } from '../ports/clock'
import { initials } from '../shift/profile'
import type { Profile } from '../shift/profile'
import { Shift } from '../shift/shift'
import { Button, Field, Languages, speak, words } from './parts'

const LEAST = 6

/** Too easy: one sign repeated, or a run up or down. */
export function isSimple(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((letter, at) => letter.charCodeAt(0) - pin.charCodeAt(at)))
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 9)
}

interface Props { readonly registry: Registry, readonly server: Server, readonly clock: Clock, readonly onReady: (read: () => Promise<Shift>, vault: string) => Promise<void>, readonly onBack: (() => void) | null }

export function SetUp({ registry, server, clock, onReady, onBack }: Props): JSX.Element {
  const t = words().setUp
  const [session, setSession] = useState<SessionOut | 'no_net' | 'sign_in' | null>(null)
  const [agency, setAgency] = useState(0)
  const [[pin, again], setPins] = useState<readonly [string, string]>(['', ''])
  const [name, setName] = useState('')
  const [error, setError] = useState('')
  const [progress, setProgress] = useState('')

  const ask = async (): Promise<void> => {
    try {
      const found = await server.session()
      speak(found.officer.language)
      setSession(found)
    } catch (failure) {
      setSession(failure instanceof SignInNeeded ? 'sign_in' : 'no_net')
    }
  }
  useEffect(() => { void ask() }, [])

  const make = async (found: SessionOut): Promise<void> => {
    const chosen = found.agencies[agency]
    if (!chosen) return
    if (pin.length < LEAST) { setError(t.short); return }
    if (isSimple(pin)) { setError(t.simple); return }
    if (pin !== again) { setError(t.differs); return }
    setError('')
    setProgress(t.working)
    try {
      const vaultId = crypto.randomUUID()
      const { vault, lock } = await Vault.create(pin, fromBase64url(found.rescue_key))
      const stream = uuid7(clock.moment().now)
      const enrolled = await server.enrol({
        device: await registry.device(), name: name || navigator.platform || 'Tablet', stream, municipality: chosen.municipality, agency: chosen.code, public_key: lock.publicKey,
      })
      const profile: Profile = {
        officer: found.officer, agency: chosen, stream, device: enrolled.device, serverKey: enrolled.server_key,
        colleagues: found.colleagues.filter(one => one.municipality === chosen.municipality && one.id !== found.officer.id),
      }
      const storage = new IndexedDbStorage(vaultId)
      await storage.keep('profile', await vault.sealJson('profile', profile))
      const label = `${initials(found.officer.name)} · ${chosen.code}`
      const alike = (await registry.vaults()).filter(one => one.label.startsWith(label)).length
      await registry.add({ vault: vaultId, label: alike === 0 ? label : `${label} (${alike + 1})`, lock, wrongTries: 0, shutUntil: 0 })
      const shift = await Shift.open(storage, vault, server, clock)
      await shift.refreshBundle(count => { setProgress(words().fetching(count)) }).catch(() => undefined) // may be fetched later
      await onReady(async () => shift, vaultId)
    } catch (failure) {
      setProgress('')
      setError(failure instanceof Refused ? failure.message : failure instanceof NoNet ? t.noNet : String(failure))
    }
  }

  return <main class="narrow"><h1>{t.title}</h1><p>{t.intro}</p>
    {session === 'sign_in' && <a class="button main" href="/login/?next=/field/">{t.signIn}</a>}
    {session === 'no_net' && <><p role="alert">{t.noNet}</p><Button kind="main" onClick={ask}>{t.again}</Button></>}
    {session !== null && typeof session === 'object' && (session.agencies.length === 0 ? <p role="alert">{t.noRole}</p> : <form onSubmit={event => { event.preventDefault() }}>
      {session.agencies.length > 1 && <div class="field"><label for="agency">{t.agency}</label>
        <select id="agency" onChange={event => { setAgency(Number(event.currentTarget.value)) }}>{session.agencies.map((one, at) => <option key={one.code} value={at}>{one.name}</option>)}</select></div>}
      <Field label={t.device} value={name} onInput={setName} />
      <Field label={t.pin} type="password" value={pin} onInput={value => { setPins([value, again]) }} error={error} complete="new-password" />
      <Field label={t.pinAgain} type="password" value={again} onInput={value => { setPins([pin, value]) }} complete="new-password" />
      <p class="note">{t.pinWhy}</p>
      <Button kind="main" onClick={() => make(session)} disabled={progress !== ''}>{t.make}</Button>
      <p role="status">{progress}</p>
    </form>)}
    <Languages />
    {onBack && <Button kind="quiet" onClick={onBack}>{words().nav.back}</Button>}
  </main>
}
