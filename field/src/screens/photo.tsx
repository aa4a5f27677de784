// A photo is shrunk on the device, can be drawn on, and is safe before it is shown.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { About } from '../generated/contract'
import type { Bytes } from '../domain/bytes'
import { Button, Field, say, saving, useDraft, words } from './parts'
import { useRoom } from './room'
import type { VisitProps } from './visit'

const QUALITY = 0.82
const MOST_BYTES = 20_000_000 // what the server takes of one file

async function jpeg(canvas: OffscreenCanvas): Promise<Bytes> {
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })).arrayBuffer())
}

/** `edge`: pixels of the longer side; text on a sign stays readable, a night stays small. */
export async function shrink(file: Blob, edge: number): Promise<Bytes> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return jpeg(canvas)
}

/** The address of a picture that is kept sealed; '' until it is open. Let go of when it leaves the screen. */
export function useSealed(sha256: string, open: () => Promise<Blob | null>): string {
  const [url, setUrl] = useState('')
  useEffect(() => {
    let made = ''
    let isAway = false
    void open().then(blob => { if (blob && !isAway) setUrl(made = URL.createObjectURL(blob)) })
    return () => {
      isAway = true
      URL.revokeObjectURL(made)
    }
  }, [sha256])
  return url
}

export function TakePhoto({ shift, visit, about }: VisitProps & { readonly about?: About }): JSX.Element {
  const t = words().notes
  const input = useRef<HTMLInputElement>(null)
  const [taken, setTaken] = useState<{ readonly bytes: Bytes, readonly original: Bytes | null, readonly entry: string, readonly caption: string } | null>(null)
  const [caption, setCaption, forget] = useDraft(shift.drafts, `${visit.head.id}:caption:${about?.item ?? ''}`)
  const [keepsOriginal, setKeepsOriginal] = useState(false)
  const left = useRoom(shift.storage)
  const more = { ...(about ? { about } : {}), ...(caption.trim() ? { caption: caption.trim() } : {}) }
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return
    let bytes: Bytes
    let original: Bytes | null = null
    try {
      bytes = await shrink(file, shift.bundle.office.photo_long_edge)
      if (keepsOriginal && file.size <= MOST_BYTES) original = new Uint8Array(await file.arrayBuffer())
    } catch {
      say(t.gone, true)
      return
    }
    await saving(async () => {
      const entry = await visit.photograph(bytes, original, null, more)
      setTaken({ bytes, original, entry: entry.id, caption: caption.trim() })
    })
  }
  if (left === 'none') return <p class="error" role="alert">{words().room.none}</p>
  return <div class="photo">
    <label class="button">{t.photo}<input ref={input} type="file" accept="image/*" capture="environment" class="away" onChange={event => {
      const file = event.currentTarget.files?.[0]
      void take(file)
    }} /></label>
    <Button kind="quiet" pressed={keepsOriginal} onClick={() => { setKeepsOriginal(!keepsOriginal) }}>{t.original}</Button>
    <Field label={t.caption} value={caption} onInput={setCaption} />
    {taken && <Drawing picture={taken.bytes} onDone={async drawn => {
      if (drawn || caption.trim() !== taken.caption) {
        const isSaved = await saving(async () => {
          await visit.photograph(taken.bytes, taken.original, drawn, more)
          await visit.write('own', 'retracted', { entry: taken.entry, reason: t.replaced })
        })
        if (!isSaved) return // drawing and caption stay where they are
      }
      await forget()
      setTaken(null)
      if (input.current) input.current.value = ''
    }} />}
  </div>
}

/** Marks on a photo; the photo as it was taken is kept beside it. */
function Drawing({ picture, onDone }: { readonly picture: Bytes, readonly onDone: (drawn: Bytes | null) => Promise<void> }): JSX.Element {
  const t = words().notes
  const canvas = useRef<HTMLCanvasElement>(null)
  const isDown = useRef(false)
  const isMarked = useRef(false)
  useEffect(() => {
    void (async () => {
      const bitmap = await createImageBitmap(new Blob([picture]))
      const surface = canvas.current
      if (!surface) return
      surface.width = bitmap.width
      surface.height = bitmap.height
      const pen = surface.getContext('2d')
      pen?.drawImage(bitmap, 0, 0)
      if (pen) Object.assign(pen, { strokeStyle: '#d0006f', lineWidth: Math.max(4, bitmap.width / 160), lineCap: 'round' })
    })()
  }, [picture])
  const at = (event: PointerEvent): readonly [number, number] => {
    const surface = canvas.current
    if (!surface) return [0, 0]
    const box = surface.getBoundingClientRect()
    return [(event.clientX - box.left) * surface.width / box.width, (event.clientY - box.top) * surface.height / box.height]
  }
  const draw = (event: PointerEvent): void => {
    const pen = canvas.current?.getContext('2d')
    if (!isDown.current || !pen) return
    isMarked.current = true
    pen.lineTo(...at(event))
    pen.stroke()
  }
  const keep = async (): Promise<void> => {
    const surface = canvas.current
    if (!surface || !isMarked.current) { await onDone(null); return }
    const copy = new OffscreenCanvas(surface.width, surface.height)
    copy.getContext('2d')?.drawImage(surface, 0, 0)
    await onDone(await jpeg(copy))
  }
  return <figure><figcaption>{t.photoKept} {t.draw}</figcaption>
    <canvas ref={canvas} class="drawing" aria-label={t.draw} onPointerDown={event => {
      isDown.current = true
      const pen = canvas.current?.getContext('2d')
      pen?.beginPath()
      pen?.moveTo(...at(event))
    }} onPointerMove={draw} onPointerUp={() => { isDown.current = false }} onPointerLeave={() => { isDown.current = false }} />
    <div class="row"><Button kind="main" onClick={keep}>{t.keep}</Button><Button kind="quiet" onClick={() => onDone(null)}>{t.skip}</Button></div>
  </figure>
}
