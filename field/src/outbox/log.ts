// An entry as it is sealed on the tablet, and as the fold reads it.
import type { Written } from '../domain/entry'
import type { LogEntry } from '../domain/fold'
import type { Vault } from '../adapters/vault'
import type { StoredEntry } from '../ports/storage'

/** What is sealed: the three texts, and the signature over this entry alone. */
export interface Sealed { readonly header: string, readonly payload: string, readonly salt: string, readonly signature: string }

interface Header { section: string, kind: string, author: string, stream: string, device_at: string }

export async function unsealed(vault: Vault, entry: StoredEntry): Promise<Sealed> {
  return vault.openJson<Sealed>(entry.id, entry.body)
}

/** The entry for the fold. Its time is the device's own until the server has corrected it. */
export function asLogEntry(entry: Pick<StoredEntry, 'id' | 'seq'>, texts: Pick<Sealed, 'header' | 'payload'>): LogEntry {
  const header = JSON.parse(texts.header) as Header
  return {
    id: entry.id, seq: entry.seq, section: header.section, kind: header.kind, author: header.author, stream: header.stream,
    recordedAt: Date.parse(header.device_at), payload: JSON.parse(texts.payload) as Record<string, unknown>, isDesk: false,
  }
}

export function logEntryOf(written: Written): LogEntry {
  return asLogEntry(written, written)
}
