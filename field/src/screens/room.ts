import { useEffect, useState } from 'preact/hooks'
import type { Room, Storage } from '../ports/storage'

/** The room that is left, asked for when a screen opens. */
export function useRoom(storage: Storage): Room {
  const [left, setLeft] = useState<Room>('enough')
  useEffect(() => { void storage.room().then(setLeft) }, [storage])
  return left
}
