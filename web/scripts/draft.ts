import { element, kept, say } from "./words";

// Keeps what is typed into a form on this device until it was sent, so that a dropped connection or a closed browser loses
// nothing. Never passwords or files. Forgotten after three days, or at once by one tap: phones are shared.
type Draft = { at: number; values: Record<string, string[]> };
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const days_kept = 3;

const key_of = (name: string) => `draft:${name}`;

function controls(form: HTMLFormElement): Control[] {
  return (Array.from(form.elements) as Control[]).filter((one) =>
    one.name && !one.name.startsWith("_") && !one.name.endsWith("-unggahan") &&
    !["password", "file", "submit", "button"].includes(one.type) && (one.type !== "hidden" || one.name.endsWith("-kode")));
}

const is_choice = (one: Control): one is HTMLInputElement => one.type === "radio" || one.type === "checkbox";

function read(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const one of controls(form)) {
    if (is_choice(one) ? one.checked : one.value) (values[one.name] = values[one.name] || []).push(one.value);
  }
  return values;
}

// What the server already filled in wins over the draft.
function restore(form: HTMLFormElement, values: Record<string, string[]>): boolean {
  const all = controls(form);
  const filled = new Set(all.filter((one) => (is_choice(one) ? one.checked : one.value)).map((one) => one.name));
  let changed = false;
  for (const one of all) {
    const wanted = values[one.name];
    if (!wanted || filled.has(one.name)) continue;
    if (one.name.endsWith("-kode") && filled.has(one.name.slice(0, -5))) continue;
    if (is_choice(one)) one.checked = wanted.includes(one.value);
    else one.value = wanted[0];
    changed = true;
  }
  return changed;
}

function keep(form: HTMLFormElement): void {
  const key = key_of(form.dataset.draft!);
  const note = element("p", "saved");
  const words = element("span");
  const forget = element("button", "link-button", say("Hapus dari ponsel ini", "Delete from this phone"));
  forget.type = "button";
  words.setAttribute("role", "status");
  words.textContent = say("Isian disimpan di ponsel ini.", "Answers are kept on this phone.");
  forget.style.visibility = "hidden";  // takes its place from the start: nothing may move under a finger
  note.append(words, " ", forget);
  form.prepend(note);
  const tell = (sentence: string) => { words.textContent = sentence; forget.style.visibility = ""; };

  let timer = 0;
  let sent = false;
  const save = () => {
    clearTimeout(timer);
    timer = 0;
    if (sent) return;
    if (kept.set(key, JSON.stringify({ at: Date.now(), values: read(form) })))
      tell(say("Tersimpan di ponsel ini.", "Saved on this phone."));
  };

  try {
    const draft: Draft | null = JSON.parse(kept.get(key) || "null");
    if (draft && Date.now() - draft.at > days_kept * 86_400_000) kept.forget(key);
    else if (draft && restore(form, draft.values))
      tell(say("Isian Anda sebelumnya dipulihkan dari ponsel ini.", "Your earlier answers were restored from this phone."));
  } catch { kept.forget(key); }

  form.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(save, 300); });
  form.addEventListener("change", save);
  addEventListener("pagehide", () => { if (timer) save(); });
  forget.addEventListener("click", () => {
    clearTimeout(timer);
    kept.forget(key);
    form.reset();
    tell(say("Dihapus dari ponsel ini.", "Deleted from this phone."));
    forget.style.visibility = "hidden";
    sent = true;
  });
}

export function drafts(): void {
  document.querySelectorAll<HTMLElement>("[data-draft-done]").forEach((one) => kept.forget(key_of(one.dataset.draftDone!)));
  document.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach(keep);
}
