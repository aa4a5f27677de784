import { expect, test } from 'vitest'
import { missingBeforeSeal } from '../../src/domain/completeness'
import type { Gap, VisitKind } from '../../src/domain/completeness'
import { foldSection } from '../../src/domain/fold'
import { load, logEntry } from '../vectors'
import type { Row } from '../vectors'

interface Vector {
  name: string, visit_kind: VisitKind, agency: string, due_items: string[], photos_held: string[], waived: string[]
  common: Row[], entries: Row[], missing: Gap[]
}

test.each(load<Vector>('completeness.json'))('$name', vector => {
  const gaps = missingBeforeSeal({
    visitKind: vector.visit_kind, agency: vector.agency,
    section: foldSection(vector.entries.map(logEntry)), common: foldSection(vector.common.map(logEntry)),
    dueItems: new Set(vector.due_items), photosHeld: new Set(vector.photos_held), waived: new Set(vector.waived), held: new Set(),
  })
  expect(gaps).toEqual(vector.missing)
})
