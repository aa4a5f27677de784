// At the office: on the home screen, and in its newest version.
import type { JSX } from 'preact'
import { install, update } from '../adapters/installed'
import type { Shift } from '../shift/shift'
import { Button, words } from './parts'

export function Newer({ shift }: { readonly shift: Shift }): JSX.Element {
  const t = words()
  const [onHomeScreen, useNow] = [install.value, update.value]
  return <>
    {onHomeScreen && <Button kind="quiet" onClick={onHomeScreen}>{t.install}</Button>}
    {useNow && <section class="care"><p role="status">{t.update}</p>
      <Button kind="quiet" onClick={async () => { await shift.drafts.flush(); useNow() }}>{t.updateNow}</Button></section>}
  </>
}
