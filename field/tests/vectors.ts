// The vectors that pytest reads too: there is no third truth.
import { readFileSync } from 'node:fs'
import type { LogEntry } from '../src/domain/fold'

interface Row { id: string, section: string, kind: string, author: string, stream: string, seq: number, recorded_at: string, payload: Record<string, unknown> | null, is_desk?: boolean }

export function load<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${name}`, import.meta.url), 'utf8')) as T[]
}

export function logEntry(row: Row): LogEntry {
  const { recorded_at, is_desk, ...rest } = row
  return { ...rest, recordedAt: Date.parse(recorded_at), isDesk: is_desk ?? false }
}
export type { Row }
