// The field API over fetch. The session is a cookie that no script can read.
import type { BatchIn, BatchOut, BundleOut, DeviceIn, DeviceOut, NotesIn, NotesOut, Problem, ReceiptOut, SealOut, SessionOut, VisitOut } from '../generated/api'
import type { Bytes } from '../domain/bytes'
import { NoNet, Refused, SignInNeeded } from '../ports/server'
import type { Server } from '../ports/server'

const PATIENCE_MS = 60_000

export class FetchServer implements Server {
  readonly #root: string
  readonly #always: Readonly<Record<string, string>>
  #csrf: string | null = null

  /** `always`: headers of every request, where no browser sends the session's cookie. */
  constructor(root = '/api/v1/field/', always: Readonly<Record<string, string>> = {}) {
    this.#root = root
    this.#always = always
  }

  async session(): Promise<SessionOut> {
    const session = await this.#json<SessionOut>('GET', 'session')
    this.#csrf = session.csrf
    return session
  }

  async enrol(device: DeviceIn): Promise<DeviceOut> {
    return this.#json('POST', 'devices', JSON.stringify(device))
  }

  async bundle(cursor: string | null): Promise<{ answer: BundleOut, bytes: number }> {
    const answer = await this.#call('GET', cursor === null ? 'bundle' : `bundle?cursor=${encodeURIComponent(cursor)}`)
    const text = await whole(answer)
    return { answer: JSON.parse(text) as BundleOut, bytes: text.length }
  }

  async send(batch: BatchIn): Promise<BatchOut> {
    return this.#json('POST', 'entries', JSON.stringify(batch))
  }

  async putPhoto(stream: string, sha256: string, bytes: Bytes): Promise<void> {
    await this.#call('PUT', `photos/${sha256}?stream=${stream}`, bytes, 'application/octet-stream')
  }

  async sendNotes(notes: NotesIn): Promise<NotesOut> {
    return this.#json('POST', 'notes', JSON.stringify(notes))
  }

  async putPicture(note: string, sha256: string, bytes: Bytes): Promise<void> {
    await this.#call('PUT', `notes/${note}/photos/${sha256}`, bytes, 'application/octet-stream')
  }

  async receipt(stream: string, after: number): Promise<ReceiptOut> {
    return this.#json('GET', `receipt?stream=${stream}&after=${after}`)
  }

  async visit(id: string): Promise<VisitOut> {
    return this.#json('GET', `visits/${id}`)
  }

  async seal(visit: string, section: string): Promise<SealOut> {
    return this.#json('POST', `visits/${visit}/sections/${section}/seal`, '{}')
  }

  async #json<T>(method: string, path: string, body?: string): Promise<T> {
    return JSON.parse(await whole(await this.#call(method, path, body, 'application/json'))) as T
  }

  async #call(method: string, path: string, body?: string | Bytes, type?: string): Promise<Response> {
    if (method !== 'GET' && this.#csrf === null) await this.session()
    const headers = new Headers({ Accept: 'application/json', ...this.#always })
    if (body !== undefined && type) headers.set('Content-Type', type)
    if (method !== 'GET' && this.#csrf) headers.set('X-CSRFToken', this.#csrf)
    let answer: Response
    try {
      answer = await fetch(this.#root + path, {
        method, headers, body: body ?? null, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS),
      })
    } catch (error) {
      throw new NoNet(String(error))
    }
    if (answer.ok) return answer
    await this.#refuse(answer)
    return answer
  }

  async #refuse(answer: Response): Promise<never> {
    const problem = await answer.json().catch(() => null) as Problem | null
    const code = problem?.code ?? ''
    if (answer.status === 401 || code === 'not_authenticated') throw new SignInNeeded()
    if (answer.status === 403) this.#csrf = null // it may have been the token: ask for another
    if (answer.status >= 500 || answer.status === 429 || problem === null) throw new NoNet(`status ${answer.status}`)
    throw new Refused(answer.status, code, problem.detail ?? problem.title)
  }
}

async function whole(answer: Response): Promise<string> {
  try {
    return await answer.text()
  } catch (error) {
    throw new NoNet(String(error)) // the reply broke off
  }
}
