// Where the tablet is, while somebody wants it with their notes.
import { useEffect, useState } from 'preact/hooks'
import type { Place } from '../generated/notes'

const [E7, FRESH_MS] = [10_000_000, 180_000]

export interface Position { readonly place: Place, readonly metres: number, readonly at: number }

function read({ coords: { latitude, longitude, accuracy }, timestamp: at }: GeolocationPosition): Position {
  const metres = Math.ceil(accuracy)
  return { place: { latitude_e7: Math.round(latitude * E7), longitude_e7: Math.round(longitude * E7), accuracy_m: metres }, metres, at }
}

/** The last position, or that none can be had; nothing is asked for while it is off. */
export function usePosition(isOn: boolean): Position | 'sought' | 'unknown' {
  const [position, setPosition] = useState<Position | 'sought' | 'unknown'>('sought')
  useEffect(() => {
    if (!isOn) return
    setPosition('sought')
    const watch = navigator.geolocation.watchPosition(found => { setPosition(read(found)) }, () => { setPosition('unknown') }, { enableHighAccuracy: true, maximumAge: 10_000 })
    return () => { navigator.geolocation.clearWatch(watch) }
  }, [isOn])
  return position
}

/** The place to note, when it is known and not three minutes old: people walk on. */
export function placeOf(position: Position | 'sought' | 'unknown', now: number): { readonly place?: Place } {
  return typeof position === 'object' && now - position.at < FRESH_MS ? { place: position.place } : {}
}
