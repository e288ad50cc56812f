import { base } from "./base";
import { element, say } from "./words";
import { Voice } from "./voice";

// The television. Calls arrive as a numbered stream; each is shown and spoken once, in order, also those that were missed
// while the line was cut. What is old news is shown and not spoken.
interface Call { word: "called" | "again" | "undone" | "notice" | "come_in" | "full" | "free"; at: number; label: string; counter: string; speech: string[]; }

const board = document.querySelector<HTMLElement>("[data-board]")!;
const part = (name: string) => board.querySelector<HTMLElement>(`[data-board-${name}]`)!;
const full = part("full"), come_in = part("come-in");
const called = part("called"), number = part("number"), counter = part("counter"), word = part("word"), before = part("before");

const loaded = performance.now();
const now_s = () => Number(board.dataset.now) + (performance.now() - loaded) / 1000;  // the office's clock, not the television's
const spoken_within_s = 90;
const shown_at_least_ms = 4000;
const calls_shown = 5;

const counter_name = (text: string) => (/^\d/.test(text) || text.length < 2 ? say("Loket ", "Counter ") + text : text);
const voice = new Voice(board.dataset.voice!, board.dataset.places!, part("sound"));

// --- what stands there ---

const waiting: Call[] = [];
let busy = false;

function list(call: Call): void {
  for (const row of Array.from(before.children)) if (row.firstChild!.textContent === call.label) row.remove();
  if (call.word === "undone") {
    if (number.textContent === call.label) {
      const last = before.firstElementChild;
      number.textContent = last ? last.firstChild!.textContent : "";
      counter.textContent = last ? last.lastChild!.textContent : "";
    }
    return;
  }
  const row = element("li");
  row.append(element("b", "", call.label), element("span", "", counter_name(call.counter)));
  before.prepend(row);
  while (before.children.length > calls_shown) before.lastElementChild!.remove();
}

function show(call: Call): void {
  word.textContent = call.word === "again" ? say("Dipanggil lagi", "Called again") : say("Nomor antrean", "Queue number");
  number.textContent = call.label;
  counter.textContent = counter_name(call.counter);
  called.classList.remove("new");
  void called.offsetWidth;  // the pulse begins anew
  called.classList.add("new");
}

async function next(): Promise<void> {
  const call = waiting.shift();
  if (!call) return void (busy = false);
  busy = true;
  show(call);
  const fresh = now_s() - call.at < spoken_within_s;
  const pause = new Promise((done) => setTimeout(done, fresh ? shown_at_least_ms : 0));
  if (fresh) await voice.say(call.speech).catch(() => undefined);
  await pause;
  next();
}

// Who waited outside and may come in, for as long as that is news.
const come_in_s = Number(board.dataset.comeIn);
const rows_of = (list: HTMLElement) => Array.from(list.children) as HTMLElement[];
function show_room(): void {
  const nobody = !come_in.children.length;
  come_in.parentElement!.hidden = nobody;
  part("room").hidden = nobody && full.hidden;
}
function let_in(call: Call): void {
  const row = element("b", "", call.label);
  row.dataset.at = String(call.at);
  come_in.prepend(row);
  show_room();
}
function forget_let_in(is_over: (row: HTMLElement) => boolean): void {
  for (const row of rows_of(come_in)) if (is_over(row)) row.remove();
  show_room();
}

function hear(call: Call): void {
  if (call.word === "notice") return void (part("notice").textContent = call.label);
  if (call.word === "full" || call.word === "free") { full.hidden = call.word === "free"; return show_room(); }
  forget_let_in((row) => row.textContent === call.label);
  if (call.word === "come_in") return let_in(call);
  list(call);
  if (call.word === "undone") {
    const at = waiting.findIndex((one) => one.label === call.label);
    if (at >= 0) waiting.splice(at, 1);
    return;
  }
  waiting.push(call);
  if (!busy) next();
}

// --- the line ---

let last = Number(board.dataset.shown);
let source: EventSource | undefined;
let heard = performance.now();
const quiet_ms = 16_000;  // the server says something every five seconds

function connect(): void {
  if (source) source.close();
  heard = performance.now();
  source = new EventSource(`${board.dataset.stream}?sejak=${last}`);
  const alive = () => { heard = performance.now(); lost(false); };
  source.addEventListener("hello", alive);
  source.addEventListener("tick", alive);
  source.onmessage = (event) => {
    alive();
    const at = Number(event.lastEventId);
    if (at <= last) return;
    last = at;
    hear(JSON.parse(event.data));
  };
  source.onerror = () => {
    lost(true);
    if (source!.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
  };
}

let lost_since = "";
function lost(is_lost: boolean): void {
  if (is_lost && !lost_since) lost_since = clock();
  if (!is_lost) lost_since = "";
  board.classList.toggle("is-lost", is_lost);
  const text = is_lost ? say(`Sambungan terputus sejak ${lost_since}. Dengarkan petugas.`, `No connection since ${lost_since}. Please listen to the staff.`) : "";
  if (part("lost").textContent !== text) part("lost").textContent = text;
}

// --- the clock ---

const office_time = () => new Date((now_s() + Number(board.dataset.offset) * 3600) * 1000);
const two = (value: number) => (value < 10 ? "0" : "") + value;
function clock(): string {
  const time = office_time();
  return `${two(time.getUTCHours())}.${two(time.getUTCMinutes())}`;
}
let day = office_time().getUTCDate();
setInterval(() => {
  part("clock").textContent = clock();
  forget_let_in((row) => now_s() - Number(row.dataset.at) >= come_in_s);
  if (source && performance.now() - heard > quiet_ms) { lost(true); connect(); }
  if (office_time().getUTCDate() === day) return;
  day = office_time().getUTCDate();  // a new day: yesterday's numbers are nobody's
  before.replaceChildren();
  full.hidden = true;
  number.textContent = counter.textContent = part("notice").textContent = "";
  word.textContent = say("Belum ada yang dipanggil hari ini", "Nobody has been called yet today");
}, 1000);

if ("EventSource" in window) connect();
else setTimeout(() => location.reload(), 10_000);
base();
