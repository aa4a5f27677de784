// No guest is ever identifiable: a text that looks like a personal number gets a warning.
const LOOKS_LIKE = /(?<!\d)(?:(?:19|20)?\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[-+ ]?\d{4}(?!\d)/

/** Whether a text holds what may be a personal or co-ordination number. */
export function looksPersonal(text: string): boolean {
  return LOOKS_LIKE.test(text)
}
