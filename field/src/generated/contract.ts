// Printed from inspections/contract/entries.v1.schema.json by `make reference`; a test fails when it is stale.
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "uuid".
 */
export type Uuid = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "uuid7".
 */
export type Uuid7 = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "sha256".
 */
export type Sha256 = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "count".
 */
export type Count = number
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "instant".
 */
export type Instant = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "name".
 */
export type Name = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "text".
 */
export type Text = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "reason".
 */
export type Reason = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "item".
 */
export type Item = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "agency".
 */
export type Agency = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "entries".
 */
export type Entries = Uuid7[]

/**
 * Where the device was: WGS84 in ten-millionths of a degree, accuracy in metres.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "place".
 */
export interface Place {
latitude_e7: number
longitude_e7: number
accuracy_m?: number
}
/**
 * What a photo or a note is about; absent for the visit as a whole.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "about".
 */
export interface About {
item?: Item
finding?: Uuid7
observation?: Uuid7
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "file".
 */
export interface File {
sha256: Sha256
bytes: number
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "finding".
 */
export interface Finding {
id: Uuid7
text: Text
follow_up?: ("F1" | "F2" | "F3" | "F4" | "F5")
corrected_on_site?: boolean
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "header".
 */
export interface Header {
v: 1
id: Uuid7
visit: Uuid7
/**
 * “common” or the code of an agency
 */
section: string
kind: ("started" | "joined" | "arrived" | "left" | "present" | "answered" | "observed" | "counted" | "photographed" | "noted" | "retracted" | "signed" | "declined_to_sign" | "informed" | "closed" | "sealed" | "amended" | "released" | "same_visit")
/**
 * The officer of the stream
 */
author: string
stream: Uuid7
/**
 * Unbroken within the stream
 */
seq: number
/**
 * The device's wall clock with its offset
 */
device_at: string
/**
 * Milliseconds since boot began
 */
mono_ms: number
/**
 * One run of the monotonic clock
 */
boot: string
/**
 * SHA-256(salt ‖ payload)
 */
payload_hash: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "payload".
 */
export interface Payload {
comment?: string
}
/**
 * Opens the visit. Belongs to the common section.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "started".
 */
export interface Started {
venue: Uuid
visit_kind: ("preventive" | "inner" | "outer")
checklist: string
occasion?: Uuid
stop?: Uuid
comment?: string
}
/**
 * An officer takes part, with or without a device of their own.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "joined".
 */
export interface Joined {
officer: Uuid
agency: Agency
comment?: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "arrived".
 */
export interface Arrived {
place?: Place
comment?: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "left".
 */
export interface Left {
place?: Place
comment?: string
}
/**
 * The serving manager (serveringsansvarig) met on site; `manager` when notified, `name` as stated otherwise.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "present".
 */
export interface Present {
manager?: Uuid
name?: Name
comment?: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "answered".
 */
export interface Answered {
item: Item
value: ("ok" | "finding" | "not_applicable" | "not_checked")
findings?: Finding[]
supersedes: Entries
/**
 * Why this one, when it settles a conflict
 */
reason?: string
comment?: string
}
/**
 * One timed observation of serving. Never a person: entries of one observation over time share `observation`.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "observed".
 */
export interface Observed {
observation: Uuid7
level: ("sober" | "lightly" | "noticeably" | "heavily")
signs: ("gaze" | "unsteady" | "eyelids" | "fumbling" | "disturbing" | "slow_to_grasp" | "loud" | "dozing" | "slurred" | "elated" | "wide_gestures" | "other")[]
staff_did: ("served" | "refused" | "water_or_food" | "removed" | "nothing")[]
drink?: ("spirits" | "wine" | "strong_beer" | "other_fermented" | "folkol" | "non_alcoholic" | "not_seen")
where?: ("entrance" | "queue" | "bar" | "floor" | "table" | "toilets" | "outdoor" | "outside")
seen_by?: Uuid[]
comment?: string
}
/**
 * Head counts at one moment; what was not counted is left out.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "counted".
 */
export interface Counted {
guests?: Count
/**
 * Serving staff on duty.
 */
serving?: number
/**
 * Of those who serve, how many showed or have a certificate that holds.
 */
trained?: number
staff?: Count
guards?: Count
queue?: Count
comment?: string
}
/**
 * The files of one photo. `shrunk` is what is sent always, `original` on request, `drawn` when marks were made.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "photographed".
 */
export interface Photographed {
original?: File
shrunk: File
drawn?: File
about?: About
caption?: string
comment?: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "noted".
 */
export interface Noted {
text: Text
about?: About
comment?: string
}
/**
 * One's own earlier entry struck out; it stays readable.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "retracted".
 */
export interface Retracted {
entry: Uuid7
reason: Reason
comment?: string
}
/**
 * Strokes as pairs of integers on a surface of `width` × `height`, and the hash of the summary that was shown.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "signed".
 */
export interface Signed {
role: ("inspector" | "serving_manager" | "holder" | "staff")
name: Name
strokes: number[][][]
width: number
height: number
summary_sha256: Sha256
comment?: string
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "declined_to_sign".
 */
export interface DeclinedToSign {
role: ("inspector" | "serving_manager" | "holder" | "staff")
name?: Name
reason: Reason
comment?: string
}
/**
 * What the venue was told before the officers left, in the words that were shown, and the address to which they are mailed.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "informed".
 */
export interface Informed {
text: string
language: ("sv" | "en")
mail_to?: string
comment?: string
}
/**
 * At the venue, per device: the ids of the entries that this device holds for the section.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "closed".
 */
export interface Closed {
entries: Entries
/**
 * Why one officer was alone, when two are the norm
 */
single_officer_reason?: string
comment?: string
}
/**
 * By the server for the section's lead: what the seal covers and the seal before it.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "sealed".
 */
export interface Sealed {
covers: Entries
covers_sha256: Sha256
previous: Sha256
/**
 * What the register said on the day of the seal: venue, holder, licence, people. Texts and integers only.
 */
heading?: {

}
waived: {
stream: Uuid7
reason: Reason
}[]
comment?: string
}
/**
 * An addition to a section, the admission of entries, or the destruction of contents by a decision of two people.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "amended".
 */
export interface Amended {
destroys?: Entries
text: Text
admits: Entries
admits_sha256: Sha256
previous: Sha256
comment?: string
}
/**
 * That the section's content was given to somebody: what, to whom, on which ground, after which weighing.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "released".
 */
export interface Released {
recipient: {
kind: ("agency" | "venue" | "party" | "public")
agency?: Agency
name: Name
}
ground: Reason
weighing: Reason
withhold_official_names?: boolean
snapshot_sha256: Sha256
previous: Sha256
comment?: string
}
/**
 * Two visits begun apart were one.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "same_visit".
 */
export interface SameVisit {
other: Uuid7
reason: Reason
comment?: string
}
