// Canonical JSON (RFC 8785) for what entries hold: integers, ASCII member names, no fractions.
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/** The one spelling of a value. Throws RangeError on a number that is no safe integer. */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`${value} is no integer`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const object = value as { readonly [name: string]: Json | undefined }
  const members = Object.keys(object).sort().flatMap(name => {
    const member = object[name]
    return member === undefined ? [] : [`${JSON.stringify(name)}:${canonical(member)}`]
  })
  return `{${members.join(',')}}`
}
