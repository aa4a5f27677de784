// Every word of the application, in Swedish; `en.ts` has the same in English, and the compiler
// sees to it that none is missing.
export const sv = {
  app: 'Lykta på plats',
  setUp: {
    title: 'Gör plattan redo', intro: 'Logga in en gång med nät. Därefter öppnas Lykta med din kod, också utan täckning.',
    signIn: 'Logga in', noNet: 'Det finns inget nät. Anslut plattan och försök igen.', again: 'Försök igen', agency: 'Myndighet',
    pin: 'Välj en kod (minst 6 tecken)', pinAgain: 'Koden en gång till', short: 'Koden ska ha minst 6 tecken.', simple: 'Koden är för lätt att gissa. Välj en annan.',
    differs: 'Koderna är inte lika. Skriv båda igen.', make: 'Gör redo', device: 'Plattans namn', working: 'Hämtar registret …',
    noRole: 'Du har ingen roll som inspektör. Be din administratör.', another: 'En annan inspektör ska använda plattan',
    pinWhy: 'Koden låser det som ligger på plattan. Ingen annan kan den; glöms den kan kommunen ändå rädda det som inte skickats.',
  },
  lock: { title: 'Lås upp', pin: 'Kod', open: 'Öppna', wrong: 'Fel kod.', shut: (seconds: number) => `För många fel. Vänta ${seconds} sekunder.`, whose: 'Vem är du?', otherTab: 'Lykta är öppen i en annan flik. Stäng den, eller fortsätt här.', here: 'Fortsätt här' },
  nav: { tonight: 'I kväll', handBack: 'Lämna tillbaka', lock: 'Lås', back: 'Tillbaka' },
  ready: (venues: string, size: string, until: string) => `Redo för kvällen: ${venues} serveringsställen, ${size}, fungerar utan nät till ${until}`,
  notReady: 'Inget register på plattan än. Hämta det med nät innan ni går ut.', stale: 'Registret är gammalt. Hämta det igen innan ni går ut.', fetch: 'Hämta registret', fetching: (count: number) => `Hämtar … ${count} serveringsställen`,
  persisted: 'Plattan lovar att behålla det som sparas.', notPersisted: 'Plattan kan rensa det som sparas. Lägg Lykta på hemskärmen och öppna den därifrån.',
  install: 'Installera på hemskärmen', update: 'En ny version finns. Den tas i bruk när inget besök är öppet.', updateNow: 'Byt till nya versionen',
  search: { label: 'Sök serveringsställe', hits: (count: number) => `${count} träffar`, none: 'Inget ställe passar. Sök på namn, gata, nummer eller innehavare.', all: 'Alla ställen' },
  tonight: { visits: 'Kvällens besök', none: 'Inga besök än i kväll. Sök ett ställe och börja.', round: 'Kvällens runda', roundNone: 'Fäst ställen här med nålen på deras kort.', earlier: 'Tidigare besök', map: 'Karta' },
  venue: {
    hours: 'Tider i kväll', hoursNone: 'inga kända', permitted: 'Tillåtet antal', conditions: 'Villkor', holder: 'Innehavare', managers: 'Serveringsansvariga', none: 'ingen känd',
    open: 'Öppna brister', openNone: 'Inga öppna brister hos din myndighet.', last: 'Senaste besök', lastNone: 'Inget besök av din myndighet.', findings: (count: number) => count === 1 ? '1 brist' : `${count} brister`,
    call: 'Vem ringer man', callText: 'Fara för liv: 112. Polis annars: 114 14.', pin: 'Fäst i rundan', unpin: 'Ta ur rundan', start: 'Börja besök', join: 'Anslut till ett besök', number: 'Restaurangnummer',
    kind: 'Slag av tillsyn', kinds: { outer: 'yttre tillsyn (på plats)', preventive: 'förebyggande', inner: 'inre (vid skrivbordet)' }, occasion: 'Gemensam kväll', noOccasion: 'ingen', who: 'Vilka är med?', begin: 'Börja nu', gone: 'Stället finns inte i registret på plattan.',
    code: 'Kod från den andra plattan', joinNow: 'Anslut', wrongCode: 'Koden hör inte till det här stället i kväll. Kontrollera stället och koden.', noChecklist: 'Ingen checklista gäller i dag. Hämta registret.',
  },
  visit: {
    tabs: { list: 'Lista', watch: 'Se', count: 'Räkna', notes: 'Bild och text', leave: 'Gå' }, code: 'Kod för kollegor', codeWhy: 'En kollega söker samma ställe, väljer Anslut och skriver koden.', closed: 'Stängt på plats', sealed: 'Förseglat', ongoing: 'Pågår', arrived: (time: string) => `framme ${time}`,
    saved: 'Sparat', notSaved: 'Inte sparat', full: 'Plattan är full. Texten behövs: ta bort annat från plattan och spara igen.', heard: 'Hör efter vad andra skrivit',
    conflicts: 'Svar som skiljer sig', this: 'Det här gäller', because: 'därför att', settle: 'Avgör', mine: 'på den här plattan', reopened: 'Du skriver i ett besök som är stängt på plats. Stäng det igen när du är klar.',
  },
  place: { door: 'Dörr', bar: 'Bar', floor: 'Lokal', kitchen: 'Kök', office: 'Kontor', elsewhere: 'Övrigt' },
  value: { ok: 'Ok', finding: 'Brist', not_applicable: 'Ej aktuellt', not_checked: 'Ej kontrollerat' },
  list: { left: (count: number) => `${count} kvar`, unfit: (count: number) => `${count} punkter passar inte stället eller timmen`, unfitAll: 'Svara ”ej aktuellt” på dem', show: 'Visa dem', hide: 'Dölj dem', before: 'Har hänt här förr', rest: 'Det sista' },
  severity: { minor: 'mindre', serious: 'allvarlig', critical: 'kritisk' },
  finding: {
    title: 'Brist', law: 'Lagrum som gäller i kväll', severity: 'Allvar', evidence: 'Vad som behöver dokumenteras', history: 'Har hänt här förr', historyNone: 'Inte känt från din myndighets besök.', follows: 'Vad som följer', text: 'Vad såg ni?', corrected: 'Rättat på plats', followUp: 'Uppföljning', save: 'Spara bristen', photo: 'Ta bild', cancel: 'Avbryt', need: 'Skriv vad ni såg.', more: 'En brist till på samma punkt',
    evidenceBy: { critical: 'Vem som såg det, klockslag, hur det syntes, vad personalen gjorde. Två inspektörer bör ha sett det. Bild utan gäster.', serious: 'Klockslag, plats i lokalen, vad som sas. Bild utan gäster där det går.', minor: 'Kort beskrivning; bild om det hjälper.' },
  },
  follow: { F1: 'anteckning, åtgärdas till nästa besök', F2: 'brev och återbesök inom 30 dagar', F3: 'ärende öppnas, återbesök inom 14 dagar', F4: 'ärende och polisanmälan, återbesök inom 7 dagar', F5: 'lämnas till ansvarig myndighet' },
  personal: 'Det ser ut som ett personnummer. Gäster ska aldrig kunna kännas igen: stryk det.',
  watch: {
    title: 'Iakttagelse av servering', start: 'Ny iakttagelse', again: 'Samma gäst igen', level: 'Grad', signs: 'Tecken', did: 'Vad personalen gjorde', drink: 'Dryck', where: 'Var', save: 'Spara iakttagelsen', comment: 'Anteckning, aldrig om vem', none: 'Inga iakttagelser än.', never: 'Ingen gäst beskrivs så att den kan kännas igen.', needLevel: 'Välj grad.',
    levels: { sober: 'opåverkad', lightly: 'lätt påverkad', noticeably: 'märkbart påverkad', heavily: 'kraftigt påverkad' },
    signsBy: { gaze: 'blick', unsteady: 'ostadig', eyelids: 'tunga ögonlock', fumbling: 'fumlig', disturbing: 'stör andra', slow_to_grasp: 'svårt att förstå', loud: 'högljudd', dozing: 'somnar till', slurred: 'sluddrar', elated: 'upprymd', wide_gestures: 'stora gester', other: 'annat' },
    didBy: { served: 'serverade', refused: 'nekade', water_or_food: 'vatten eller mat', removed: 'avvisade', nothing: 'gjorde inget' },
    drinks: { spirits: 'sprit', wine: 'vin', strong_beer: 'starköl', other_fermented: 'cider o.d.', folkol: 'folköl', non_alcoholic: 'alkoholfritt', not_seen: 'syntes inte' },
    places: { entrance: 'entré', queue: 'kö', bar: 'bar', floor: 'golv', table: 'bord', toilets: 'toalett', outdoor: 'uteservering', outside: 'utanför' },
  },
  count: { title: 'Räkna gäster', in: 'In', out: 'Ut', inside: 'inne nu', permitted: (count: number) => `tillåtet ${count}`, over: 'Fler än tillåtet', save: 'Spara räkningen', guards: 'Ordningsvakter', staff: 'Personal', queue: 'Kö', set: 'Räknat antal gäster', saved: 'Räkningar', nothing: 'Ange minst ett antal.' },
  notes: { title: 'Anteckning', text: 'Skriv fritt', save: 'Spara anteckningen', photo: 'Ta bild', caption: 'Bildtext', draw: 'Rita på bilden', keep: 'Spara med ritning', skip: 'Utan ritning', present: 'Serveringsansvarig på plats', presentOther: 'Någon annan', presentName: 'Namn', presentSave: 'Anteckna', gone: 'Bilden gick inte att läsa.', photos: 'Bilder', photoKept: 'Bilden är sparad på plattan.' },
  gap: {
    nothing_recorded: 'Inget är antecknat än.', unanswered: (count: number) => `${count} punkter saknar svar`, conflict: 'Svar som skiljer sig måste avgöras', device_open: '', entry_awaited: '', photo_awaited: '', entry_held: 'Poster väntar på samordnaren',
    signature: 'Någon från stället ska skriva under, eller avböja', second_officer: 'Två inspektörer är regel. Skriv varför ni är en.',
  },
  leave: {
    title: 'Innan ni går', missing: 'Det här saknas', nothing: 'Inget saknas.', rest: (count: number) => `Svara ”ej kontrollerat” på ${count} punkter`, summary: 'Vad stället får veta', show: 'Visa stort', small: 'Tillbaka', sign: 'Skriv under', decline: 'Vill inte skriva under', reason: 'Skäl', name: 'Namn som det skrivs', role: 'I egenskap av',
    roles: { serving_manager: 'serveringsansvarig', holder: 'innehavare', staff: 'personal', inspector: 'inspektör' }, clear: 'Sudda', keep: 'Spara underskriften', empty: 'Rutan är tom. Skriv under med finger eller penna.', needName: 'Skriv namnet.', needReason: 'Skriv skälet, minst tre tecken.', signed: (name: string) => `${name} har skrivit under.`, declined: 'Avböjde att skriva under.',
    alone: 'Skäl till att en inspektör är ensam', close: 'Stäng besöket', closedNow: 'Besöket är stängt på plats. Det skickas när det finns nät.', seal: 'Försegla avsnittet', sealed: 'Avsnittet är förseglat.', people: 'Vilka är med', closeFirst: 'Avgör det som saknas först.', sealWhy: 'När alla plattors poster är framme kan avsnittets ansvariga försegla.',
  },
  summary: {
    heading: (venue: string, night: string) => `Tillsyn på ${venue}, natten ${night}.`, checked: (count: number) => `Vi har kontrollerat ${count} punkter.`, nothing: 'Vi har inte funnit några brister i det vi kontrollerade.',
    finding: (item: string, text: string, corrected: boolean) => `Brist: ${item}. ${text}${corrected ? ' Rättades på plats.' : ''}`, follow: (code: string) => `Det som följer: ${code}.`, observed: (time: string, level: string, did: string) => `Klockan ${time} såg vi en gäst som var ${level}. Personalen: ${did || 'syntes inte'}.`,
    counted: (time: string, guests: number, permitted: number | null) => `Klockan ${time} räknade vi ${guests} gäster${permitted === null ? '' : `; högst ${permitted} är tillåtna`}.`, next: 'Ni får ett protokoll och kan svara på det. En anmärkning är inte en påföljd.',
  },
  sync: { idle: 'Allt är hos servern', sending: 'Skickar …', waiting: 'På plattan, inget nät', sign_in: 'Logga in för att skicka', refused: 'Servern sade nej', count: (entries: number, photos: number) => `${entries} poster och ${photos} bilder ligger bara här`, oldest: (hours: number) => `äldsta ${hours} tim`, now: 'Skicka nu', signIn: 'Logga in' },
  back: {
    title: 'Lämna tillbaka plattan', safe: 'Det är tryggt att lämna tillbaka plattan', notSafe: 'Lämna inte tillbaka plattan än', here: 'På plattan', server: 'Hos servern', entries: 'Poster', findings: 'Brister', photos: 'Bilder', bytes: 'Byte i bilder', missing: 'Saknas hos servern', quarantine: (count: number) => `${count} poster är framme och väntar på samordnaren.`, proved: 'Serverns kvitto', ask: 'Hämta kvitto', noNet: 'Kvittot behöver nät.', other: 'En annan person är inloggad. Logga in som den som har skrivit.', forged: 'Kvittot har inte serverns underskrift. Fråga förvaltaren.',
    perVisit: 'Besök för besök', state: { here: 'på plattan', sending: 'skickas', held: 'hos servern' }, rescue: 'Nödfil', rescueWhy: 'En fil med allt som inte är skickat, låst för kommunen. En samordnare kan läsa in den.', rescueMake: 'Spara nödfilen', flagged: 'Behöver samordnarens öga',
  },
  errors: { unforeseen: 'Något gick fel. Det som är sparat är kvar. Öppna Lykta igen.' },
}
export type Words = typeof sv
