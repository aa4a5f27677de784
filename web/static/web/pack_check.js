// Reckons the chosen file's SHA-256 here and asks about it. Without scripts there is the field.
const place = document.getElementById('from-file');
const form = document.getElementById('check');
if (globalThis.crypto?.subtle) {
  place.hidden = false;
  document.getElementById('pack').addEventListener('change', async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    const signs = [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, '0'));
    form.elements.digest.value = signs.join('');
    form.requestSubmit();
  });
}
