import { element } from "./words";

// While a vacancy is typed, the server says which of its words need a reason. The reason is typed where they are found:
//   <div data-conditions="/lowongan/periksa-syarat">…<div data-reason="age">the field</div>…</div>
type Asked = { kind: string; label: string; hint: string };
type Answer = { asked: Asked[]; notes: string[]; title: string; text: string };

const watched = ["title", "description", "conditions", "hours", "wage"];

function reason_field({ kind, label, hint }: Asked): HTMLElement {
  const place = element("div");
  place.dataset.reason = kind;
  const group = element("div", "govuk-form-group");
  const name = `reason.${kind}`;
  const title = element("label", "govuk-label", label);
  title.htmlFor = name;
  const said = element("div", "govuk-hint", hint);
  said.id = `${name}-hint`;
  const input = element("input", "govuk-input");
  input.type = "text";
  input.id = input.name = name;
  input.maxLength = 400;
  input.setAttribute("aria-describedby", said.id);
  group.append(title, said, input);
  place.append(group);
  return place;
}

function notice(title: string, text: string): HTMLElement {
  const made = element("div", "notice notice-warning");
  made.dataset.live = "1";
  const body = element("div");
  body.append(element("p", "notice-title", title));
  if (text) body.append(element("p", "", text));
  made.append(body);
  return made;
}

function watch(place: HTMLElement): void {
  const form = place.closest("form");
  if (!form || !place.dataset.conditions) return;
  let timer = 0;
  let asked = 0;

  const show = (answer: Answer) => {
    place.querySelectorAll(".notice").forEach((one) => one.remove());
    const wanted = answer.asked.map((one) => one.kind);
    place.querySelectorAll<HTMLElement>("[data-reason]").forEach((one) => {
      const input = one.querySelector("input");
      // What somebody typed or is typing stays until it is sent.
      if (wanted.indexOf(one.dataset.reason!) < 0 && (!input || (!input.value && input !== document.activeElement))) one.remove();
    });
    answer.notes.slice().reverse().forEach((note) => place.prepend(notice(note, "")));
    if (answer.asked.length) place.prepend(notice(answer.title, answer.text));
    answer.asked.forEach((one) => {
      const known = place.querySelector<HTMLElement>(`[data-reason="${one.kind}"]`);
      if (!known) return place.append(reason_field(one));
      const hint = known.querySelector(".govuk-hint");
      if (hint) hint.textContent = one.hint;
    });
  };
  const ask = async () => {
    const mine = ++asked;
    const body = new URLSearchParams();
    for (const name of ["_csrf", ...watched]) {
      const field = form.elements.namedItem(name) as HTMLInputElement | null;
      if (field) body.set(name, field.value);
    }
    try {
      const answer = await fetch(place.dataset.conditions!, { method: "POST", body });
      if (answer.ok && mine === asked) show(await answer.json());
    } catch { /* without a connection the form says it after it is sent */ }
  };
  form.addEventListener("input", (event) => {
    if (watched.indexOf((event.target as HTMLInputElement).name) < 0) return;
    clearTimeout(timer);
    timer = window.setTimeout(ask, 400);
  });
}

export function conditions(): void {
  document.querySelectorAll<HTMLElement>("[data-conditions]").forEach(watch);
}
