import type { Clock } from '../ports/clock'

/** The browser's clocks. Each start of the application is a new run of the monotonic one. */
export function browserClock(): Clock {
  const boot = crypto.randomUUID()
  return {
    moment() {
      const now = Date.now()
      return { now, zoneMinutes: -new Date(now).getTimezoneOffset(), mono: performance.now(), boot }
    },
  }
}
