// Free text, photos of the visit, and who was in charge.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { local } from '../domain/nights'
import { Button, Field, saving, useDraft, words } from './parts'
import { TakePhoto, useSealed } from './photo'
import type { VisitProps } from './visit'

export function Notes({ shift, visit }: VisitProps): JSX.Element {
  const t = words().notes
  const [text, setText, forget] = useDraft(shift.drafts, `${visit.head.id}:note`)
  const save = async (): Promise<void> => {
    if (text.trim() !== '' && await saving(() => visit.write('own', 'noted', { text: text.trim() }))) await forget()
  }
  return <>
    <section aria-labelledby="h-note"><h2 id="h-note">{t.title}</h2>
      <Field label={t.text} lines={4} value={text} onInput={setText} />
      <Button kind="main" onClick={save}>{t.save}</Button>
      <ul>{visit.section.value.standing('noted').map(entry => <li key={entry.id}>{local(entry.recordedAt).time}: {String(entry.payload?.['text'])}</li>)}</ul></section>
    <Present shift={shift} visit={visit} />
    <section aria-labelledby="h-photos"><h2 id="h-photos">{t.photos}</h2><TakePhoto shift={shift} visit={visit} /><Photos shift={shift} visit={visit} /></section>
  </>
}

function Photos({ shift, visit }: VisitProps): JSX.Element {
  const taken = visit.section.value.standing('photographed').map(entry => {
    const file = (entry.payload?.['drawn'] ?? entry.payload?.['shrunk']) as { sha256: string }
    return { sha256: file.sha256, caption: String(entry.payload?.['caption'] ?? '') }
  })
  return <ul class="photos">{taken.map(one => <li key={one.sha256}><Picture shift={shift} sha256={one.sha256} caption={one.caption} /></li>)}</ul>
}

function Picture({ shift, sha256, caption }: { readonly shift: VisitProps['shift'], readonly sha256: string, readonly caption: string }): JSX.Element {
  const url = useSealed(sha256, () => shift.photo(sha256))
  return <figure>{url && <img src={url} alt={caption || sha256.slice(0, 8)} loading="lazy" />}<figcaption>{caption}</figcaption></figure>
}

function Present({ shift, visit }: VisitProps): JSX.Element {
  const t = words().notes
  const [name, setName] = useState('')
  const managers = shift.bundle.venues.get(visit.head.venue)?.serving_managers ?? []
  const said = visit.section.value.standing('present')
  return <section aria-labelledby="h-present"><h2 id="h-present">{t.present}</h2>
    {said.map(entry => <p key={entry.id}>✓ {String(entry.payload?.['name'] ?? managers.find(one => one.id === entry.payload?.['manager'])?.name ?? '')}</p>)}
    <div class="row">{managers.map(one => <Button key={one.id} onClick={() => saving(() => visit.write('own', 'present', { manager: one.id }))}>{one.name}</Button>)}</div>
    <Field label={t.presentOther} value={name} onInput={setName} />
    <Button disabled={name.trim() === ''} onClick={async () => { if (await saving(() => visit.write('own', 'present', { name: name.trim() }))) setName('') }}>{t.presentSave}</Button>
  </section>
}
