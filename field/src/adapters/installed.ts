// The application on the device: whether it can be put on the home screen, and whether a newer
// version of it waits.
import { signal } from '@preact/signals'

/** Chromium's own event; elsewhere the browser's menu does it. */
interface InstallPrompt extends Event { prompt(): Promise<unknown> }

/** Puts Lykta on the home screen; null where it lies there, or cannot. */
export const install = signal<(() => Promise<void>) | null>(null)
/** Takes the version that waits into use; null when there is none. */
export const update = signal<(() => void) | null>(null)

/** Registers the service worker and looks for what is newer. */
export async function keepCurrent(): Promise<void> {
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault()
    install.value = async () => {
      await (event as InstallPrompt).prompt()
      install.value = null
    }
  })
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers) return
  const hadOne = workers.controller !== null
  // Every tab begins again with the files of the new version, never with both.
  workers.addEventListener('controllerchange', () => { if (hadOne) location.reload() })
  const registration = await workers.register('/field/sw.js', { scope: '/field/' })
  const look = (): void => {
    const { waiting } = registration
    update.value = waiting && workers.controller ? () => { waiting.postMessage('use-now') } : null
  }
  look()
  registration.addEventListener('updatefound', () => { registration.installing?.addEventListener('statechange', look) })
}
