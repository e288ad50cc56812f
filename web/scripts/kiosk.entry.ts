import { base } from "./base";
import { policy, same_origin } from "./trusted";
import { element, say } from "./words";

// A touch screen that stands alone: it goes back to its first screen by itself, reads what a scanner types wherever it
// stands, and has letters to touch where a code is asked for.
const kiosk = document.querySelector<HTMLElement>("[data-kiosk]")!;
const home = kiosk.dataset.home!;

// Who has touched a service or shown a code waits for that answer: nothing else is opened meanwhile.
let leaving = false;
addEventListener("beforeunload", () => { leaving = true; });

// --- back to the first screen ---

const returns_s = Number(kiosk.dataset.returns || 0);
let left = returns_s;
if (returns_s) {
  const foot = element("p", "kiosk-return");
  const bar = element("span", "kiosk-bar");
  const text = element("span");
  foot.append(bar, text);
  kiosk.append(foot);
  const tell = () => {
    bar.style.width = `${(left / returns_s) * 100}%`;
    text.textContent = say(`Kembali ke awal dalam ${left} detik. Sentuh layar bila perlu waktu.`, `Back to the start in ${left} seconds. Touch the screen if you need time.`);
  };
  tell();
  setInterval(() => {
    if (leaving) return;
    left -= 1;
    if (left <= 0) location.href = home;
    else tell();
  }, 1000);
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => { left = returns_s; tell(); }, true);
} else {
  // Numbers of people and times stay true, and a form never grows too old.
  setTimeout(() => { if (navigator.onLine && !leaving) location.reload(); }, 60_000);
}

// --- a scanner types fast and ends with Enter ---

const form = document.getElementById("pindai") as HTMLFormElement | null;
const field = form ? (form.elements.namedItem("kode") as HTMLInputElement) : null;
function arrive(text: string): void {
  if (!form || !field) return;
  field.value = text;
  form.requestSubmit ? form.requestSubmit() : form.submit();
}
let typed = "";
let typed_at = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const in_field = (event.target as HTMLElement).tagName === "INPUT" && (event.target as HTMLInputElement).type === "text";
  if (in_field) return;  // the form's own Enter sends it
  // The key's own time: a slow screen reads the keys late, but as fast as they were sent.
  if (event.timeStamp - typed_at > 400) typed = "";
  typed_at = event.timeStamp;
  if (event.key === "Enter") {
    if (typed.length >= 8) { event.preventDefault(); arrive(typed); }
    typed = "";
  } else if (event.key.length === 1) {
    typed += event.key;
  }
}, true);

// --- letters to touch ---

document.querySelectorAll<HTMLElement>("[data-keypad]").forEach((pad) => {
  const into = document.getElementById(pad.dataset.for!) as HTMLInputElement;
  pad.hidden = false;
  pad.addEventListener("click", (event) => {
    const key = (event.target as HTMLElement).closest("button");
    if (!key) return;
    into.value = "erase" in key.dataset ? into.value.slice(0, -1) : into.value + key.textContent;
  });
});

// --- the camera, fetched only when somebody wants it ---

const place = document.querySelector<HTMLElement>("[data-kiosk-camera]");
if (place && navigator.mediaDevices) {
  const open = element("button", "button button--secondary", say("Pindai dengan kamera", "Scan with the camera"));
  const state = element("p", "muted");
  open.type = "button";
  state.setAttribute("role", "status");
  place.append(open, state);
  open.addEventListener("click", async () => {
    try {
      const reader = await import(policy.createScriptURL(same_origin(place.dataset.scan!)));
      await reader.scan(open, arrive);
    } catch {
      state.textContent = say("Kamera tidak dapat dipakai. Ketik kodenya.", "The camera cannot be used. Type the code.");
    }
  });
}

base();
