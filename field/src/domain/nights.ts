// Which night is it? As `core/nights.py`: from 17:00 to 05:00 a night, named after the day on
// which it begins; between 05:00 and 17:00 the civil date. Always Europe/Stockholm.
const BEGINS = 17
const ENDS = 5
const HERE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})

export interface Local { readonly day: string, readonly hour: number, readonly minute: number, readonly time: string }

/** The wall clock in Sweden at an instant (milliseconds since 1970). */
export function local(instant: number): Local {
  const [day = '', time = ''] = HERE.format(instant).split(' ')
  return { day, time, hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)) }
}

/** The night to which an instant belongs, or the civil date by day. */
export function nightOf(instant: number): string {
  const here = local(instant)
  return here.hour < ENDS ? dayBefore(here.day) : here.day
}

/** Whether an instant lies in a night at all. */
export function isNight(instant: number): boolean {
  const { hour } = local(instant)
  return hour >= BEGINS || hour < ENDS
}

/** Minutes after the midnight that begins the night's day: 01:30 is 1530. */
export function minuteOfNight(instant: number): number {
  const { hour, minute } = local(instant)
  return (hour < ENDS ? hour + 24 : hour) * 60 + minute
}

const ZONES = [[17, 20, '17-20'], [20, 23, '20-23'], [23, 26, '23-02'], [26, 29, '02-05']] as const

/** The time zone of the night as the grid has them, half-open; empty by day. */
export function zoneOf(instant: number): string {
  const { hour } = local(instant)
  const here = hour < ENDS ? hour + 24 : hour
  return ZONES.find(([from, to]) => from <= here && here < to)?.[2] ?? ''
}

/** 0 = Monday. */
export function weekday(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** A minute after midnight as the clock shows it: 1560 is 02:00. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
