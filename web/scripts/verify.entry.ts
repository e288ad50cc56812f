import { base } from "./base";
import { Card, CardList, PublicKey, genuine, read, read_list } from "./card_code";
import { policy, same_origin } from "./trusted";
import { element, locale, say } from "./words";

// /verifikasi without the server:
//   <div data-verify data-worker="/sw.js" data-keys="/verifikasi/kunci.json" data-list="/verifikasi/tidak-aktif.bin"
//        data-scan="/aset/scan….js"></div>   the answer appears here; <div data-verify-scan> gets the camera's button
// The service worker keeps this page, the public keys and the signed list of cards that are not active. A page that carries the server's own answer
// has data-answered and is left alone.
type Keys = { keys: PublicKey[] };

const day = (text: string) => new Date(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6)));
const date = (moment: Date) => moment.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

function age(moment: Date): string {
  const hours = Math.floor((Date.now() - moment.getTime()) / 3_600_000);
  if (hours < 1) return say("kurang dari satu jam", "less than an hour");
  if (hours < 48) return say(`${hours} jam`, `${hours} ${hours === 1 ? "hour" : "hours"}`);
  return say(`${Math.floor(hours / 24)} hari`, `${Math.floor(hours / 24)} days`);
}

// `verdict` is the server's word for it; the page carries the icons as templates, because scripts write no HTML.
function show(place: HTMLElement, tone: string, verdict: string, title: string, text: string, card: Card | null, list: CardList | null): void {
  const box = element("section", `verdict verdict-${tone}`);
  box.dataset.verdict = verdict;
  const icon = document.querySelector<HTMLTemplateElement>(`template[data-icon="${tone}"]`);
  if (icon) box.append(icon.content.cloneNode(true));
  const words = element("div");
  words.append(element("h2", "verdict-word", title), element("p", "", text));
  box.append(words);
  place.textContent = "";
  place.append(box);
  if (card) {
    const facts = element("dl", "govuk-summary-list");
    const row = (key: string, value: string) => {
      const line = element("div", "govuk-summary-list__row govuk-summary-list__row--no-actions");
      line.append(element("dt", "govuk-summary-list__key", key), element("dd", "govuk-summary-list__value", value));
      facts.append(line);
    };
    row(say("Nama", "Name"), card.name);
    row(say("Nomor kartu", "Card number"), card.number);
    row(say("Kantor", "Office"), card.office);
    row(say("Diterbitkan", "Issued"), date(day(card.issued)));
    row(say("Berlaku sampai", "Valid until"), date(day(card.expires)));
    place.append(facts);
  }
  const note = say("Diperiksa di perangkat ini tanpa internet. ", "Checked on this device without the internet. ") +
    (list ? say(`Daftar kartu yang dicabut atau tidak aktif lagi berumur ${age(list.made)}.`, `The list of cards that were revoked or are no longer active is ${age(list.made)} old.`)
      : say("Daftar kartu yang dicabut atau tidak aktif lagi belum ada di perangkat ini.", "The list of cards that were revoked or are no longer active is not on this device yet."));
  place.append(element("p", "muted", note));
  place.focus();
}

