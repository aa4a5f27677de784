// Printed from docs/reference/openapi.yaml by `make reference`; a test fails when it is stale.
/**
 * * `stored` - stored
 * * `duplicate` - duplicate
 * * `waiting` - waiting
 * * `late` - late
 * * `quarantined` - quarantined
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "EntryResultStatusEnum".
 */
export type EntryResultStatusEnum = ("stored" | "duplicate" | "waiting" | "late" | "quarantined")
/**
 * * `indoor` - indoor
 * * `outdoor` - outdoor
 * * `closed_party` - closed_party
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SpaceEnum".
 */
export type SpaceEnum = ("indoor" | "outdoor" | "closed_party")
/**
 * * `minor` - minor
 * * `serious` - serious
 * * `critical` - critical
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SeverityEnum".
 */
export type SeverityEnum = ("minor" | "serious" | "critical")
/**
 * * `ordinary` - medan servering pågår
 * * `closing` - när serveringen slutar
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "StopOutKindEnum".
 */
export type StopOutKindEnum = ("ordinary" | "closing")
/**
 * * `appraisal` - nattlig genomgång
 * * `safety` - trygghetsvandring
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "WalkOutKindEnum".
 */
export type WalkOutKindEnum = ("appraisal" | "safety")
/**
 * * `all` - alla
 * * `women_led` - alla, ledd av kvinnor
 * * `women_only` - enbart kvinnor
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "WalksForEnum".
 */
export type WalksForEnum = ("all" | "women_led" | "women_only")
/**
 * * `up` - up
 * * `down` - down
 * * `context` - context
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "DirectionEnum".
 */
export type DirectionEnum = ("up" | "down" | "context")
/**
 * * `percent` - percent
 * * `number` - number
 * * `decimal` - decimal
 * * `days` - days
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ShownEnum".
 */
export type ShownEnum = ("percent" | "number" | "decimal" | "days")
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NullEnum".
 */
export type NullEnum = null
/**
 * * `taken` - taken
 * * `held` - held
 * * `set_aside` - set_aside
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NoteResultStatusEnum".
 */
export type NoteResultStatusEnum = ("taken" | "held" | "set_aside")
/**
 * * `agency` - agency
 * * `venue` - venue
 * * `party` - party
 * * `public` - public
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "RecipientKindEnum".
 */
export type RecipientKindEnum = ("agency" | "venue" | "party" | "public")

/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "AgencyOut".
 */
