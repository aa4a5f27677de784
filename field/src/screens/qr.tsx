// The code for colleagues as a picture: their camera opens the visit's venue with the code filled in.
import qrcode from 'qrcode-generator'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'

export function Qr({ text, label }: { readonly text: string, readonly label: string }): JSX.Element {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, 'M')
    code.addData(text)
    code.make()
    const size = code.getModuleCount()
    const cells = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const)
    return { size, path: cells.filter(([x, y]) => code.isDark(y, x)).map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('') }
  }, [text])
  return <svg class="qr" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label}><rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" /><path d={path} fill="#000" /></svg>
}
