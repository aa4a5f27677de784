// The map of the venue list: places, areas, squares with findings, and distances; tiles only
// where a source is set.
const box = document.getElementById('map')

function metres(a, b) {
  return Math.round(a.distanceTo(b) / 10) * 10
}

async function features(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  return answer.json()
}

// Heat is told by a number as well as by the depth of the colour.
function heat(found, colour) {
  return L.geoJSON(found, {
    style: feature => ({ color: colour, weight: 1, fillOpacity: 0.15 + 0.5 * feature.properties.share }),
    onEachFeature: (feature, square) => {
      square.bindTooltip(String(feature.properties.findings), { permanent: true, direction: 'center', className: 'heat' })
      square.bindPopup(document.createTextNode(feature.properties.said).textContent)
    },
  })
}

async function draw() {
  const map = L.map(box, { attributionControl: Boolean(box.dataset.tiles) })
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map)
  L.control.scale({ imperial: false }).addTo(map)
  const accent = getComputedStyle(box).getPropertyValue('--ds-color-accent-base-default').trim() || '#5b2d8e'
  const layer = L.geoJSON(await features(box.dataset.places), {
    style: feature => feature.properties.area ? { color: accent, weight: 2, dashArray: '6 4', fillOpacity: 0.06 } : {},
    pointToLayer: (_feature, at) => L.circleMarker(at, { radius: 7, color: accent, weight: 2, fillOpacity: 0.5 }),
    onEachFeature: (feature, one) => {
      const text = document.createElement('div')
      if (feature.properties.area) { text.textContent = feature.properties.name } else {
        const link = document.createElement('a')
        link.href = feature.properties.href
        link.textContent = feature.properties.name
        text.append(link, document.createElement('br'), feature.properties.address)
      }
      one.bindPopup(text)
    },
  }).addTo(map)
  if (layer.getBounds().isValid()) map.fitBounds(layer.getBounds(), { padding: [20, 20], maxZoom: 16 })
  else map.setView([63.1767, 14.6361], 13)
  const squares = L.layerGroup()
  squares.once('add', async () => { squares.addLayer(heat(await features(box.dataset.heat), accent)) })
  L.control.layers(null, { [box.dataset.heatName]: squares }, { collapsed: false }).addTo(map)
  let from = null
  map.on('click', event => {
    if (from) {
      L.popup().setLatLng(event.latlng).setContent(`${metres(from, event.latlng)} m`).openOn(map)
      from = null
    } else { from = event.latlng }
  })
}

if (box) draw()
