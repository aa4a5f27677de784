// May the tablet be handed back? Only when the server's signed receipt names everything that is
// on it. Side by side: what lies here, what the server says it holds, and what is missing.
import type { ReceiptOut } from '../generated/api'
import { utf8, joined } from '../domain/bytes'
import { signatureHolds } from '../adapters/vault'
import type { PhotoRow, StoredEntry } from '../ports/storage'
import type { Server } from '../ports/server'

/** The receipt's text, as `api/field/views/receipt.py` writes it. */
export interface ReceiptBody {
  readonly stream: string
  readonly epoch: string
  readonly at: string
  readonly highest: number
  readonly gaps: readonly (readonly number[])[]
  readonly entries: readonly { readonly id: string, readonly seq: number, readonly header_sha256: string }[]
  readonly held: readonly { readonly id: string | null, readonly status: string, readonly code: string }[]
  readonly photos: readonly { readonly sha256: string, readonly bytes: number, readonly is_held: boolean }[]
  readonly next_after: number | null
}

export interface Receipt {
  readonly at: string
  readonly signatures: readonly string[]
  /** On this device → held by the server. */
  readonly entries: readonly [number, number]
  readonly findings: readonly [number, number]
  readonly photos: readonly [number, number]
  readonly bytes: readonly [number, number]
  /** Held, and waiting for a coordinator's look. */
  readonly inQuarantine: number
  readonly missingEntries: readonly string[]
  readonly missingPhotos: readonly string[]
  readonly isSafe: boolean
}

/** The signature does not fit: this is no receipt. */
export class ForgedReceipt extends Error {}

/** All pages of the server's receipt, each proved by the key that was told at enrolment. */
export async function fetchReceipt(server: Server, stream: string, serverKey: string): Promise<{ pages: ReceiptBody[], signatures: string[] }> {
  const pages: ReceiptBody[] = []
  const signatures: string[] = []
  for (let after: number | null = 0; after !== null;) {
    const answer: ReceiptOut = await server.receipt(stream, after)
    if (!await signatureHolds(serverKey, answer.signature, joined(utf8('lykta-receipt-v1\n'), utf8(answer.receipt)))) throw new ForgedReceipt()
    const page = JSON.parse(answer.receipt) as ReceiptBody
    if (page.stream !== stream) throw new ForgedReceipt()
    pages.push(page)
    signatures.push(answer.signature)
    after = page.next_after
  }
  return { pages, signatures }
}

/** What lies here beside what the receipt names. `findings`: the ids of those in an entry. */
export function compare(
  entries: readonly StoredEntry[], photos: readonly PhotoRow[], findings: ReadonlyMap<string, readonly string[]>,
  pages: readonly ReceiptBody[], signatures: readonly string[],
): Receipt {
  const named = new Map(pages.flatMap(page => page.entries.map(one => [one.id, one.header_sha256])))
  const kept = new Set(pages.flatMap(page => page.held.flatMap(one => one.id === null ? [] : [one.id])))
  const pictures = new Map(pages.flatMap(page => page.photos.filter(one => one.is_held).map(one => [one.sha256, one.bytes])))
  const missingEntries = entries.filter(one => named.get(one.id) !== one.headerHash && !kept.has(one.id))
  const missingPhotos = photos.filter(one => pictures.get(one.sha256) !== one.bytes)
  const missing = new Set(missingEntries.map(one => one.id))
  const found = (rows: readonly StoredEntry[]): number => new Set(rows.flatMap(one => findings.get(one.id) ?? [])).size
  const sum = (rows: readonly PhotoRow[]): number => rows.reduce((total, row) => total + row.bytes, 0)
  return {
    at: pages.at(-1)?.at ?? '',
    signatures,
    entries: [entries.length, entries.length - missingEntries.length],
    findings: [found(entries), found(entries.filter(one => !missing.has(one.id)))],
    photos: [photos.length, photos.length - missingPhotos.length],
    bytes: [sum(photos), sum(photos) - sum(missingPhotos)],
    inQuarantine: entries.filter(one => !named.has(one.id) && kept.has(one.id)).length,
    missingEntries: missingEntries.map(one => one.id),
    missingPhotos: missingPhotos.map(one => one.sha256),
    isSafe: missingEntries.length === 0 && missingPhotos.length === 0,
  }
}
