// Tonight's stops on a map, in their order, with where one stands. No tiles: places, order and
// distances need no net. The library is fetched when the map is first opened.
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { VenueOut } from '../generated/api'
import { words } from './parts'
import 'leaflet/dist/leaflet.css'

const ACCENT = '#8a5bc4'

interface Props { readonly stops: readonly VenueOut[], readonly near: readonly VenueOut[] }

export function StopMap({ stops, near }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isHere = true
    let end: (() => void) | null = null
    void import('leaflet').then(({ default: L }) => {
      if (!isHere || !box.current) return
      const map = L.map(box.current, { attributionControl: false })
      const at = (venue: VenueOut): [number, number] => [venue.latitude ?? 0, venue.longitude ?? 0]
      const label = (venue: VenueOut): HTMLElement => {
        const link = document.createElement('a')
        link.href = `#/venue/${venue.id}`
        link.textContent = venue.name
        return link
      }
      const quiet = near.filter(venue => !stops.includes(venue)).map(venue =>
        L.circleMarker(at(venue), { radius: 5, color: ACCENT, weight: 1, fillOpacity: 0.2 }).bindPopup(label(venue)))
      const marks = stops.map((venue, index) =>
        L.circleMarker(at(venue), { radius: 13, color: ACCENT, weight: 3, fillOpacity: 0.35 })
          .bindTooltip(String(index + 1), { permanent: true, direction: 'center', className: 'stop' }).bindPopup(label(venue)))
      const shown = L.featureGroup([...quiet, ...marks]).addTo(map)
      if (stops.length > 1) L.polyline(stops.map(at), { color: ACCENT, dashArray: '4 6', weight: 2 }).addTo(map)
      L.control.scale({ imperial: false }).addTo(map)
      const bounds = marks.length > 0 ? L.featureGroup(marks).getBounds() : shown.getBounds()
      if (bounds.isValid()) map.fitBounds(bounds, { padding: [30, 30], maxZoom: 16 })
      else map.setView([63.1767, 14.6361], 13)
      const me = L.circleMarker([0, 0], { radius: 8, color: '#1769d2', fillOpacity: 0.9 })
      map.on('locationfound', event => { me.setLatLng(event.latlng).addTo(map) })
      map.locate({ watch: true })
      end = () => { map.remove() }
    })
    return () => { isHere = false; end?.() }
  }, [stops, near])
  return <div ref={box} class="map" role="region" aria-label={words().tonight.map} />
}
