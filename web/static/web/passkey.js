// Passkeys: allauth speaks with the browser; this says which form, and what went wrong.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  const ids = { credential: 'id_credential', passwordless: 'id_passwordless', data: 'js_data' }
  ids.add = ids.authenticate = ids.login = 'passkey'
  window.allauth.webauthn.forms[form.dataset.passkey]({ ids })
}

document.addEventListener('allauth.error', event => {
  event.preventDefault()
  const trouble = document.querySelector('[data-passkey-trouble]')
  trouble.hidden = false
  trouble.focus()
})
