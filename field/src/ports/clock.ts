import type { Moment } from '../domain/entry'

/** The only reader of the device's clocks. */
export interface Clock { moment(): Moment }
