// Who walks along on a safety walk: counts of a kind, never names.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Gathered } from '../generated/notes'
import type { Walk } from '../shift/walk'
import { Button, Choices, Field, saving, words } from './parts'

type Group = NonNullable<Gathered['groups']>[number]
const [MOST, MOST_WEATHER] = [500, 100]
const FIRST = { role: 'resident', gender: 'women', age: '30_64' } as const

function many(text: string): number | null {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  return count >= 1 && count <= MOST ? count : null
}

function Select<T extends string>({ id, label, options, value, onChange }: { readonly id: string, readonly label: string, readonly options: Readonly<Record<T, string>>, readonly value: T, readonly onChange: (value: T) => void }): JSX.Element {
  return <div class="field"><label for={id}>{label}</label>
    <select id={id} value={value} onChange={event => { onChange(event.currentTarget.value as T) }}>{(Object.keys(options) as T[]).map(one => <option key={one} value={one}>{options[one]}</option>)}</select></div>
}

/** Every change is a note of its own: safe at once, and the last one stands. */
export function Gathering({ walk }: { readonly walk: Walk }): JSX.Element {
  const t = words().safety
  const { groups = [], light = '', weather: noted = '' } = walk.gathered.value
  const [kind, setKind] = useState<Omit<Group, 'count'>>(FIRST)
  const [count, setCount] = useState('')
  const [weather, setWeather] = useState(noted)
  const [error, setError] = useState('')
  const people = groups.reduce((sum, one) => sum + one.count, 0)
  const add = async (): Promise<void> => {
    const number = many(count)
    if (number === null) { setError(t.needNumber); return }
    setError('')
    const isKind = (one: Group): boolean => one.role === kind.role && one.gender === kind.gender && one.age === kind.age
    const sum = groups.filter(isKind).reduce((all, one) => all + one.count, number) // whoever comes later is added
    if (sum > MOST) { setError(t.needNumber); return }
    if (await saving(() => walk.gather({ groups: [...groups.filter(one => !isKind(one)), { ...kind, count: sum }] }))) setCount('')
  }
  const name = (one: Group): string => `${one.count} ${t.genders[one.gender]}, ${t.ages[one.age]}, ${t.roles[one.role]}`
  return <section aria-labelledby="h-gathered"><h2 id="h-gathered">{t.gathered}</h2>
    <p role="status">{people === 0 ? t.nobody : t.count(people)}</p><p class="note">{t.oneCounts}</p>
    {groups.length > 0 && <ul class="list">{groups.map(one => <li key={name(one)}>{name(one)}<Button kind="quiet" onClick={() => saving(() => walk.gather({ groups: groups.filter(other => other !== one) }))}>{t.remove}: {name(one)}</Button></li>)}</ul>}
    <details open={people === 0}><summary>{t.add}</summary>
      <Select id="role" label={t.role} options={t.roles} value={kind.role} onChange={role => { setKind({ ...kind, role }) }} />
      <Select id="gender" label={t.gender} options={t.genders} value={kind.gender} onChange={gender => { setKind({ ...kind, gender }) }} />
      <Select id="age" label={t.age} options={t.ages} value={kind.age} onChange={age => { setKind({ ...kind, age }) }} />
      <Field label={t.how} value={count} onInput={setCount} mode="numeric" error={error} />
      <Button kind="main" onClick={add}>{t.add}</Button></details>
    <Choices legend={t.light} options={t.lights} chosen={light ? [light] : []} onChange={([chosen]) => { if (chosen) void saving(() => walk.gather({ light: chosen })) }} />
    <Field label={t.weather} most={MOST_WEATHER} value={weather} onInput={setWeather} />
    <Button disabled={weather.trim() === '' || weather.trim() === noted} onClick={() => saving(() => walk.gather({ weather: weather.trim() }))}>{t.saveWeather}</Button>
  </section>
}
