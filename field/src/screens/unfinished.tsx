// What was begun and not recorded: shown where one looks before leaving, so that nobody forgets it.
import type { JSX } from 'preact'
import type { Draft } from '../shift/drafts'
import type { Shift } from '../shift/shift'
import type { Tab } from './visit'
import { Button, words } from './parts'

const SHOWN = 80

/** Where the text is being written; what is no part of its own is a finding of the list. */
function tabOf({ part }: Draft): Tab {
  const tabs: Readonly<Record<string, Tab>> = { note: 'notes', 'caption:': 'notes', watch: 'watch', inside: 'count', alone: 'leave', signer: 'leave', mail: 'leave' }
  return tabs[part] ?? tabs[part.split(':')[0] ?? ''] ?? 'list' // `caption:` with an item is a finding's
}

export function Unfinished({ shift }: { readonly shift: Shift }): JSX.Element | null {
  const t = words()
  const drafts = shift.drafts.list
  if (drafts.length === 0) return null
  return <section class="care" aria-labelledby="h-unfinished"><h2 id="h-unfinished">{t.unfinished.title(drafts.length)}</h2>
    <p>{t.unfinished.why}</p>
    <ul class="list">{drafts.map(draft => {
      const walk = shift.walks.heads.value.find(head => head.id === draft.visit)
      const venue = shift.bundle.venues.get(shift.visits.value.find(head => head.id === draft.visit)?.venue ?? '')?.name ?? ''
      return <li key={`${draft.visit}:${draft.part}`}>
        <a href={walk ? `#/walk/${walk.id}` : `#/visit/${draft.visit}/${tabOf(draft)}`}><strong>{walk ? walk.title : `${venue}, ${t.visit.tabs[tabOf(draft)].toLowerCase()}`}</strong><span>{draft.text.slice(0, SHOWN)}{draft.text.length > SHOWN && ' …'}</span></a>
        <Button kind="quiet" onClick={() => shift.drafts.forget(`${draft.visit}:${draft.part}`)}>{t.unfinished.drop}</Button></li>
    })}</ul></section>
}
