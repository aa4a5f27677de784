import { useEffect, useState } from 'preact/hooks'
import { room } from '../adapters/room'
import type { Room } from '../adapters/room'

/** The room that is left, asked for when a screen opens. */
export function useRoom(): Room {
  const [left, setLeft] = useState<Room>('enough')
  useEffect(() => { void room().then(setLeft) }, [])
  return left
}
