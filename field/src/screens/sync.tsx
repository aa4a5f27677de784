// Where the work lies: on this tablet, on its way, or held by the server.
import type { JSX } from 'preact'
import type { Shift } from '../shift/shift'
import { Button, words } from './parts'

const HOUR = 3_600_000

export function Sync({ shift }: { readonly shift: Shift }): JSX.Element {
  const t = words().sync
  const { entries, photos, oldestAt } = shift.waiting.value
  const standing = shift.standing.value
  const isAll = entries + photos === 0
  const age = oldestAt === null ? 0 : Math.floor((shift.clock.moment().now - oldestAt) / HOUR)
  return <section class={`sync ${isAll ? 'good' : age >= 24 ? 'bad' : 'care'}`} aria-live="polite">
    <p>{isAll && standing !== 'sending' ? `✓ ${t.idle}` : `${standing === 'sending' ? '↑' : '●'} ${standing === 'idle' ? t.waiting : t[standing]}`}{shift.said.value && `: ${shift.said.value}`}</p>
    {!isAll && <p>{t.count(entries, photos)}{age > 0 && `, ${t.oldest(age)}`}</p>}
    {standing === 'sign_in' && <a class="button" href="/login/?next=/field/">{t.signIn}</a>}
    {!isAll && standing !== 'sign_in' && <Button kind="quiet" onClick={() => shift.sync()}>{t.now}</Button>}
  </section>
}
