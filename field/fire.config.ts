import { defineConfig } from 'vitest/config'

/** The fire test is a run of its own: it needs a server, told by the environment. */
export default defineConfig({ test: { include: ['tests/fire/*.fire.ts'], testTimeout: 3_600_000 } })
