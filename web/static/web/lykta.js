// Small conveniences. Every page works without them.
document.documentElement.classList.add('scripted')

const menu = document.querySelector('.menu')
const rail = document.querySelector('.rail')
menu?.addEventListener('click', () => {
  const open = rail.classList.toggle('open')
  menu.setAttribute('aria-expanded', String(open))
  if (open) rail.querySelector('a')?.focus()
})

document.addEventListener('keydown', event => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]')
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector('.search input')
    if (search) { event.preventDefault(); search.focus() }
  }
  if (event.key === 'Escape') document.querySelectorAll('.who[open]').forEach(one => { one.open = false })
})

// After a form came back, begin where it says what is wrong.
document.querySelector('[data-focus]')?.focus()

// A dialog asks once more before something final; without script its form stands open.
document.addEventListener('click', event => {
  const opener = event.target.closest('[data-opens]')
  if (opener) document.getElementById(opener.dataset.opens)?.showModal()
  if (event.target.closest('[data-closes]')) event.target.closest('dialog')?.close()
})
