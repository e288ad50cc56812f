import { element, say } from "./words";

// The desk without a mouse: every button says its key (data-key), lists are walked with arrows, the scanner's box is ready.
const typing = (place: Element | null): boolean =>
  !!place && (/^(TEXTAREA|SELECT)$/.test(place.tagName) || (place.tagName === "INPUT" && !/^(radio|checkbox|button|submit|file)$/.test((place as HTMLInputElement).type)));

function wanted(event: KeyboardEvent): string {
  const held = (event.ctrlKey ? "ctrl+" : "") + (event.altKey ? "alt+" : "") + (event.shiftKey && event.key.length > 1 ? "shift+" : "");
  return held + event.key.toLowerCase();
}

const usable = (one: HTMLElement) => one.offsetParent !== null && !(one as HTMLButtonElement).disabled && one.getAttribute("aria-disabled") !== "true";

function bound(key: string, within: ParentNode): HTMLElement | undefined {
  return Array.from(within.querySelectorAll<HTMLElement>("[data-key]")).find((one) => one.dataset.key!.toLowerCase() === key && usable(one));
}

function sheet(): void {
  const before = document.querySelector("dialog.sheet");
  if (before) return;
  const dialog = element("dialog", "sheet");
  const keys = element("dl", "keys");
  const row = (key: string, what: string) => {
    const name = element("dt");
    name.append(element("kbd", "", key));
    keys.append(name, element("dd", "", what));
  };
  document.querySelectorAll<HTMLElement>("[data-key]").forEach((one) => {
    if (!usable(one)) return;
    const words = one.cloneNode(true) as HTMLElement;
    words.querySelectorAll("kbd").forEach((cap) => cap.remove());
    row(one.dataset.key!, (words.textContent || one.getAttribute("aria-label") || "").trim());
  });
  if (document.querySelector("[data-list]")) row("↓ ↑", say("Baris berikutnya, sebelumnya", "Next row, previous row"));
  if (document.querySelector("[data-scan]")) row("Esc", say("Kembali ke kotak pindai", "Back to the scan box"));
  row("F1", say("Daftar tombol ini", "This list of keys"));
  const close = element("button", "button", say("Tutup", "Close"));
  close.addEventListener("click", () => dialog.close());
  const title = element("h2", "", say("Tombol di halaman ini", "Keys on this page"));
  title.id = "sheet-title";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, keys, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function walk(list: HTMLElement, key: string): boolean {
  const rows = Array.from(list.querySelectorAll<HTMLElement>("a, [data-row]")).filter(usable);
  if (!rows.length) return false;
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const current = here < 0 ? rows.findIndex((row) => row.hasAttribute("aria-current")) : here;
  const to = key === "arrowdown" ? current + 1 : key === "arrowup" ? current - 1 : key === "home" ? 0 : rows.length - 1;
  rows[Math.max(0, Math.min(rows.length - 1, to))].focus();
  return true;
}

export function keyboard(): void {
  const scan = document.querySelector<HTMLInputElement>("[data-scan]");
  if (scan && !document.querySelector("[data-focus]")) scan.focus();

  document.querySelectorAll<HTMLElement>("[data-autosubmit]").forEach((one) =>
    one.addEventListener("change", () => { const form = one.closest("form"); if (form) form.requestSubmit(); }));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat && event.key.length > 1 && !event.key.startsWith("Arrow")) return;
    const place = document.activeElement;
    const key = wanted(event);
    const dialog = document.querySelector("dialog[open]");
    const empty_scan = place === scan && !!scan && scan.value === "";
    const function_key = /^(ctrl\+|alt\+|shift\+)/.test(key) || /^f\d+$/.test(key) || key === "pagedown" || key === "pageup";

    if (!dialog && (key === "f1" || (event.key === "?" && (!typing(place) || empty_scan)))) {
      event.preventDefault();
      return sheet();
    }
    if (!dialog && key === "escape" && scan) return scan.focus();
    if (!dialog && /^(arrowdown|arrowup|home|end)$/.test(key) && (!typing(place) || empty_scan)) {
      const list = (place && place.closest<HTMLElement>("[data-list]")) || document.querySelector<HTMLElement>("[data-list]");
      if (list && !(place && /^(radio|checkbox)$/.test((place as HTMLInputElement).type)) && walk(list, key)) event.preventDefault();
      return;
    }
    const enter_means_itself = key === "enter" && place && place !== document.body && !empty_scan && place.id !== "isi";
    if (!function_key && ((typing(place) && !(empty_scan && key === "enter")) || enter_means_itself)) return;
    const target = bound(key, dialog || document);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.click();
  });
}
