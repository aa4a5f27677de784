// “Safe to hand back the tablet”: the server's signed receipt beside what lies here.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ForgedReceipt } from '../outbox/receipt'
import type { Receipt } from '../outbox/receipt'
import { NoNet, SignInNeeded } from '../ports/server'
import type { VaultEntry } from '../adapters/registry'
import type { Shift } from '../shift/shift'
import { Button, Heading, say, words } from './parts'
import { saveRescueFile } from './rescue'
import { Sync } from './sync'
import { Unfinished } from './unfinished'

type Rows = Awaited<ReturnType<Shift['perVisit']>>

export function HandBack({ shift, entry }: { readonly shift: Shift, readonly entry: VaultEntry | undefined }): JSX.Element {
  const t = words().back
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [rows, setRows] = useState<Rows>([])
  const [[notes, notesHeld], setNotes] = useState<readonly [number, number]>([0, 0])
  const [heldBack, setHeldBack] = useState(0)
  const [error, setError] = useState('')
  const waiting = shift.waiting.value
  useEffect(() => { void shift.perVisit().then(setRows); void shift.walks.stock().then(setNotes); void shift.walks.inQuarantine().then(setHeldBack) }, [waiting, receipt])
  const ask = async (): Promise<void> => {
    setError('')
    try {
      await shift.sync()
      setReceipt(await shift.receipt())
      setNotes(await shift.walks.stock())
    } catch (failure) {
      setReceipt(null)
      setError(failure instanceof NoNet ? t.noNet : failure instanceof SignInNeeded ? t.other : failure instanceof ForgedReceipt ? t.forged : String(failure))
    }
  }
  const isSafe = receipt !== null && receipt.isSafe && notesHeld === notes && shift.drafts.list.length === 0
  return <main><Heading>{t.title}</Heading>
    <Sync shift={shift} />
    <Unfinished shift={shift} />
    <Button kind="main" onClick={ask}>{t.ask}</Button>
    {error && <p class="error" role="alert">{error}</p>}
    {receipt && <section class={isSafe ? 'good' : 'bad'} aria-live="polite">
      <p class="big">{isSafe ? `✓ ${t.safe}` : `! ${t.notSafe}`}</p>
      <table><thead><tr><td /><th scope="col">{t.here}</th><th scope="col">{t.server}</th></tr></thead><tbody>
        {([['entries', receipt.entries], ['findings', receipt.findings], ['photos', receipt.photos], ['bytes', receipt.bytes]] as const).map(([name, [here, there]]) =>
          <tr key={name}><th scope="row">{t[name]}</th><td>{here}</td><td>{there}</td></tr>)}
        {notes > 0 && <tr><th scope="row">{t.notes}</th><td>{notes}</td><td>{notesHeld}</td></tr>}
      </tbody></table>
      {receipt.inQuarantine + heldBack > 0 && <p>{t.quarantine(receipt.inQuarantine + heldBack)}</p>}
      {!receipt.isSafe && <><h2>{t.missing}</h2><ul>{[...receipt.missingEntries, ...receipt.missingPhotos].slice(0, 50).map(one => <li key={one}><code>{one}</code></li>)}</ul></>}
      <p class="note">{t.proved}: {receipt.at} <code>{receipt.signatures[0]?.slice(0, 16)}…</code></p>
    </section>}
    <section aria-labelledby="h-per"><h2 id="h-per">{t.perVisit}</h2><ul class="list">{rows.map(({ head, entries, photos }) => {
      const left = [...entries, ...photos].filter(one => one.state === 'queued').length
      const flagged = entries.filter(one => one.state === 'quarantined').length
      const state = left === 0 ? `✓ ${t.state.held}` : shift.standing.value === 'sending' ? `↑ ${t.state.sending}` : `● ${t.state.here}`
      return <li key={head.id}><strong>{shift.bundle.venues.get(head.venue)?.name ?? head.venue}</strong><span>{state}{left > 0 && ` (${left})`}{flagged > 0 && ` · ! ${t.flagged} (${flagged})`}</span></li>
    })}</ul></section>
    <details><summary>{t.rescue}</summary><p>{t.rescueWhy}</p>
      {entry && <Button onClick={async () => { await saveRescueFile(entry); say(words().visit.saved) }}>{t.rescueMake}</Button>}</details>
  </main>
}
