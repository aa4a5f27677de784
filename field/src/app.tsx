// Wires the adapters together and shows the first screen.
import { render } from 'preact'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { keepCurrent } from './adapters/installed'
import { browserClock } from './adapters/browser_clock'
import { FetchServer } from './adapters/fetch_server'
import { Registry } from './adapters/registry'
import type { VaultEntry } from './adapters/registry'
import { StorageFull } from './ports/storage'
import { Frame, Toast } from './screens/frame'
import { LockScreen } from './screens/lock'
import { Button, language, say, speak, words } from './screens/parts'
import { SetUp } from './screens/setup'
import type { Shift } from './shift/shift'
import './app.css'

const TRY_AGAIN_MS = 30_000
const registry = new Registry()
const server = new FetchServer()
const clock = browserClock()

interface Opened { readonly shift: Shift, readonly vault: string, readonly release: () => void }

/** One tab at a time holds a vault open; another may take it over. */
async function holdVault(vault: string, onStolen: () => void, steal: boolean): Promise<(() => void) | null> {
  return new Promise(resolve => {
    void navigator.locks.request(`lykta-${vault}`, steal ? { steal } : { ifAvailable: true }, async lock => {
      if (lock === null) { resolve(null); return }
      await new Promise<void>(release => { resolve(release) })
    }).catch(onStolen)
  })
}

function App(): JSX.Element {
  const [vaults, setVaults] = useState<readonly VaultEntry[] | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [taken, setTaken] = useState<{ readonly read: () => Promise<Shift>, readonly vault: string } | null>(null)
  const [isSettingUp, setSettingUp] = useState(false)
  void language.value

  const read = (): Promise<void> => registry.vaults().then(setVaults)
  useEffect(() => { void read() }, [])
  useEffect(() => { document.documentElement.lang = language.value }, [language.value])

  const lock = (): void => {
    void opened?.shift.drafts.flush()
    opened?.release()
    setOpened(null)
    void read()
  }
  const open = async (readShift: () => Promise<Shift>, vault: string, steal = false): Promise<void> => {
    const release = await holdVault(vault, () => { setOpened(null) }, steal)
    await read()
    setSettingUp(false)
    if (release === null) { setTaken({ read: readShift, vault }); return }
    setTaken(null)
    const shift = await readShift() // only now: what another tab wrote is in it
    speak(shift.profile.officer.language)
    setOpened({ shift, vault, release })
  }

  useEffect(() => {
    if (!opened) return undefined
    const { shift } = opened
    const sync = (): void => { if (document.visibilityState === 'visible') void shift.sync() }
    const hide = (): void => { void shift.drafts.flush() }
    const timer = setInterval(sync, TRY_AGAIN_MS)
    addEventListener('online', sync)
    document.addEventListener('visibilitychange', sync)
    document.addEventListener('visibilitychange', hide)
    addEventListener('pagehide', hide)
    sync()
    return () => {
      clearInterval(timer)
      removeEventListener('online', sync)
      document.removeEventListener('visibilitychange', sync)
      document.removeEventListener('visibilitychange', hide)
      removeEventListener('pagehide', hide)
    }
  }, [opened])

  if (vaults === null) return <main aria-busy="true" />
  if (taken) return <main class="narrow"><p role="alert">{words().lock.otherTab}</p><Button kind="main" onClick={() => open(taken.read, taken.vault, true)}>{words().lock.here}</Button></main>
  if (opened) return <Frame shift={opened.shift} registry={registry} entry={vaults.find(one => one.vault === opened.vault)} onLock={lock} />
  if (vaults.length === 0 || isSettingUp) {
    return <SetUp registry={registry} server={server} clock={clock} onReady={open} onBack={vaults.length > 0 ? () => { setSettingUp(false) } : null} />
  }
  return <LockScreen registry={registry} vaults={vaults} server={server} clock={clock} onReady={open} onAnother={() => { setSettingUp(true) }} />
}

addEventListener('unhandledrejection', ({ reason }) => { say(reason instanceof StorageFull ? words().visit.full : words().errors.unforeseen, true) })
const root = document.getElementById('app')
if (root) render(<><App /><Toast /></>, root)
if (import.meta.env.PROD) void keepCurrent()
