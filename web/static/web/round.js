// The map of a round: each team's way in a colour and a dash of its own, its stops numbered.
const box = document.getElementById('round-map')
const COLOURS = ['#5b2d8e', '#0b6e4f', '#9a3412', '#1d4ed8', '#be185d', '#525252']
const DASHES = ['', '6 4', '2 4', '10 4 2 4', '12 6', '1 6']

async function draw() {
  const map = L.map(box, { attributionControl: Boolean(box.dataset.tiles) })
  if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution }).addTo(map)
  L.control.scale({ imperial: false }).addTo(map)
  const answer = await fetch(box.dataset.round, { headers: { Accept: 'application/json' } })
  const layer = L.geoJSON(await answer.json(), {
    style: feature => ({ color: COLOURS[feature.properties.team % COLOURS.length], dashArray: DASHES[feature.properties.team % DASHES.length], weight: 3 }),
    pointToLayer: (feature, at) => L.circleMarker(at, { radius: 11, color: COLOURS[feature.properties.team % COLOURS.length], fillColor: '#fff', fillOpacity: 1, weight: 2 })
      .bindTooltip(String(feature.properties.place), { permanent: true, direction: 'center', className: 'heat' }),
    onEachFeature: (feature, one) => {
      const text = document.createElement('div')
      text.textContent = feature.properties.name
      one.bindPopup(text)
    },
  }).addTo(map)
  if (layer.getBounds().isValid()) map.fitBounds(layer.getBounds(), { padding: [30, 30], maxZoom: 16 })
  else map.setView([63.1767, 14.6361], 13)
}

if (box) draw()
