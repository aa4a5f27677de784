// Sending pictures one by one, whoever keeps them.
import { sha256, toHex } from '../domain/bytes'
import type { Bytes } from '../domain/bytes'
import { Refused } from '../ports/server'
import type { State } from '../ports/storage'

interface Kept { readonly sha256: string, readonly state: State }

interface Way<Row> {
  /** What it is called among those that cannot be read. */
  readonly name: (row: Row) => string
  readonly open: (row: Row) => Promise<Bytes | null>
  /** Bring it to the server, and note that the server holds it. */
  readonly bring: (row: Row, bytes: Bytes) => Promise<void>
}

/**
 * Send every picture that waits. One that cannot be read joins `unreadable` and stays for a
 * rescue; one that the server refuses holds up no other, and rejects only when all had their turn.
 */
export async function sendEach<Row extends Kept>(rows: readonly Row[], unreadable: Set<string>, way: Way<Row>): Promise<void> {
  let refused: Refused | null = null
  for (const row of rows) {
    if (row.state !== 'queued') continue
    const bytes = await way.open(row)
    // What was read must be what was taken: browsers have handed back empty pictures.
    if (!bytes || toHex(await sha256(bytes)) !== row.sha256) {
      unreadable.add(way.name(row))
      continue
    }
    unreadable.delete(way.name(row))
    try {
      await way.bring(row, bytes)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refused = error
    }
  }
  if (refused) throw refused
}
