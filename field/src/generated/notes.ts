// Printed from situation/contract/notes.v1.schema.json by `make reference`; a test fails when it is stale.
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
 * via the `definition` "instant".
 */
export type Instant = string
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "reason".
 */
export type Reason = string

/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "head".
 */
export interface Head {
v: 1
id: Uuid7
walk: Uuid7
/**
 * Who wrote it; sent in their own session
 */
author: string
kind: ("began" | "gathered" | "saw" | "struck" | "ended")
/**
 * The device's wall clock with its offset
 */
device_at: string
mono_ms: number
/**
 * One run of the monotonic clock
 */
boot: string
}
/**
 * WGS84 in ten-millionths of a degree, accuracy in metres.
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
 * Opens a walk: one that was planned, or one on the spot, which then says what it is.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "began".
 */
export interface Began {
on_the_spot?: {
walk_kind: "appraisal"
title: string
municipality: string
agency: string
scheme: string
}
}
/**
 * Who walks along on a safety walk, as counts; in what light; and the weather. Of each the last that was written counts, and what a note does not say stays as it was.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "gathered".
 */
export interface Gathered {
groups?: {
role: ("resident" | "municipality" | "police" | "owner" | "business" | "association")
gender: ("women" | "men" | "other" | "unstated")
age: ("under_18" | "18_29" | "30_64" | "over_64" | "unstated")
count: number
}[]
light?: ("daylight" | "dusk" | "dark")
weather?: string
}
/**
 * Something seen at a place and a time. `attribute` and `score` are of the scheme that an appraisal walks by; the rest of a safety walk: how the place feels, to whom, what it is about, and which point of an earlier walk it looks at anew.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "saw".
 */
export interface Saw {
place?: Place
where?: string
text?: string
attribute?: string
score?: number
feels?: ("unsafe" | "safe")
for_whom?: ("all" | "women" | "men" | "young" | "old" | "disabled")[]
category?: string
again?: Uuid7
photos?: {
sha256: Sha256
bytes: number
}[]
}
/**
 * One's own earlier note, struck out; it stays to be read.
 * 
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "struck".
 */
export interface Struck {
note: Uuid7
reason: Reason
}
/**
 * This interface was referenced by `Nothing`'s JSON-Schema
 * via the `definition` "ended".
 */
export interface Ended {

}
