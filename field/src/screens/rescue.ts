// One file with everything that the server does not hold: the sealed store as it stands, and its
// key wrapped for the municipality. It needs no PIN and tells nobody on the way anything.
import type { VaultEntry } from '../adapters/registry'
import { IndexedDbStorage } from '../adapters/indexeddb_storage'
import { toBase64url } from '../domain/bytes'

export async function saveRescueFile(entry: VaultEntry): Promise<void> {
  const storage = new IndexedDbStorage(entry.vault)
  const entries = await storage.queuedEntries()
  const waiting = (await storage.photos()).filter(photo => photo.state === 'queued')
  const photos = await Promise.all(waiting.map(async row => ({ sha256: row.sha256, body: toBase64url((await storage.photo(row.sha256))?.body ?? new Uint8Array()) })))
  const notes = (await storage.notes()).filter(one => one.state === 'queued')
  const waitingPictures = (await storage.pictures()).filter(one => one.state === 'queued')
  const pictures = await Promise.all(waitingPictures.map(async row => ({ note: row.note, sha256: row.sha256, body: toBase64url((await storage.picture(row.note, row.sha256))?.body ?? new Uint8Array()) })))
  const text = JSON.stringify({
    format: 'lykta-rescue-v1', rescue: entry.lock.rescue,
    profile: toBase64url(await storage.kept('profile') ?? new Uint8Array()),
    entries: entries.map(one => ({ id: one.id, seq: one.seq, body: toBase64url(one.body) })), photos,
    notes: notes.map(one => ({ id: one.id, body: toBase64url(one.body) })), pictures,
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
  link.download = `lykta-${entry.vault.slice(0, 8)}.rescue`
  link.click()
  setTimeout(() => { URL.revokeObjectURL(link.href) }, 60_000)
}
