// A page that follows what it shows: [data-events] names a stream that says "changed". The page is simply loaded again, now
// or as soon as somebody looks at it, unless it has something to tell them; without script it has its own refresh.
export function live(tells_unseen: () => boolean = () => false): void {
  const place = document.querySelector<HTMLElement>("[data-events]");
  if (!place || !("EventSource" in window)) return;
  let due = false;
  let timer = 0;
  let leaving = false;
  // Nobody loses what they are typing, or the sheet of keys they are reading.
  const busy = () => {
    const place = document.activeElement as HTMLInputElement | null;
    return !!document.querySelector("dialog[open]") || (!!place && /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName) && place.value !== "");
  };
  const reload = () => {
    due = true;
    if ((document.hidden && !tells_unseen()) || timer || leaving) return;
    if (busy()) return void setTimeout(reload, 2000);
    // A queue's watchers do not all come back in the same moment.
    timer = window.setTimeout(() => location.reload(), 300 + Math.random() * 1500);
  };
  // Who is on the way to another page, or has sent a form, is not called back. A file that is only saved leaves the page here.
  addEventListener("beforeunload", () => {
    clearTimeout(timer);
    timer = 0;
    leaving = true;
    setTimeout(() => { leaving = false; if (due) reload(); }, 60_000);
  });
  const source = new EventSource(place.dataset.events!);
  source.addEventListener("changed", reload);
  source.onmessage = (event) => { if (event.data === "changed") reload(); };
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(reload, 60_000); };
  document.addEventListener("visibilitychange", () => { if (due) reload(); });
  addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event: PageTransitionEvent) => { if (event.persisted) location.reload(); });
}