export interface AgencyOut {
municipality: string
municipality_name: string
code: string
/**
 * Items name the kind that owns them
 */
kind: string
name: string
/**
 * Or walks alone
 */
records_visits: boolean
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "AmendIn".
 */
export interface AmendIn {
text: string
admits?: string[]
}
/**
 * What a figure is held against; by the definition of `version`.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "BaselineShape".
 */
export interface BaselineShape {
of: string
value: number
source: string
caveat: string
version: number
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "BatchIn".
 */
export interface BatchIn {
sent: Sent
/**
 * At most 1,000 entries in all
 */
parcels: Parcel[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "Sent".
 */
export interface Sent {
/**
 * The device's wall clock, RFC 3339
 */
device_at: string
/**
 * Its monotonic clock
 */
mono_ms: number
/**
 * The run of that clock
 */
boot: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "Parcel".
 */
export interface Parcel {
stream: string
/**
 * base64url of r ‖ s (ECDSA P-256, SHA-256) over “lykta-parcel-v1⏎”, the stream’s id, “⏎” and SHA-256 of every header
 */
signature: string
entries: WireEntry[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "WireEntry".
 */
export interface WireEntry {
/**
 * Canonical JSON, by the contract’s header
 */
header: string
/**
 * Canonical JSON, by the contract’s kind
 */
payload: string
salt: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "BatchOut".
 */
export interface BatchOut {
/**
 * Another one: offer everything again
 */
epoch: string
received_at: string
results: EntryResult[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "EntryResult".
 */
export interface EntryResult {
stream: string
/**
 * The place within its parcel
 */
index: number
id: (string | null)
status: EntryResultStatusEnum
/**
 * Stable; empty when nothing is to be said
 */
code: string
where: string
/**
 * In the caller’s language
 */
sentence: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "BundleOut".
 */
export interface BundleOut {
epoch: string
/**
 * Forget what you had before
 */
is_whole: boolean
/**
 * Ask again at once with the cursor
 */
has_more: boolean
cursor: string
venues: VenueOut[]
gone: string[]
histories: HistoryOut[]
checklists: ChecklistOut[]
occasions: OccasionOut[]
contacts: ContactOut[]
/**
 * One's own of tonight's round, and later ones
 */
stops: StopOut[]
/**
 * Of last night, and later ones
 */
walks: WalkOut[]
/**
 * What appraisals walk by
 */
schemes: SchemeOut[]
/**
 * What a point may be about
 */
walk_categories: NamedOut[]
/**
 * Pixels, of a shrunk photo
 */
photo_long_edge: number
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "VenueOut".
 */
export interface VenueOut {
id: string
municipality: string
restaurangnummer: (string | null)
name: string
address: string
latitude: (number | null)
longitude: (number | null)
business_kind: string
holder: (string | null)
licence: (LicenceOut | null)
serving_managers: ManagerOut[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "LicenceOut".
 */
export interface LicenceOut {
version: number
duration: string
audiences: string[]
drinks: string[]
spaces: string[]
special_forms: string[]
max_persons: (number | null)
hours_text: string
hours: HoursOut[]
conditions_text: string
conditions: ConditionOut[]
valid_from: (string | null)
valid_to: (string | null)
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "HoursOut".
 */
export interface HoursOut {
space: SpaceEnum
/**
 * 0 = Monday
 */
weekday: number
opens_minute: number
/**
 * Past 1440 after midnight
 */
closes_minute: number
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ConditionOut".
 */
export interface ConditionOut {
kind: string
text: string
amount: (number | null)
applies_from_minute: (number | null)
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ManagerOut".
 */
export interface ManagerOut {
id: string
name: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "HistoryOut".
 */
export interface HistoryOut {
venue: string
agency: string
open_findings: OpenFindingOut[]
tips: TipOut[]
visits: PastVisitOut[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "OpenFindingOut".
 */
export interface OpenFindingOut {
id: string
item: string
severity: string
follow_up: string
text: string
found_on: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "TipOut".
 */
export interface TipOut {
id: number
received_on: string
text: string
is_confirmed: boolean
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "PastVisitOut".
 */
export interface PastVisitOut {
id: string
night: string
kind: string
findings: number
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ChecklistOut".
 */
export interface ChecklistOut {
code: string
name_sv: string
name_en: string
valid_from: string
valid_to: (string | null)
municipality: (string | null)
items: ItemOut[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ItemOut".
 */
export interface ItemOut {
code: string
text_sv: string
text_en: string
lagrum: string
severity: SeverityEnum
follow_ups: string[]
owner: string
valid_from?: string
valid_to?: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "OccasionOut".
 */
export interface OccasionOut {
id: string
municipality: string
night: string
name: string
invited: string[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ContactOut".
 */
export interface ContactOut {
municipality: string
name: string
night_phone: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "StopOut".
 */
export interface StopOut {
id: string
venue: string
night: string
occasion: (string | null)
team: string
kind: StopOutKindEnum
begins_at: string
leaves_at: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "WalkOut".
 */
export interface WalkOut {
id: string
kind: WalkOutKindEnum
title: string
night: string
municipality: string
leader: string
/**
 * The code of one of the schemes; empty of a safety walk
 */
scheme: string
safety: (SafetyOut | null)
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SafetyOut".
 */
export interface SafetyOut {
meets_at: string
meeting_place: string
walks_for: WalksForEnum
route: RouteStopOut[]
/**
 * The points of the walk that is walked again
 */
earlier: EarlierPointOut[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "RouteStopOut".
 */
export interface RouteStopOut {
name: string
latitude: (number | null)
longitude: (number | null)
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "EarlierPointOut".
 */
export interface EarlierPointOut {
id: string
where: string
text: string
feels: string
category: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SchemeOut".
 */
export interface SchemeOut {
code: string
name_sv: string
name_en: string
areas: FocusAreaOut[]
zones: NamedOut[]
/**
 * Lowest first
 */
scale: StepOut[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "FocusAreaOut".
 */
export interface FocusAreaOut {
code: string
name_sv: string
name_en: string
attributes: NamedOut[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NamedOut".
 */
export interface NamedOut {
code: string
name_sv: string
name_en: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "StepOut".
 */
export interface StepOut {
score: number
name_sv: string
name_en: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ColleagueOut".
 */
export interface ColleagueOut {
id: string
name: string
municipality: string
agency: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "DeviceIn".
 */
export interface DeviceIn {
/**
 * Made on the tablet when it is first used
 */
device: string
name: string
/**
 * UUIDv7, made on the tablet
 */
stream: string
municipality: string
agency: string
/**
 * base64url of the SPKI
 */
public_key: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "DeviceOut".
 */
export interface DeviceOut {
stream: string
device: string
name: string
officer: string
municipality: string
agency: string
enrolled_at: string
revoked_at: (string | null)
/**
 * base64url; proves receipts
 */
server_key: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "EntryOut".
 */
export interface EntryOut {
id: string
header_sha256: string
}
/**
 * A number with what it needs to be believed; shares go from 0 to 1. `value` is null
 * where there is nothing to divide by. `part` is empty for the whole.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "FigureShape".
 */
export interface FigureShape {
code: string
part: string
version: number
value: (number | null)
counted: (number | null)
among: (number | null)
low: (number | null)
high: (number | null)
unchecked: (number | null)
waiting: (number | null)
expected: (number | null)
baseline: (BaselineShape | null)
}
/**
 * A definition. `awaits` names the facts that are missing, when it has no value yet.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "IndicatorShape".
 */
export interface IndicatorShape {
code: string
name: Texts
numerator: Texts
denominator: Texts
attributes: string[]
periods: string[]
direction: DirectionEnum
shown: ((ShownEnum | NullEnum) | null)
parts: string[]
version: number
since: string
awaits: (Texts | null)
}
/**
 * A text in both languages.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "Texts".
 */
export interface Texts {
sv: string
en: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NotePhotoOut".
 */
export interface NotePhotoOut {
sha256: string
media_type: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NoteResult".
 */
export interface NoteResult {
/**
 * Of the note’s text as it is held
 */
sha256: string
status: NoteResultStatusEnum
/**
 * Stable; empty when nothing is to be said
 */
code: string
/**
 * In the caller’s language
 */
sentence: string
/**
 * Hashes of its photos that are held
 */
photos: string[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NotesIn".
 */
export interface NotesIn {
sent: Sent
/**
 * At most 200
 */
notes: string[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "NotesOut".
 */
export interface NotesOut {
/**
 * Another one: offer everything again
 */
epoch: string
received_at: string
/**
 * One for each different note
 */
results: NoteResult[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "OfficerOut".
 */
export interface OfficerOut {
id: string
name: string
language: string
}
/**
 * The figures of one agency and period; `published_at` is null while they can change.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "PeriodShape".
 */
export interface PeriodShape {
agency: number
period: string
first: string
last: string
published_at: (string | null)
revision: (number | null)
figures: FigureShape[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "PhotoOut".
 */
export interface PhotoOut {
sha256: string
bytes: number
media_type: string
width: number
height: number
}
/**
 * What every refusal looks like.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
type: string
/**
 * The kind of refusal, in English
 */
title: string
status: number
/**
 * Stable; programs decide by it
 */
code: string
/**
 * A sentence for the person
 */
detail: string
particulars: string[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ReceiptOut".
 */
export interface ReceiptOut {
/**
 * Canonical JSON of a ReceiptBody
 */
receipt: string
/**
 * The server’s, over these very bytes
 */
signature: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ReleaseIn".
 */
export interface ReleaseIn {
recipient_kind: RecipientKindEnum
recipient_name: string
recipient_agency?: string
ground: string
weighing: string
withhold_official_names?: boolean
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "RevokeIn".
 */
export interface RevokeIn {
reason: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SealIn".
 */
export interface SealIn {
waived?: WaiverIn[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "WaiverIn".
 */
export interface WaiverIn {
stream: string
reason: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SealOut".
 */
export interface SealOut {
visit: string
section: string
sealed_at: string
/**
 * Hex SHA-256 of the sealing entry’s header
 */
seal: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "SessionOut".
 */
export interface SessionOut {
officer: OfficerOut
/**
 * For which this person records
 */
agencies: AgencyOut[]
colleagues: ColleagueOut[]
epoch: string
/**
 * base64url; proves receipts
 */
server_key: string
/**
 * base64url; opens rescue files
 */
rescue_key: string
/**
 * To be sent as X-CSRFToken
 */
csrf: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "VisitEntry".
 */
export interface VisitEntry {
id: string
section: string
kind: string
author: string
author_name: string
stream: string
seq: number
recorded_at: string
payload: (string | null)
is_desk: boolean
is_late: boolean
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "VisitOut".
 */
export interface VisitOut {
id: string
venue: string
visit_kind: string
checklist: string
night: string
sections: VisitSection[]
entries: VisitEntry[]
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "VisitSection".
 */
export interface VisitSection {
code: string
sealed_at: (string | null)
seal: (string | null)
}
