// The frame: which screen the address asks for, the bar below, and what was said last.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Registry, VaultEntry } from '../adapters/registry'
import type { Shift } from '../shift/shift'
import { HandBack } from './hand_back'
import { Button, toast, words } from './parts'
import { Tonight } from './tonight'
import { VenueCard } from './venue'
import { VisitScreen, isTab } from './visit'
import { WalkScreen } from './walk'

function usePath(): readonly string[] {
  const [path, setPath] = useState(location.hash)
  useEffect(() => {
    const hear = (): void => { setPath(location.hash); scrollTo(0, 0) }
    addEventListener('hashchange', hear)
    return () => { removeEventListener('hashchange', hear) }
  }, [])
  return path.replace(/^#\//, '').split('/')
}

interface Props { readonly shift: Shift, readonly registry: Registry, readonly entry: VaultEntry | undefined, readonly onLock: () => void }

export function Frame({ shift, registry, entry, onLock }: Props): JSX.Element {
  const t = words().nav
  const [screen, id = '', rest = ''] = usePath()
  return <>
    {screen === 'venue' ? <VenueCard key={id} shift={shift} id={id} code={rest} />
      : screen === 'visit' ? <VisitScreen key={id} shift={shift} id={id} tab={isTab(rest) ? rest : 'list'} />
        : screen === 'walk' ? <WalkScreen key={id} shift={shift} id={id} />
          : screen === 'back' ? <HandBack shift={shift} entry={entry} /> : <Tonight shift={shift} registry={registry} entry={entry} />}
    <nav class="bar" aria-label={words().app}>
      <a href="#/tonight" aria-current={screen === 'tonight' || screen === '' ? 'page' : undefined}>{t.tonight}</a>
      <a href="#/back" aria-current={screen === 'back' ? 'page' : undefined}>{t.handBack}</a>
      <Button kind="quiet" onClick={onLock}>{t.lock}</Button>
    </nav>
  </>
}

export function Toast(): JSX.Element {
  const said = toast.value
  return <div class={`toast ${said?.isBad ? 'bad' : ''}`} role={said?.isBad ? 'alert' : 'status'}>{said?.text}</div>
}
