// When very many send a form at once, each browser does a second of work for it, so that a program that sends thousands has hours of it.
// It looks for a number; nobody has to do or solve anything. Without this script one waits a minute instead.
const form = document.querySelector("form[data-work]");
const bits = Number(form.dataset.work);
const seal = form.elements.begonnen.value;
const said = form.querySelector("[data-said]");
const zeros = (bytes) => Math.clz32(new DataView(bytes).getUint32(0));

async function look() {
  const encoder = new TextEncoder();
  for (let number = 0; ; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${seal}:${number}`));
    if (zeros(digest) >= bits) return number;
  }
}

if (window.crypto?.subtle) {
  const found = look();
  let pressed;
  form.addEventListener("submit", (event) => {
    if (form.elements.werk.value) return;
    event.preventDefault();
    pressed = event.submitter;
    said.textContent = form.dataset.busy;
  });
  found.then((number) => {
    form.elements.werk.value = String(number);
    said.textContent = "";
    if (pressed) form.requestSubmit(pressed);
  });
}
