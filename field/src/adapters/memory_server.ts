// The server's twin in memory: it keeps entries by id, answers the same for ever, checks every
// signature, and loses replies, sessions and itself when a test says so. The real server is tried
// in a real browser; this one makes a thousand nights a minute possible.
import type { BatchIn, BatchOut, BundleOut, DeviceIn, DeviceOut, EntryResult, NotesIn, NotesOut, ReceiptOut, SealOut, SessionOut, VisitOut } from '../generated/api'
import { random, sha256, toBase64url, toHex, utf8, joined } from '../domain/bytes'
import type { Bytes } from '../domain/bytes'
import { parcelMessage, payloadHash } from '../domain/entry'
import { NoNet, Refused, SignInNeeded } from '../ports/server'
import type { Server } from '../ports/server'
import type { ReceiptBody } from '../outbox/receipt'
import { signatureHolds } from './vault'

interface Line { readonly stream: string, readonly seq: number, readonly header: string, readonly payload: string, readonly hash: string }

export class MemoryServer implements Server {
  readonly lines = new Map<string, Line>()
  readonly quarantine = new Map<string, { readonly stream: string, readonly wire: unknown }>()
  readonly photos = new Map<string, Bytes>()
  readonly keys = new Map<string, string>()
  /** Notes of walks by the hash of their text, and pictures by note and hash. */
  readonly notes = new Map<string, string>()
  readonly pictures = new Map<string, Bytes>()
  epoch: string = crypto.randomUUID()
  isOnline = true
  isSignedIn = true
  /** Decides, call by call, whether the reply is lost after the work was done. */
  losesReply: () => boolean = () => false
  /** Which entries are kept for a coordinator instead of standing in the log. */
  isPoisoned: (header: { kind: string }, payload: string) => boolean = () => false
  bytesReceived = 0
  who: SessionOut | null = null
  register: readonly BundleOut[] = []
  #pair: CryptoKeyPair | null = null

  async publicKey(): Promise<string> {
    this.#pair ??= await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    return toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', this.#pair.publicKey)))
  }

  async session(): Promise<SessionOut> {
    this.#door()
    if (this.who === null) throw new SignInNeeded()
    return this.who
  }

  async enrol(_device: DeviceIn): Promise<DeviceOut> { throw new Refused(404, 'not_here', 'A twin has no people.') }
  /** The register's pages, one a call; the net may be cut between two of them. */
  async bundle(cursor: string | null): Promise<{ answer: BundleOut, bytes: number }> {
    this.#door()
    const at = cursor === null ? 0 : this.register.findIndex(page => page.cursor === cursor) + 1
    const page = this.register[at] ?? { ...this.register.at(-1), is_whole: false, has_more: false, venues: [], gone: [], histories: [], checklists: [] } as unknown as BundleOut
    return { answer: { ...page, epoch: this.epoch }, bytes: JSON.stringify(page).length }
  }

  async visit(): Promise<VisitOut> { throw new Refused(404, 'not_here', 'A twin has no desk.') }
  async seal(): Promise<SealOut> { throw new Refused(404, 'not_here', 'A twin has no desk.') }

  async send(batch: BatchIn): Promise<BatchOut> {
    this.#door()
    this.bytesReceived += JSON.stringify(batch).length
    const results: EntryResult[] = []
    for (const parcel of batch.parcels) {
      const hashes = await Promise.all(parcel.entries.map(async one => toHex(await sha256(utf8(one.header)))))
      const key = this.keys.get(parcel.stream)
      const isTrue = key !== undefined && await signatureHolds(key, parcel.signature, parcelMessage(parcel.stream, hashes))
      for (const [index, wire] of parcel.entries.entries()) {
        const header = JSON.parse(wire.header) as { id: string, kind: string, seq: number, stream: string, payload_hash: string }
        const bound = header.payload_hash === await payloadHash(wire.salt, wire.payload)
        const known = this.lines.get(header.id)
        let status: EntryResult['status'] = 'stored'
        if (known && known.hash === hashes[index]) status = 'duplicate'
        else if (!isTrue || !bound || known || this.isPoisoned(header, wire.payload)) status = 'quarantined'
        if (status === 'stored') this.lines.set(header.id, { stream: parcel.stream, seq: header.seq, header: wire.header, payload: wire.payload, hash: hashes[index] ?? '' })
        if (status === 'quarantined') this.quarantine.set(header.id, { stream: parcel.stream, wire })
        results.push({ stream: parcel.stream, index, id: header.id, status, code: status === 'quarantined' ? 'poisoned' : '', where: '', sentence: '' })
      }
    }
    this.#reply()
    return { epoch: this.epoch, received_at: new Date().toISOString(), results }
  }

