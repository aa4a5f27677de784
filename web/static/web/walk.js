// The map of a safety walk: its route and what was noted; where a route is written, a touch adds a stop.
const box = document.getElementById('walk-map')
const lines = document.querySelector('textarea[name="route"]')
const COLOURS = { unsafe: '#b3261e', safe: '#2e7d32', noted: '#555', stop: '' }

function told(name) {
  const text = document.createElement('span')
  text.textContent = name
  return text
}

function draw() {
  document.querySelector('[data-needs-script]').hidden = false
  const map = L.map(box, { attributionControl: Boolean(box.dataset.tiles) })
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map)
  L.control.scale({ imperial: false }).addTo(map)
  const accent = getComputedStyle(box).getPropertyValue('--ds-color-accent-base-default').trim() || '#5b2d8e'
  const read = name => JSON.parse(document.getElementById(name)?.textContent ?? 'null')
  const outline = read('outline')
  const area = outline && L.geoJSON(outline, { style: { color: accent, weight: 2, dashArray: '6 4', fillOpacity: 0.04 }, interactive: false }).addTo(map)
  const shown = L.featureGroup().addTo(map)
  function show(found) {
    shown.clearLayers()
    const way = []
    for (const { properties: { name, kind }, geometry: { coordinates: [longitude, latitude] } } of found) {
      const at = [latitude, longitude]
      if (kind === 'stop') way.push(at)
      // Not by colour alone: a stop is a small ring, what feels unsafe is filled, and each says what it is.
      const dot = L.circleMarker(at, { radius: kind === 'stop' ? 6 : 9, color: COLOURS[kind] || accent, weight: kind === 'safe' ? 4 : 2, fillOpacity: kind === 'unsafe' ? 0.8 : 0.1 })
      dot.bindTooltip(told(name)).addTo(shown)
    }
    if (way.length > 1) L.polyline(way, { color: accent, weight: 3, interactive: false }).addTo(shown)
  }
  function written() {
    return lines.value.split('\n').flatMap(line => {
      const found = /^(.*?)\s*@\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(line)
      return found ? [{ properties: { name: found[1], kind: 'stop' }, geometry: { coordinates: [Number(found[3]), Number(found[2])] } }] : []
    })
  }
  show(lines ? written() : read('features').features)
  const bounds = shown.getLayers().length > 0 ? shown.getBounds() : area?.getBounds()
  if (bounds?.isValid()) map.fitBounds(bounds, { padding: [25, 25], maxZoom: 16 })
  else map.setView([63.1767, 14.6361], 14)
  if (!lines) return
  lines.addEventListener('input', () => show(written()))
  map.on('click', ({ latlng }) => {
    const before = lines.value.trimEnd()
    const count = before === '' ? 1 : before.split('\n').length + 1
    lines.value = `${before}${before === '' ? '' : '\n'}${box.dataset.stop} ${count} @ ${latlng.lat.toFixed(5)}, ${latlng.lng.toFixed(5)}`
    show(written())
  })
}

if (box) draw()
