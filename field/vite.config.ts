import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, defineConfig } from 'vite'
import type { Plugin, ResolvedConfig } from 'vite'

/** Builds sw.ts last, with the list of every file of the application in it. */
function serviceWorker(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'service-worker', apply: 'build',
    configResolved(resolved) { config = resolved },
    closeBundle: {
      sequential: true,
      async handler() {
        const out = config.build.outDir
        const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
          .map(file => join(file.parentPath, file.name).slice(join(out).length + 1).replaceAll('\\', '/'))
          .filter(file => file !== 'sw.js').sort()
        const manifest = files.map(url => ({
          url: config.base + url,
          revision: url.startsWith('assets/') ? null : createHash('sha256').update(readFileSync(join(out, url))).digest('hex').slice(0, 16),
        }))
        await build({
          configFile: false, publicDir: false, logLevel: 'warn',
          define: { 'self.__WB_MANIFEST': JSON.stringify(manifest), 'process.env.NODE_ENV': '"production"' },
          build: { outDir: out, emptyOutDir: false, target: 'es2024', lib: { entry: 'src/sw.ts', formats: ['iife'], name: 'sw', fileName: () => 'sw.js' } },
        })
      },
    },
  }
}

export default defineConfig({
  base: '/field/',
  build: { outDir: '../var/site/field', emptyOutDir: true, target: 'es2024', sourcemap: false },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [serviceWorker()],
})
