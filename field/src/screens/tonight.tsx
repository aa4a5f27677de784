// The evening at a glance: ready or not, tonight's visits, the round, and every venue by search.
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { VenueOut } from '../generated/api'
import { local } from '../domain/nights'
import { search } from '../domain/search'
import { goodUntil } from '../shift/bundle'
import type { Registry, VaultEntry } from '../adapters/registry'
import type { Shift } from '../shift/shift'
import { Button, Heading, say, size, why, words } from './parts'
import { Newer } from './newer'
import { OpenByTouch } from './open_by_touch'
import { Sync } from './sync'
import { Unfinished } from './unfinished'
import { StopMap } from './map'
import { useRoom } from './room'
import { Walks } from './walk'

interface Props { readonly shift: Shift, readonly registry: Registry, readonly entry: VaultEntry | undefined }

export function Tonight({ shift, registry, entry }: Props): JSX.Element {
  const t = words()
  return <main>
    <Heading>{t.nav.tonight}</Heading>
    <Ready shift={shift} />
    <Newer shift={shift} />
    {entry && <OpenByTouch shift={shift} registry={registry} entry={entry} />}
    <Sync shift={shift} />
    <Unfinished shift={shift} />
    {shift.recordsVisits ? <Venues shift={shift} /> : null}
    <Walks shift={shift} />
  </main>
}

/** Venues by search, tonight's visits, and the round. */
function Venues({ shift }: { readonly shift: Shift }): JSX.Element {
  const t = words()
  const [asked, setAsked] = useState('')
  const [isMapOpen, setMapOpen] = useState(false)
  const round = shift.bundleRound.value
  const hits = useMemo(() => search(shift.index, asked), [round, asked])
  const [tonight, earlier] = [true, false].map(isTonight => shift.visits.value.filter(head => (head.night === shift.night) === isTonight))
  return <>
    <div class="field"><label for="search">{t.search.label}</label>
      <input id="search" type="search" autocomplete="off" value={asked} onInput={event => { setAsked(event.currentTarget.value) }} /></div>
    {asked !== '' && <><p role="status" class="note">{t.search.hits(hits.length)}</p>
      {hits.length === 0 ? <p>{t.search.none}</p> : <VenueList venues={hits} />}</>}
    <section aria-labelledby="h-visits"><h2 id="h-visits">{t.tonight.visits}</h2>
      {tonight?.length ? <VisitList shift={shift} heads={tonight} /> : <p>{t.tonight.none}</p>}</section>
    <section aria-labelledby="h-round"><h2 id="h-round">{t.tonight.round}</h2>
      {shift.stops.length > 0 && <Stops shift={shift} />}
      {shift.pinned.value.length > 0
        ? <VenueList venues={venuesOf(shift, shift.pinned.value)} />
        : shift.stops.length === 0 && <p>{t.tonight.roundNone}</p>}
      <Button kind="quiet" pressed={isMapOpen} onClick={() => { setMapOpen(!isMapOpen) }}>{t.tonight.map}</Button>
      {isMapOpen && <StopMap stops={placed(venuesOf(shift, [...shift.stops.map(stop => stop.venue), ...shift.pinned.value]))} near={placed(asked === '' ? [] : hits)} />}</section>
    {earlier && earlier.length > 0 && <details><summary>{t.tonight.earlier}</summary><VisitList shift={shift} heads={earlier} /></details>}
  </>
}

function venuesOf(shift: Shift, ids: readonly string[]): readonly VenueOut[] {
  return [...new Set(ids)].flatMap(id => shift.bundle.venues.get(id) ?? [])
}

/** What the office has planned, with its times; a tick where a visit was begun tonight. */
function Stops({ shift }: { readonly shift: Shift }): JSX.Element {
  const t = words().tonight
  const visited = new Set(shift.visits.value.filter(head => head.night === shift.night).map(head => head.venue))
  return <ol class="list">{shift.stops.map(stop => {
    const venue = shift.bundle.venues.get(stop.venue)
    return <li key={stop.id}><a href={`#/venue/${stop.venue}`}>
      <strong>{visited.has(stop.venue) && '✓ '}{local(Date.parse(stop.begins_at)).time} {venue?.name ?? stop.venue}</strong>
      <span>{venue?.address}{stop.kind === 'closing' && ` · ${t.closing}`}</span></a></li>
  })}</ol>
}

function placed(venues: readonly VenueOut[]): readonly VenueOut[] {
  return venues.filter(venue => venue.latitude !== null && venue.longitude !== null)
}

function VenueList({ venues }: { readonly venues: readonly VenueOut[] }): JSX.Element {
  return <ul class="list">{venues.map(venue => <li key={venue.id}><a href={`#/venue/${venue.id}`}><strong>{venue.name}</strong><span>{venue.address}</span></a></li>)}</ul>
}

function VisitList({ shift, heads }: { readonly shift: Shift, readonly heads: Shift['visits']['value'] }): JSX.Element {
  return <ul class="list">{heads.map(head => <li key={head.id}><a href={`#/visit/${head.id}/list`}>
    <strong>{shift.bundle.venues.get(head.venue)?.name ?? head.venue}</strong><span>{head.night} {local(head.beganAt).time}</span></a></li>)}</ul>
}

function Ready({ shift }: { readonly shift: Shift }): JSX.Element {
  const t = words()
  const [progress, setProgress] = useState<number | null>(null)
  void shift.bundleRound.value
  const meta = shift.bundle.meta
  const until = meta ? local(goodUntil(meta)) : null
  const isStale = meta !== null && goodUntil(meta) < shift.clock.moment().now
  const fetchIt = async (): Promise<void> => {
    setProgress(shift.bundle.venues.size)
    try {
      await shift.refreshBundle(setProgress)
    } catch (error) {
      say(why(error), true)
    }
    setProgress(null)
  }
  const left = useRoom(shift.storage)
  return <section class={`ready ${meta && !isStale ? 'good' : 'care'}`}>
    <p role="status">{progress !== null ? t.fetching(progress) : meta && until && !isStale ? `✓ ${t.ready(String(meta.venues), size(meta.bytes), `${until.day} ${until.time}`)}` : `! ${meta ? t.stale : t.notReady}`}</p>
    {left !== 'enough' && <p class="error" role="alert">{left === 'none' ? t.room.none : t.room.little}</p>}
    <Persisted />
    <Button kind="quiet" onClick={fetchIt}>{t.fetch}</Button>
  </section>
}

/** Whether the browser promised to keep what is saved; asked for from the window, as it must be. */
function Persisted(): JSX.Element | null {
  const [answer, setAnswer] = useState<boolean | null>(null)
  useMemo(() => {
    void (async () => {
      const storage = navigator.storage as StorageManager | undefined
      setAnswer(storage ? await storage.persisted() || await storage.persist() : false)
    })()
  }, [])
  if (answer === null) return null
  return <p class="note">{answer ? words().persisted : words().notPersisted}</p>
}
