// The field API as the tablet needs it. Every call may end in one of three ways: an answer, no
// net, or a refusal with words.
import type { BatchIn, BatchOut, BundleOut, DeviceIn, DeviceOut, NotesIn, NotesOut, ReceiptOut, SealOut, SessionOut, VisitOut } from '../generated/api'
import type { Bytes } from '../domain/bytes'

/** No answer came. What was sent may have arrived all the same. */
export class NoNet extends Error {}
/** The session has ended: nothing is lost, and somebody must sign in before more is sent. */
export class SignInNeeded extends Error {}
/** The server said no, in words for a person. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, sentence: string) {
    super(sentence)
    this.status = status
    this.code = code
  }
}

export interface Server {
  session(): Promise<SessionOut>
  enrol(device: DeviceIn): Promise<DeviceOut>
  bundle(cursor: string | null): Promise<{ answer: BundleOut, bytes: number }>
  send(batch: BatchIn): Promise<BatchOut>
  putPhoto(stream: string, sha256: string, bytes: Bytes): Promise<void>
  sendNotes(notes: NotesIn): Promise<NotesOut>
  putPicture(note: string, sha256: string, bytes: Bytes): Promise<void>
  receipt(stream: string, after: number): Promise<ReceiptOut>
  visit(id: string): Promise<VisitOut>
  seal(visit: string, section: string): Promise<SealOut>
}

/** What is asked or decided in somebody's name is so under their own session alone. */
export async function asThemselves(server: Server, officer: string): Promise<void> {
  const session = await server.session()
  if (session.officer.id !== officer) throw new SignInNeeded()
}
