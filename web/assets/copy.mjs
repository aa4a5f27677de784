// Copies what the pages use from node_modules to web/static/vendor. Nothing is bundled:
// each file is served as its project published it.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const from = join(here, 'node_modules')
const to = join(here, '..', 'static', 'vendor')
const files = {
  '@digdir/designsystemet-css/dist/src/index.css': 'designsystemet.css',
  '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2': 'source-sans-3.woff2',
  'leaflet/dist/leaflet.js': 'leaflet/leaflet.js',
  'leaflet/dist/leaflet.js.map': 'leaflet/leaflet.js.map', // the script names it
  'leaflet/dist/leaflet.css': 'leaflet/leaflet.css',
  'leaflet/dist/images/layers.png': 'leaflet/images/layers.png',
  'leaflet/dist/images/layers-2x.png': 'leaflet/images/layers-2x.png',
  'leaflet/dist/images/marker-icon.png': 'leaflet/images/marker-icon.png',
}

rmSync(to, { recursive: true, force: true })
for (const [source, target] of Object.entries(files)) {
  mkdirSync(dirname(join(to, target)), { recursive: true })
  cpSync(join(from, source), join(to, target))
}
