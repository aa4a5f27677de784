// How much room the device has left for us, as the browser tells it.
export type Room = 'enough' | 'little' | 'none'
const LITTLE = 200_000_000 // a long night with photos
const NONE = 20_000_000 // text still fits for weeks; a photo may not

export async function room(): Promise<Room> {
  const storage = navigator.storage as StorageManager | undefined
  const { quota, usage } = await storage?.estimate() ?? {}
  if (quota === undefined || usage === undefined) return 'enough'
  const left = quota - usage
  return left < NONE ? 'none' : left < LITTLE ? 'little' : 'enough'
}
