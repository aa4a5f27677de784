// The few parts that every screen is made of.
import { signal } from '@preact/signals'
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { en } from '../words/en'
import { sv } from '../words/sv'
import type { Words } from '../words/sv'
import { looksPersonal } from '../domain/personal_number'
import type { Drafts } from '../shift/drafts'
import { NoNet, Refused, SignInNeeded } from '../ports/server'
import { StorageFull } from '../ports/storage'

type Language = 'sv' | 'en'
const CHOSEN = 'lykta-language' // in the clear: it tells nothing of anybody

export const language = signal<Language>(localStorage.getItem(CHOSEN) === 'en' ? 'en' : 'sv')

/** The officer's own language, unless somebody chose one on this tablet. */
export function speak(officers: string): void {
  if (localStorage.getItem(CHOSEN) === null) language.value = officers === 'en' ? 'en' : 'sv'
}

export function choose(chosen: Language): void {
  localStorage.setItem(CHOSEN, chosen)
  language.value = chosen
}

/** The other language, in its own words. */
export function Languages(): JSX.Element {
  const other: Language = language.value === 'en' ? 'sv' : 'en'
  return <p lang={other}><Button kind="quiet" onClick={() => { choose(other) }}>{other === 'en' ? 'In English' : 'På svenska'}</Button></p>
}

export function words(): Words { return language.value === 'en' ? en : sv }

/** What was said last to the person: read out by screen readers, gone by itself. */
export const toast = signal<{ readonly text: string, readonly isBad: boolean } | null>(null)
let fading: ReturnType<typeof setTimeout> | undefined
export function say(text: string, isBad = false): void {
  toast.value = { text, isBad }
  clearTimeout(fading)
  fading = setTimeout(() => { toast.value = null }, isBad ? 12_000 : 4000)
}

/** Do something that must be saved; say when it was, and keep what was typed when it was not. */
export async function saving(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    say(words().visit.saved)
    return true
  } catch (error) {
    say(error instanceof StorageFull ? words().visit.full : `${words().visit.notSaved}: ${String(error)}`, true)
    return false
  }
}

/** Why the server did not do it, in words for a person. */
export function why(error: unknown): string {
  if (error instanceof SignInNeeded) return words().back.other
  if (error instanceof Refused) return error.message
  return error instanceof NoNet ? words().setUp.noNet : String(error)
}

/** The heading of what has just come up: it takes the focus, so that a reader begins there. */
export function Heading({ level = 1, id, children }: { readonly level?: 1 | 2, readonly id?: string, readonly children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { heading.current?.focus({ preventScroll: true }) }, [])
  const Tag = `h${level}` as const
  return <Tag id={id} tabIndex={-1} ref={heading}>{children}</Tag>
}

interface ButtonProps { readonly onClick: () => unknown, readonly children: ComponentChildren, readonly kind?: 'main' | 'quiet' | 'bad', readonly pressed?: boolean, readonly disabled?: boolean, readonly class?: string }
/** A button for a thumb; while its work runs it cannot be pressed again. */
export function Button({ onClick, children, kind, pressed, disabled, class: name }: ButtonProps): JSX.Element {
  const [isBusy, setBusy] = useState(false)
  const press = (): void => {
    if (isBusy) return
    const work = onClick()
    if (!(work instanceof Promise)) return
    setBusy(true)
    void work.finally(() => { setBusy(false) })
  }
  return <button type="button" class={`button ${kind ?? ''} ${name ?? ''}`} aria-pressed={pressed} aria-busy={isBusy} disabled={disabled} onClick={press}>{children}</button>
}

interface FieldProps { readonly label: string, readonly value: string, readonly onInput: (value: string) => void, readonly lines?: number, readonly type?: 'text' | 'password', readonly error?: string, readonly mode?: 'numeric' | 'text', readonly complete?: string, readonly most?: number }
export function Field({ label, value, onInput, lines, type, error, mode, complete, most }: FieldProps): JSX.Element {
  const id = useId()
  const common = {
    id, value, maxLength: most, 'aria-invalid': error ? true : undefined, 'aria-describedby': error ? `${id}-e` : undefined,
    onInput: (event: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) => { onInput(event.currentTarget.value) },
  }
  return <div class="field">
    <label for={id}>{label}</label>
    {/* A browser keeps what stands in a page, to restore it, in the clear on the disk: never from such a form. */}
    {lines ? <form autocomplete="off"><textarea rows={lines} {...common} /></form>
      : type === 'password' ? <input type="password" autocomplete={complete ?? 'off'} {...common} />
        : <input type="text" inputMode={mode} autocomplete={complete ?? 'off'} {...common} />}
    {error && <p class="error" id={`${id}-e`}>{error}</p>}
    {looksPersonal(value) && <p class="error" role="alert">{words().personal}</p>}
  </div>
}

/** A text that is kept while it is typed; gone from the drafts when it was recorded. */
export function useDraft(drafts: Drafts, name: string): readonly [string, (text: string) => void, () => Promise<void>] {
  return [drafts.read(name), text => { drafts.note(name, text) }, () => drafts.forget(name)]
}

interface ChoicesProps<T extends string> { readonly legend: string, readonly options: Readonly<Record<T, string>>, readonly chosen: readonly T[], readonly onChange: (chosen: T[]) => void, readonly several?: boolean }
/** Big choices for a thumb: one, or several. */
export function Choices<T extends string>({ legend, options, chosen, onChange, several }: ChoicesProps<T>): JSX.Element {
  return <fieldset class="choices"><legend>{legend}</legend><div class="row">{(Object.keys(options) as T[]).map(one => {
    const isChosen = chosen.includes(one)
    const next = several ? (isChosen ? chosen.filter(other => other !== one) : [...chosen, one]) : [one]
    return <Button key={one} pressed={isChosen} onClick={() => { onChange(next) }}>{options[one]}</Button>
  })}</div></fieldset>
}

export function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`
}

export function go(path: string): void {
  location.hash = path
}
