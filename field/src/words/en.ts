// The same words in English.
import type { Words } from './sv'

export const en: Words = {
  app: 'Lykta on site',
  setUp: {
    title: 'Make the tablet ready', intro: 'Sign in once with a net. From then on Lykta opens with your PIN, also without coverage.',
    signIn: 'Sign in', noNet: 'There is no net. Connect the tablet and try again.', again: 'Try again', agency: 'Agency',
    pin: 'Choose a PIN (6 characters or more)', pinAgain: 'The PIN once more', short: 'The PIN needs 6 characters or more.', simple: 'The PIN is too easy to guess. Choose another.',
    differs: 'The PINs differ. Write both again.', make: 'Make ready', device: 'Name of the tablet', working: 'Fetching the register …',
    noRole: 'You have no role as inspector. Ask your administrator.', another: 'Another inspector is to use the tablet',
    pinWhy: 'The PIN locks what lies on the tablet. Nobody else knows it; if it is forgotten, the municipality can still rescue what was not sent.',
  },
  lock: { title: 'Unlock', pin: 'PIN', open: 'Open', wrong: 'Wrong PIN.', shut: seconds => `Too many wrong tries. Wait ${seconds} seconds.`, whose: 'Who are you?', otherTab: 'Lykta is open in another tab. Close that one, or go on here.', here: 'Go on here' },
  nav: { tonight: 'Tonight', handBack: 'Hand back', lock: 'Lock', back: 'Back' },
  ready: (venues, size, until) => `Ready for tonight: ${venues} venues, ${size}, works offline until ${until}`,
  notReady: 'No register on the tablet yet. Fetch it with a net before you go out.', stale: 'The register is old. Fetch it again before you go out.', fetch: 'Fetch the register', fetching: count => `Fetching … ${count} venues`,
  persisted: 'The tablet promises to keep what is saved.', notPersisted: 'The tablet may clear what is saved. Put Lykta on the home screen and open it there.',
  install: 'Install to the home screen', update: 'A new version is here. It is taken into use when no visit is open.', updateNow: 'Change to the new version',
  search: { label: 'Search venues', hits: count => `${count} hits`, none: 'No venue fits. Search by name, street, number or holder.', all: 'All venues' },
  tonight: { visits: 'Tonight’s visits', none: 'No visits yet tonight. Find a venue and begin.', round: 'Tonight’s round', roundNone: 'Pin venues here from their cards.', earlier: 'Earlier visits', map: 'Map' },
  venue: {
    hours: 'Hours tonight', hoursNone: 'none known', permitted: 'Permitted number', conditions: 'Conditions', holder: 'Holder', managers: 'Serving managers', none: 'none known',
    open: 'Open findings', openNone: 'No open findings of your agency.', last: 'Last visits', lastNone: 'No visit by your agency.', findings: count => count === 1 ? '1 finding' : `${count} findings`,
    call: 'Who to call', callText: 'Danger to life: 112. Police otherwise: 114 14.', pin: 'Pin to the round', unpin: 'Take out of the round', start: 'Start visit', join: 'Join a visit', number: 'Restaurant number',
    kind: 'Kind of supervision', kinds: { outer: 'outer (on site)', preventive: 'preventive', inner: 'inner (at the desk)' }, occasion: 'Joint night', noOccasion: 'none', who: 'Who takes part?', begin: 'Begin now', gone: 'The venue is not in the register on the tablet.',
    code: 'Code from the other tablet', joinNow: 'Join', wrongCode: 'The code does not belong to this venue tonight. Check the venue and the code.', noChecklist: 'No checklist is valid today. Fetch the register.',
  },
  visit: {
    tabs: { list: 'List', watch: 'Watch', count: 'Count', notes: 'Photo and text', leave: 'Leave' }, code: 'Code for colleagues', codeWhy: 'A colleague finds the same venue, chooses Join and writes the code.', closed: 'Closed on site', sealed: 'Sealed', ongoing: 'Going on', arrived: time => `arrived ${time}`,
    saved: 'Saved', notSaved: 'Not saved', full: 'The tablet is full. The text matters: remove other things from the tablet and save again.', heard: 'Hear what others wrote',
    conflicts: 'Answers that differ', this: 'This one stands', because: 'because', settle: 'Settle', mine: 'on this tablet', reopened: 'You are writing in a visit that is closed on site. Close it again when you are done.',
  },
  place: { door: 'Door', bar: 'Bar', floor: 'Floor', kitchen: 'Kitchen', office: 'Office', elsewhere: 'Elsewhere' },
  value: { ok: 'OK', finding: 'Finding', not_applicable: 'Not applicable', not_checked: 'Not checked' },
  list: { left: count => `${count} left`, unfit: count => `${count} items do not fit the venue or the hour`, unfitAll: 'Answer “not applicable” to them', show: 'Show them', hide: 'Hide them', before: 'Happened here before', rest: 'The last ones' },
  severity: { minor: 'minor', serious: 'serious', critical: 'critical' },
  finding: {
    title: 'Finding', law: 'Law in force tonight', severity: 'Severity', evidence: 'What must be documented', history: 'Happened here before', historyNone: 'Not known from your agency’s visits.', follows: 'What follows', text: 'What did you see?', corrected: 'Put right on site', followUp: 'Follow-up', save: 'Save the finding', photo: 'Take a photo', cancel: 'Cancel', need: 'Write what you saw.', more: 'Another finding on the same item',
    evidenceBy: { critical: 'Who saw it, when, how it showed, what staff did. Two inspectors should have seen it. A photo without guests.', serious: 'Time, place in the room, what was said. A photo without guests where possible.', minor: 'A short description; a photo if it helps.' },
  },
  follow: { F1: 'a note, to be put right by the next visit', F2: 'a letter and a re-visit within 30 days', F3: 'a case is opened, re-visit within 14 days', F4: 'a case and a police report, re-visit within 7 days', F5: 'handed to the agency in charge' },
  personal: 'This looks like a personal number. No guest may ever be identified: strike it out.',
  watch: {
    title: 'Observation of serving', start: 'New observation', again: 'The same guest again', level: 'Level', signs: 'Signs', did: 'What staff did', drink: 'Drink', where: 'Where', save: 'Save the observation', comment: 'Note, never about who', none: 'No observations yet.', never: 'No guest is described so that they can be recognised.', needLevel: 'Choose a level.',
    levels: { sober: 'not affected', lightly: 'lightly affected', noticeably: 'noticeably affected', heavily: 'heavily affected' },
    signsBy: { gaze: 'gaze', unsteady: 'unsteady', eyelids: 'heavy eyelids', fumbling: 'fumbling', disturbing: 'disturbs others', slow_to_grasp: 'slow to grasp', loud: 'loud', dozing: 'dozing', slurred: 'slurred', elated: 'elated', wide_gestures: 'wide gestures', other: 'other' },
    didBy: { served: 'served', refused: 'refused', water_or_food: 'water or food', removed: 'removed', nothing: 'did nothing' },
    drinks: { spirits: 'spirits', wine: 'wine', strong_beer: 'strong beer', other_fermented: 'cider etc.', folkol: 'folköl', non_alcoholic: 'non-alcoholic', not_seen: 'not seen' },
    places: { entrance: 'entrance', queue: 'queue', bar: 'bar', floor: 'floor', table: 'table', toilets: 'toilets', outdoor: 'outdoors', outside: 'outside' },
  },
  count: { title: 'Count guests', in: 'In', out: 'Out', inside: 'inside now', permitted: count => `permitted ${count}`, over: 'More than permitted', save: 'Save the count', guards: 'Guards', staff: 'Staff', queue: 'Queue', set: 'Guests counted', saved: 'Counts', nothing: 'Give at least one number.' },
  notes: { title: 'Note', text: 'Write freely', save: 'Save the note', photo: 'Take a photo', caption: 'Caption', draw: 'Draw on the photo', keep: 'Save with the drawing', skip: 'Without drawing', present: 'Serving manager on site', presentOther: 'Somebody else', presentName: 'Name', presentSave: 'Note', gone: 'The picture could not be read.', photos: 'Photos', photoKept: 'The photo is saved on the tablet.' },
  gap: {
    nothing_recorded: 'Nothing is recorded yet.', unanswered: count => `${count} items lack an answer`, conflict: 'Answers that differ must be settled', device_open: '', entry_awaited: '', photo_awaited: '', entry_held: 'Entries wait for the coordinator',
    signature: 'Somebody of the venue signs, or declines to', second_officer: 'Two inspectors are the norm. Write why you are alone.',
  },
  leave: {
    title: 'Before you leave', missing: 'This is missing', nothing: 'Nothing is missing.', rest: count => `Answer “not checked” to ${count} items`, summary: 'What the venue is told', show: 'Show large', small: 'Back', sign: 'Sign', decline: 'Declines to sign', reason: 'Reason', name: 'Name as written', role: 'As',
    roles: { serving_manager: 'serving manager', holder: 'holder', staff: 'staff', inspector: 'inspector' }, clear: 'Clear', keep: 'Save the signature', empty: 'The box is empty. Sign with a finger or a pen.', needName: 'Write the name.', needReason: 'Write the reason, three letters at least.', signed: name => `${name} has signed.`, declined: 'Declined to sign.',
    alone: 'Why one inspector is alone', close: 'Close the visit', closedNow: 'The visit is closed on site. It is sent when there is a net.', seal: 'Seal the section', sealed: 'The section is sealed.', people: 'Who takes part', closeFirst: 'Settle what is missing first.', sealWhy: 'When the entries of all tablets are in, the section’s lead may seal it.',
  },
  summary: {
    heading: (venue, night) => `Supervision at ${venue}, the night of ${night}.`, checked: count => `We have checked ${count} items.`, nothing: 'We have found no deficiency in what we checked.',
    finding: (item, text, corrected) => `Finding: ${item}. ${text}${corrected ? ' Put right on site.' : ''}`, follow: code => `What follows: ${code}.`, observed: (time, level, did) => `At ${time} we saw a guest who was ${level}. Staff: ${did || 'not seen'}.`,
    counted: (time, guests, permitted) => `At ${time} we counted ${guests} guests${permitted === null ? '' : `; at most ${permitted} are permitted`}.`, next: 'You will get a protocol and may reply to it. A remark is not a sanction.',
  },
  sync: { idle: 'Everything is held by the server', sending: 'Sending …', waiting: 'On this tablet, no net', sign_in: 'Sign in to send', refused: 'The server said no', count: (entries, photos) => `${entries} entries and ${photos} photos lie here only`, oldest: hours => `oldest ${hours} h`, now: 'Send now', signIn: 'Sign in' },
  back: {
    title: 'Hand back the tablet', safe: 'Safe to hand back the tablet', notSafe: 'Do not hand back the tablet yet', here: 'On this tablet', server: 'Held by the server', entries: 'Entries', findings: 'Findings', photos: 'Photos', bytes: 'Bytes of photos', missing: 'Missing on the server', quarantine: count => `${count} entries have arrived and wait for the coordinator.`, proved: 'The server’s receipt', ask: 'Get a receipt', noNet: 'The receipt needs a net.', other: 'Somebody else is signed in. Sign in as who has written.', forged: 'The receipt lacks the server’s signature. Ask the administrator.',
    perVisit: 'Visit by visit', state: { here: 'on this tablet', sending: 'sending', held: 'held by the server' }, rescue: 'Rescue file', rescueWhy: 'One file with everything that is not sent, locked for the municipality. A coordinator can bring it in.', rescueMake: 'Save the rescue file', flagged: 'Needs the coordinator’s eye',
  },
  errors: { unforeseen: 'Something went wrong. What was saved is still there. Open Lykta again.' },
}