async function answer(place: HTMLElement, text: string): Promise<void> {
  const { keys: keys_at, list: list_at } = place.dataset as Record<string, string>;
  const get = async (address: string): Promise<Response | null> => {
    try { const got = await fetch(address); return got.ok ? got : null; } catch { return null; }
  };
  const [keys_kept, list_kept] = await Promise.all([get(keys_at), get(list_at)]);
  const keys: Keys | null = keys_kept && await keys_kept.json().catch(() => null);
  const list = keys && list_kept ? await read_list(new Uint8Array(await list_kept.arrayBuffer()), keys.keys).catch(() => null) : null;
  place.tabIndex = -1;
  const code = read(text);
  if (!keys) {
    return show(place, "warning", "unchecked", say("Belum dapat diperiksa", "Cannot be checked yet"),
      say("Buka halaman ini satu kali dengan internet; setelah itu kartu dapat diperiksa tanpa internet.",
        "Open this page once with the internet; afterwards cards can be checked without it."), null, list);
  }
  if (!code || !(await genuine(code, keys.keys))) {
    return show(place, "danger", "forged", say("Palsu atau rusak", "Forged or damaged"),
      say("Tanda tangan elektronik pada kode ini tidak cocok. Jangan terima kartu ini; tanyakan ke kantor penerbit.",
        "The electronic signature of this code does not match. Do not accept this card; ask the office that issued it."), null, list);
  }
  const { card } = code;
  const listed = list && await list.verdict(code);
  if (listed === "inactive") {
    return show(place, "warning", "inactive", say("Tidak aktif lagi", "No longer active"),
      say("Kartu ini asli, tetapi tidak aktif lagi. Jangan pakai kartu ini; keterangan ada di kantor penerbit.",
        "This card is genuine but no longer active. Do not use it; the office that issued it knows more."), card, list);
  }
  if (listed === "revoked") {
    return show(place, "danger", "revoked", say("Dicabut", "Revoked"),
      say("Kartu ini asli, tetapi sudah dicabut dan tidak berlaku.", "This card is genuine but was revoked and is not valid."), card, list);
  }
  const end = day(card.expires);
  end.setDate(end.getDate() + 1);
  if (Date.now() >= end.getTime()) {
    return show(place, "warning", "expired", say("Masa berlaku habis", "Expired"),
      say("Kartu ini asli, tetapi masa berlakunya sudah lewat.", "This card is genuine, but its validity has ended."), card, list);
  }
  show(place, list ? "good" : "warning", list ? "valid" : "unchecked", list ? say("Asli dan berlaku", "Genuine and valid") : say("Asli", "Genuine"),
    list ? say("Tanda tangan kantor cocok, dan kartu ini tidak ada dalam daftar yang dicabut atau tidak aktif lagi.",
      "The office's signature matches, and the card is not on the list of those that were revoked or are no longer active.")
      : say("Tanda tangan kantor cocok, tetapi belum diketahui apakah kartu ini dicabut atau tidak aktif lagi.",
        "The office's signature matches, but whether it was revoked or is no longer active is not known here."), card, list);
}

function scanning(place: HTMLElement): void {
  const address = place.dataset.scan;
  const spot = document.querySelector<HTMLElement>("[data-verify-scan]");
  if (!address || !spot || !navigator.mediaDevices) return;
  const open = element("button", "button", say("Pindai QR dengan kamera", "Scan the QR with the camera"));
  open.type = "button";
  const state = element("p", "muted");
  state.setAttribute("role", "status");
  spot.append(open, state);
  open.addEventListener("click", async () => {
    try {
      const reader = await import(policy.createScriptURL(same_origin(address)));
      await reader.scan(open, (text: string) => {
        const found = /[?&]kode=([\w-]+)/.exec(text);
        const language = document.documentElement.lang === "en" ? "&lang=en" : "";
        location.href = `/verifikasi?kode=${found ? found[1] : encodeURIComponent(text)}${language}`;
      });
    } catch {
      state.textContent = say("Kamera tidak dapat dipakai. Ketik kodenya.", "The camera cannot be used. Type the code.");
    }
  });
}

const place = document.querySelector<HTMLElement>("[data-verify]");
if (place) {
  const { worker, keys, list } = place.dataset;
  if (worker && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(policy.createScriptURL(worker), { scope: "/verifikasi" })
      .then(() => navigator.serviceWorker.ready)
      .then((ready) => { if (ready.active) ready.active.postMessage({ keep: [keys, list] }); })
      .catch(() => { /* then there is only the server's answer */ });
  }
  const text = new URLSearchParams(location.search).get("kode");
  if (text && !("answered" in place.dataset)) answer(place, text.trim());
  scanning(place);
}
base();
