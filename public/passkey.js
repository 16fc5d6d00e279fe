// Signing in with a passkey, and adding one. A form that needs this script is hidden until the script finds that the browser can
// do it. What the browser makes goes into the form, and the form is sent as any other: the answer is a page.
const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.prototype.toJSON;

async function fill(form) {
  const begun = await fetch(form.dataset.begin, { method: "POST" });
  if (!begun.ok) throw new Error(String(begun.status));
  const { token, publicKey } = await begun.json();
  const credential =
    form.dataset.passkey === "new"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  form.elements.bewijs.value = token;
  form.elements.passkey.value = JSON.stringify(credential.toJSON());
}

for (const form of can ? document.querySelectorAll("form[data-passkey]") : []) {
  const said = form.querySelector("[role=status]");
  form.closest("[hidden]").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      await fill(form);
    } catch (error) {
      // Whoever presses "cancel" and a device that does not know the site look the same to a page.
      const kind = { NotAllowedError: "stopped", InvalidStateError: "known" }[error.name] ?? "failed";
      said.textContent = form.dataset[kind];
      return;
    }
    form.submit();
  });
}
