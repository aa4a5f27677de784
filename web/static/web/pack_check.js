// Reckons the chosen file's SHA-256 here and writes it into the field; nothing is sent until
// somebody presses the button. Without scripts there is the field.
const place = document.getElementById('from-file');
const form = document.getElementById('check');
const note = document.getElementById('pack-note');
if (globalThis.crypto?.subtle) {
  place.hidden = false;
  document.getElementById('pack').addEventListener('change', async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    try {
      const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
      const signs = [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, '0'));
      form.elements.digest.value = signs.join('');
      note.textContent = note.dataset.done;
      form.querySelector('button').focus();
    } catch {
      note.textContent = note.dataset.failed;
    }
  });
}
