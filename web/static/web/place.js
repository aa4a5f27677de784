// Marking a place on a map with one touch, or by where one stands; with data-still only showing it. Without it the place is told in words.
const box = document.getElementById('place-map')
const field = name => document.querySelector(`input[name="${name}"]`)
const said = document.getElementById('place-said')

function draw() {
  const isStill = 'still' in box.dataset
  document.querySelector('[data-needs-script]').hidden = false
  const map = L.map(box, { attributionControl: Boolean(box.dataset.tiles) })
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map)
  L.control.scale({ imperial: false }).addTo(map)
  const accent = getComputedStyle(box).getPropertyValue('--ds-color-accent-base-default').trim() || '#5b2d8e'
  const outline = JSON.parse(document.getElementById(box.dataset.outline).textContent)
  const area = outline && L.geoJSON(outline, { style: { color: accent, weight: 2, dashArray: '6 4', fillOpacity: 0.06 }, interactive: false }).addTo(map)
  if (area?.getBounds().isValid()) map.fitBounds(area.getBounds(), { padding: [10, 10] })
  else map.setView([63.1767, 14.6361], 14)
  let dot = null
  function mark(at, isFar) {
    field('latitude').value = at.lat.toFixed(6)
    field('longitude').value = at.lng.toFixed(6)
    if (dot) dot.setLatLng(at)
    else dot = L.circleMarker(at, { radius: 9, color: accent, weight: 3, fillOpacity: 0.5 }).addTo(map)
    if (isFar) map.setView(at, 16)
    if (said) said.textContent = said.dataset.shown
  }
  if (field('latitude').value && field('longitude').value) mark(L.latLng(field('latitude').value, field('longitude').value), true)
  if (isStill) return
  map.on('click', event => mark(event.latlng, false))
  document.getElementById('here').addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      found => mark(L.latLng(found.coords.latitude, found.coords.longitude), true),
      () => { said.textContent = said.dataset.failed },
      { enableHighAccuracy: true, timeout: 8000 },
    )
  })
}

if (box) draw()
