// The checklist as one walks. One touch answers; “finding” opens its rulebook.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HistoryOut, ItemOut } from '../generated/api'
import { asOneWalks, fits } from '../domain/checklist'
import { uuid7 } from '../domain/identifiers'
import { minuteOfNight } from '../domain/nights'
import { Button, Choices, Field, Heading, language, saving, useDraft, words } from './parts'
import { TakePhoto } from './photo'
import type { VisitProps } from './visit'

export function itemText(item: ItemOut): string {
  return language.value === 'en' ? item.text_en : item.text_sv
}

export function List({ shift, visit }: VisitProps): JSX.Element {
  const t = words()
  const [opened, setOpened] = useState<ItemOut | null>(null)
  const [last, setLast] = useState('') // whose sheet was just closed: one goes on from there
  useEffect(() => { if (last !== '') document.getElementById(`i-${last}`)?.focus() }, [last])
  const [showsUnfit, setShowsUnfit] = useState(false)
  const [history, setHistory] = useState<HistoryOut | null>(null)
  const venue = shift.bundle.venues.get(visit.head.venue)
  useEffect(() => { void shift.bundle.historyOf(visit.head.venue, shift.profile.agency.code).then(setHistory) }, [visit])
  const fold = visit.section.value
  const minute = minuteOfNight(shift.clock.moment().now)
  const unfit = venue ? visit.items.filter(item => !fold.items.has(item.code) && !fits(item, venue, minute)) : []
  const shown = showsUnfit ? visit.items : visit.items.filter(item => !unfit.includes(item))
  if (opened) return <FindingSheet shift={shift} visit={visit} item={opened} history={history} onDone={() => { setOpened(null); setLast(opened.code) }} />
  return <>
    {unfit.length > 0 && <div class="care"><p>{t.list.unfit(unfit.length)}</p><div class="row">
      <Button onClick={() => saving(() => visit.answerAll(unfit.map(item => item.code), 'not_applicable'))}>{t.list.unfitAll}</Button>
      <Button kind="quiet" onClick={() => { setShowsUnfit(!showsUnfit) }}>{showsUnfit ? t.list.hide : t.list.show}</Button></div></div>}
    {asOneWalks(shown).map(group => {
      const left = group.items.filter(item => !fold.items.has(item.code)).length
      return <section key={group.place} aria-labelledby={`p-${group.place}`}>
        <h2 id={`p-${group.place}`}>{t.place[group.place]} <span class="note">{t.list.left(left)}</span></h2>
        <ul class="items">{group.items.map(item => <li key={item.code}>
          <p id={`i-${item.code}`} tabIndex={-1}><strong>{item.code}</strong> {itemText(item)}{history?.open_findings.some(one => one.item === item.code) && <span class="pill"> ↺ {t.list.before}</span>}</p>
          <div class="row" role="group" aria-labelledby={`i-${item.code}`}>{(['ok', 'finding', 'not_applicable', 'not_checked'] as const).map(value => {
            const is = fold.items.get(item.code)?.value === value
            return <Button key={value} class={`value ${value}`} pressed={is} disabled={fold.items.get(item.code)?.value === null} onClick={() => value === 'finding' ? (setLast(''), setOpened(item)) : saving(() => visit.answer(item.code, value))}>{is ? '✓ ' : ''}{t.value[value]}</Button>
          })}</div>
          {fold.items.get(item.code)?.findings.map(one => <p key={one.id} class="found">! {one.text}{one.follow_up && ` (${one.follow_up})`}</p>)}
        </li>)}</ul></section>
    })}
  </>
}

interface SheetProps extends VisitProps { readonly item: ItemOut, readonly history: HistoryOut | null, readonly onDone: () => void }

/** The rulebook of one item, offline, and the finding to be written. */
function FindingSheet({ shift, visit, item, history, onDone }: SheetProps): JSX.Element {
  const t = words().finding
  const [text, setText, forget] = useDraft(shift.drafts, `${visit.head.id}:${item.code}`)
  const [corrected, setCorrected] = useState(false)
  const [followUp, setFollowUp] = useState(item.follow_ups[0] ?? '')
  const [error, setError] = useState('')
  const before = history?.open_findings.filter(one => one.item === item.code) ?? []
  const earlier = visit.section.value.items.get(item.code)?.findings ?? []
  const follow = words().follow as Readonly<Record<string, string>>
  const save = async (): Promise<void> => {
    if (text.trim() === '') { setError(t.need); return }
    const made = { id: uuid7(shift.clock.moment().now), text: text.trim(), follow_up: followUp as 'F1', corrected_on_site: corrected }
    const kept = earlier.map(({ answer: _answer, ...finding }) => finding)
    if (await saving(() => visit.answer(item.code, 'finding', [...kept, made]))) {
      await forget()
      onDone()
    }
  }
  return <section aria-labelledby="h-finding">
    <Heading level={2} id="h-finding">{t.title}: {item.code} {itemText(item)}</Heading>
    <dl class="facts">
      <dt>{t.law}</dt><dd>{item.lagrum}</dd>
      <dt>{t.severity}</dt><dd><span class={`pill ${item.severity}`}>{{ minor: '▽', serious: '◆', critical: '■' }[item.severity]} {words().severity[item.severity]}</span></dd>
      <dt>{t.evidence}</dt><dd>{t.evidenceBy[item.severity]}</dd>
      <dt>{t.history}</dt><dd>{before.length ? before.map(one => <p key={one.id}>{one.found_on}: {one.text}</p>) : t.historyNone}</dd>
    </dl>
    {earlier.length > 0 && <p>{t.more}</p>}
    <Field label={t.text} lines={4} value={text} onInput={setText} error={error} />
    {item.follow_ups.length > 0 && <Choices legend={t.follows} options={Object.fromEntries(item.follow_ups.map(code => [code, `${code}: ${follow[code] ?? ''}`]))} chosen={[followUp]} onChange={([one]) => { setFollowUp(one ?? '') }} />}
    <div class="row"><Button pressed={corrected} onClick={() => { setCorrected(!corrected) }}>{t.corrected}</Button>
      <TakePhoto shift={shift} visit={visit} about={{ item: item.code }} /></div>
    <div class="row"><Button kind="main" onClick={save}>{t.save}</Button><Button kind="quiet" onClick={onDone}>{t.cancel}</Button></div>
  </section>
}
