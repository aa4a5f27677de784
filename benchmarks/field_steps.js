// What the bench of the tablet does in the page. Each function gives the milliseconds of one turn:
// `floors` of the least work that any application must do, `steps` as a person would do it.
({
  floors: {
    start: async () => {
        const rows = Array.from({length: 20000}, (_, n) => ({id: n, name: 'Påhitt ' + n, address: 'Exempelgatan ' + n,
            licence: {hours: [], conditions: [], hours_text: '11:00-01:00', conditions_text: 'Två ordningsvakter'}}))
        const text = JSON.stringify(rows)
        const begins = performance.now()
        const typed = await crypto.subtle.importKey('raw', new Uint8Array(6), 'PBKDF2', false, ['deriveBits'])
        await crypto.subtle.deriveBits({name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16), iterations: 600000}, typed, 256)
        JSON.parse(text)
        return performance.now() - begins
    },
    search: async () => {
        self.texts ??= Array.from({length: 20000}, (_, n) => 'påhitt ' + n + ' exempelgatan ' + n)
        const begins = performance.now()
        self.texts.filter(one => one.includes('gatan 19'))
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
        return performance.now() - begins
    },
    open: async () => {
        const begins = performance.now()
        const box = document.createElement('div')
        box.innerHTML = Array.from({length: 36}, () => '<p>Punkt</p><button>1</button><button>2</button><button>3</button><button>4</button>').join('')
        document.body.append(box)
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
        box.remove()
        return performance.now() - begins
    },
    answer: async () => {
        self.base ??= await new Promise(done => { const asked = indexedDB.open('floor', 1)
            asked.onupgradeneeded = () => asked.result.createObjectStore('rows', {autoIncrement: true})
            asked.onsuccess = () => done(asked.result) })
        const begins = performance.now()
        await new Promise(done => { const work = self.base.transaction('rows', 'readwrite', {durability: 'strict'})
            work.objectStore('rows').add(new Uint8Array(1500)); work.oncomplete = done })
        return performance.now() - begins
    },
  },
  steps: {
    start: async pin => {
        const box = document.querySelector('input[type=password]')
        box.value = pin
        box.dispatchEvent(new Event('input', {bubbles: true}))
        await new Promise(done => setTimeout(done, 100)) // until the page has heard it
        const begins = performance.now()
        document.querySelector('button[type=submit]').click()
        while (!document.querySelector('#search')) await new Promise(done => requestAnimationFrame(done))
        return performance.now() - begins
    },
    search: async number => {
        const box = document.querySelector('#search')
        const begins = performance.now()
        box.value = 'gatan 19' + number
        box.dispatchEvent(new Event('input', {bubbles: true}))
        while (!document.querySelector('.list a strong')?.textContent.includes('Påhitt')) await new Promise(done => requestAnimationFrame(done))
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
        const took = performance.now() - begins
        box.value = ''
        box.dispatchEvent(new Event('input', {bubbles: true}))
        await new Promise(done => setTimeout(done, 50))
        return took
    },
    open: async visit => {
        location.hash = '#/tonight'
        while (!document.querySelector('#search')) await new Promise(done => requestAnimationFrame(done))
        const begins = performance.now()
        location.hash = '#/visit/' + visit + '/list'
        while (document.querySelectorAll('.items li').length < 30) await new Promise(done => requestAnimationFrame(done))
        return performance.now() - begins
    },
    answer: async number => {
        const rows = document.querySelectorAll('.items li')
        const [ok, , other] = rows[number % rows.length].querySelectorAll('button')
        const button = ok.getAttribute('aria-pressed') === 'true' ? other : ok
        document.querySelector('.toast').textContent = ''
        const begins = performance.now()
        button.click()
        while (button.getAttribute('aria-busy') === 'true' || !button.textContent.startsWith('✓')) await new Promise(done => setTimeout(done))
        return performance.now() - begins
    },
  },
})
