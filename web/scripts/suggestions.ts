import { element, say } from "./words";

// Combobox with list autocomplete (ARIA 1.2) over an address that answers ?q= with [{value, label}]. The text stays free;
// the code of a choice goes into the hidden NAME-kode and is emptied when the text is changed afterwards.
type Suggestion = { value: string; label: string };

// On a phone the list stands between the field and what follows. Nothing may move under a finger or a pressed mouse
// button, or the press would miss what it was meant for: what closes by a press waits until it is over.
let pressed = false;
const when_let_go: (() => void)[] = [];
function after_press(act: () => void): void {
  if (pressed) when_let_go.push(act);
  else setTimeout(act);
}
addEventListener("pointerdown", () => { pressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => {
    pressed = false;
    for (const act of when_let_go.splice(0)) setTimeout(act);
  }, true);
}

function combobox(input: HTMLInputElement, number: number): void {
  const address = input.dataset.suggestions!;
  const code = input.form && input.form.querySelector<HTMLInputElement>(`input[type=hidden][name="${input.name}-kode"]`);
  const frame = element("div", "suggest");
  const list = element("ul");
  const status = element("div", "govuk-visually-hidden");
  status.setAttribute("role", "status");
  list.id = `suggest-${number}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("Saran", "Suggestions"));
  // On a slow line somebody is typing here already; the field keeps the cursor, and what stands in it is asked for below.
  const typing = document.activeElement === input;
  input.replaceWith(frame);
  frame.append(input, list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";

  let active = -1;
  let asked = 0;
  let timer = 0;
  let shown: Suggestion[] = [];

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (position: number) => {
    active = position;
    Array.from(list.children).forEach((row, at) => row.setAttribute("aria-selected", String(at === position)));
    const row = list.children[position];
    if (!row) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const choose = (position: number) => {
    const chosen = shown[position];
    if (!chosen) return;
    input.value = chosen.label;
    if (code) code.value = chosen.value;
    close();
    asked++;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (suggestions: Suggestion[]) => {
    shown = suggestions;
    list.textContent = "";
    suggestions.forEach(({ label }, at) => {
      const row = element("li", "", label);
      row.id = `${list.id}-${at}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.addEventListener("mousedown", (event) => event.preventDefault());  // the field keeps the focus
      row.addEventListener("click", () => choose(at));
      list.append(row);
    });
    status.textContent = suggestions.length
      ? say(`${suggestions.length} saran. Pilih dengan panah bawah.`, `${suggestions.length} suggestions. Choose with the down arrow.`)
      : say("Tidak ada saran. Boleh diketik sendiri.", "No suggestions. You may type your own.");
    if (!suggestions.length) return close();
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const query = input.value.trim();
    const mine = ++asked;
    if (query.length < 2) return close();
    try {
      const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}`);
      if (answer.ok && mine === asked) show((await answer.json()).slice(0, 12));
    } catch { /* without a connection the text is simply typed */ }
  };

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    if (code) code.value = "";
    clearTimeout(timer);
    timer = window.setTimeout(ask, 150);
  });
  // Whoever has gone on is not shown what was still being asked.
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asked++;
    after_press(() => { if (document.activeElement !== input) close(); });
  });
  input.addEventListener("keydown", (event) => {
    const count = shown.length;
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark((active + 1) % count);
    else if (event.key === "ArrowUp") mark((active <= 0 ? count : active) - 1);
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  if (typing) {
    input.focus();
    if (code && !code.value) void ask();
  }
}

export function suggestions(): void {
  document.querySelectorAll<HTMLInputElement>("input[data-suggestions]").forEach(combobox);
}
