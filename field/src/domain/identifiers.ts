// Ids are made on the tablet: UUIDv7, which sort by the time at which they were made.
import { random, toHex } from './bytes'

/** A UUIDv7 of `now` (milliseconds since 1970) and ten random bytes. */
export function uuid7(now: number, noise: Uint8Array = random(10)): string {
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.max(0, Math.trunc(now))) << 16n)
  bytes.set(noise.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
