// A long form in steps. Without this script it is one page; with it the same fields of the same form are shown part by part, and
// are sent together. Each step has an address, so that the way back through the browser is the way back through the steps. What is
// right is for the server to say; only what was left empty is said before it is sent, in the server's own words.
const form = document.querySelector("form[data-steps]");
const steps = [...form.querySelectorAll(".form-step")];
const list = form.querySelector(".steps");
const links = [...list.querySelectorAll("a")];
const [back, next] = form.querySelectorAll("[data-way]");
const send = form.querySelector("[data-send]");
// Whoever sent it before has filled in all of it: they can send it again from any step.
const again = document.querySelector(".error-summary") !== null;
let now = 0;

const last = () => now === steps.length - 1;
const head = (step) => step.querySelector("h2");
const stepOf = (element) => steps.findIndex((step) => step.contains(element));
const target = () => document.getElementById(location.hash.slice(1));

function show(at) {
  now = at;
  steps.forEach((step, place) => step.toggleAttribute("data-away", place !== at));
  links.forEach((link, place) => {
    if (place === at) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  });
  back.hidden = at === 0;
  next.hidden = last();
  next.className = again ? back.className : send.className;
  send.hidden = !last() && !again;
}

function enter(at) {
  show(at);
  const heading = head(steps[at]);
  heading.tabIndex = -1;
  heading.focus();
}

// Says beside a field that it is empty, as the answer of the server would.
function say(template, field) {
  const box = field.closest(".form-field, .form-group");
  const line = template.content.firstElementChild.cloneNode(true);
  if (!document.getElementById(line.id)) (box.querySelector(":scope > .choice") ?? field).before(line);
  box.classList.add("form-field--wrong");
  const described = field.type === "radio" ? box : field;
  if (described === field) field.setAttribute("aria-invalid", "true");
  const ids = new Set((described.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)).add(line.id);
  described.setAttribute("aria-describedby", [...ids].join(" "));
}

function unsay(template, field) {
  const box = field.closest(".form-field, .form-group");
  const id = template.content.firstElementChild.id;
  document.getElementById(id)?.remove();
  box.classList.remove("form-field--wrong");
  field.removeAttribute("aria-invalid");
  for (const described of [field, box]) {
    const ids = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
    if (ids.length > 0) described.setAttribute("aria-describedby", ids.join(" "));
    else described.removeAttribute("aria-describedby");
  }
}

// The fields of a step that have to be filled in, each with the template that says so and whether it is empty.
function needed(step) {
  return [...form.querySelectorAll("template[data-missing]")]
    .map((template) => ({ template, fields: [...step.querySelectorAll(`[name="${template.dataset.missing}"]`)] }))
    .filter(({ fields }) => fields.length > 0)
    .map(({ template, fields }) => ({
      template,
      fields,
      blank: fields.every((field) => (/^(radio|checkbox)$/.test(field.type) ? !field.checked : !field.value.trim())),
    }));
}

// Those that are empty; each says so.
function empty(step) {
  const found = [];
  for (const { template, fields, blank } of needed(step)) {
    const line = document.getElementById(template.content.firstElementChild.id);
    if (blank) {
      say(template, fields[0]);
      found.push(fields[0]);
    } else if (line?.textContent === template.content.textContent) {
      unsay(template, fields[0]);
    }
  }
  return found;
}

// Goes to a step; forwards only past steps in which nothing that is needed is empty.
function go(to) {
  for (let at = now; at < to; at += 1) {
    const [first] = empty(steps[at]);
    if (first) {
      show(at);
      first.focus();
      return;
    }
  }
  // As a link does it: with pushState, loading the answer to a form anew would ask for the empty form.
  location.hash = head(steps[to]).id;
  enter(to);
}

next.addEventListener("click", () => go(now + 1));
back.addEventListener("click", () => go(now - 1));
links.forEach((link, place) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(place);
  }),
);
// Enter in a field goes on, as a press on the button does; in the field of the address it looks for that.
form.addEventListener("submit", (event) => {
  if (event.submitter?.value !== "enter" || document.activeElement?.name === "adres") return;
  event.preventDefault();
  // While a form is being sent it cannot be sent in another way.
  if (last() || again) setTimeout(() => form.requestSubmit(send));
  else go(now + 1);
});
window.addEventListener("popstate", () => {
  const to = target();
  const at = to ? stepOf(to) : 0;
  if (at < 0) return;
  if (to && to !== head(steps[at])) {
    show(at);
    to.focus();
  } else enter(at);
});

list.hidden = false;
const wrong = document.querySelector(".error-summary a");
const first = wrong ? document.querySelector(wrong.hash) : target() ?? form.querySelector(".form-step [role=status]");
// What stands outside the steps is about sending.
const at = first ? stepOf(first) : again ? steps.length - 1 : 0;
// A page that is loaded anew at a later step may be empty: what comes first is filled in first.
const unfinished = again ? -1 : steps.slice(0, Math.max(at, 0)).findIndex((step) => needed(step).some(({ blank }) => blank));
show(unfinished >= 0 ? unfinished : at < 0 ? (wrong ? steps.length - 1 : 0) : at);