  async putPhoto(_stream: string, hash: string, bytes: Bytes): Promise<void> {
    this.#door()
    this.bytesReceived += bytes.length
    if (toHex(await sha256(bytes)) !== hash) throw new Refused(400, 'other_bytes', 'These bytes have another hash.')
    this.photos.set(hash, bytes)
    this.#reply()
  }

  async sendNotes(sent: NotesIn): Promise<NotesOut> {
    this.#door()
    this.bytesReceived += JSON.stringify(sent).length
    const results = await Promise.all(sent.notes.map(async text => {
      const hash = toHex(await sha256(utf8(text)))
      const status = this.isPoisoned({ kind: 'note' }, text) ? 'held' as const : 'taken' as const
      this.notes.set(hash, text)
      const { id } = JSON.parse(text) as { id: string }
      const photos = [...this.pictures.keys()].filter(key => key.startsWith(`${id} `)).map(key => key.slice(id.length + 1))
      return { sha256: hash, status, code: status === 'held' ? 'poisoned' : '', sentence: '', photos }
    }))
    this.#reply()
    return { epoch: this.epoch, received_at: new Date().toISOString(), results }
  }

  async putPicture(note: string, hash: string, bytes: Bytes): Promise<void> {
    this.#door()
    if (![...this.notes.values()].some(text => text.includes(note))) throw new Refused(404, 'not_found', 'The note has not come.')
    this.pictures.set(`${note} ${hash}`, bytes)
    this.#reply()
  }

  async receipt(stream: string, after: number): Promise<ReceiptOut> {
    this.#door()
    const mine = [...this.lines].filter(([, line]) => line.stream === stream && line.seq > after)
    const body: ReceiptBody = {
      stream, epoch: this.epoch, at: new Date().toISOString(), highest: Math.max(0, ...mine.map(([, line]) => line.seq)), gaps: [],
      entries: mine.map(([id, line]) => ({ id, seq: line.seq, header_sha256: line.hash })),
      held: [...this.quarantine].filter(([, held]) => held.stream === stream).map(([id]) => ({ id, status: 'quarantined', code: 'poisoned' })),
      photos: [...this.photos].map(([hash, bytes]) => ({ sha256: hash, bytes: bytes.length, is_held: true })),
      next_after: null,
    }
    const text = JSON.stringify(body)
    await this.publicKey()
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, (this.#pair as CryptoKeyPair).privateKey, joined(utf8('lykta-receipt-v1\n'), utf8(text)))
    this.#reply()
    return { receipt: text, signature: toBase64url(new Uint8Array(signature)) }
  }

  /** A restored server: another epoch, and whatever the backup lacked is gone. */
  restore(keeps: (id: string) => boolean): void {
    this.epoch = toHex(random(8))
    for (const id of [...this.lines.keys()]) if (!keeps(id)) this.lines.delete(id)
    this.notes.clear()
    this.pictures.clear()
  }

  #door(): void {
    if (!this.isOnline) throw new NoNet('cut')
    if (!this.isSignedIn) throw new SignInNeeded()
  }

  #reply(): void {
    if (this.losesReply()) throw new NoNet('the reply was lost')
  }
}
