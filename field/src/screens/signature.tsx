// A signature as strokes, never pixels. It survives turning the tablet: the strokes are kept in
// the measure in which they were drawn, and drawn again to the new one.
import SignaturePad from 'signature_pad'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button, words } from './parts'

const [WIDTH, HEIGHT] = [2000, 800]
export interface Strokes { readonly strokes: number[][][], readonly width: number, readonly height: number }

export function Signature({ onChange }: { readonly onChange: (strokes: Strokes | null) => void }): JSX.Element {
  const t = words().leave
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const kept = useRef<number[][][]>([])

  useEffect(() => {
    const surface = canvas.current
    if (!surface) return undefined
    const made = new SignaturePad(surface, { penColor: '#1a1a2e' })
    pad.current = made
    const read = (): void => {
      const [across, down] = [WIDTH / surface.clientWidth, HEIGHT / surface.clientHeight]
      const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)))
      kept.current = made.toData().map(stroke => stroke.points.map(point => [within(point.x * across, WIDTH), within(point.y * down, HEIGHT)]))
        .map(stroke => stroke.length === 1 ? [...stroke, ...stroke] : stroke) // a dot is a stroke too
      onChange(kept.current.length > 0 ? { strokes: kept.current, width: WIDTH, height: HEIGHT } : null)
    }
    const fit = (): void => {
      const ratio = Math.max(1, devicePixelRatio)
      surface.width = surface.clientWidth * ratio
      surface.height = surface.clientHeight * ratio
      surface.getContext('2d')?.scale(ratio, ratio)
      const [across, down] = [surface.clientWidth / WIDTH, surface.clientHeight / HEIGHT]
      made.fromData(kept.current.map(stroke => ({
        penColor: '#1a1a2e', dotSize: 0, minWidth: 0.5, maxWidth: 2.5, velocityFilterWeight: 0.7, compositeOperation: 'source-over',
        points: stroke.map(([x = 0, y = 0], at) => ({ x: x * across, y: y * down, pressure: 0.5, time: at * 16 })),
      })))
    }
    made.addEventListener('endStroke', read)
    const watcher = new ResizeObserver(fit)
    watcher.observe(surface)
    return () => { watcher.disconnect(); made.off() }
  }, [])

  return <div class="signature"><canvas ref={canvas} role="img" aria-label={t.sign} />
    <Button kind="quiet" onClick={() => { pad.current?.clear(); kept.current = []; onChange(null) }}>{t.clear}</Button></div>
}
