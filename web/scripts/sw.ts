// Keeps the card check on the device: the page, what it is made of, the public keys and the list of cards that are not active.
const worker = self as unknown as ServiceWorkerGlobalScope;
const store = "verifikasi-1";
const page = "/verifikasi";
const data = ["/verifikasi/kunci.json", "/verifikasi/tidak-aktif.bin"];

// The page without a question and without anybody signed in, and every file it names; files that no page names any more are dropped.
async function keep(): Promise<void> {
  const cache = await caches.open(store);
  const answer = await fetch(page, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok || answer.redirected) return;
  const text = await answer.clone().text();
  const assets = Array.from(new Set(text.match(/\/aset\/[\w./-]+/g) || []));
  await Promise.all(assets.map(async (address) => { if (!(await cache.match(address))) await cache.add(address); }));
  await Promise.all(data.map(async (address) => cache.put(address, await good(fetch(address, { cache: "no-cache" })))));
  await cache.put(page, answer);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== page && !data.includes(pathname) && !assets.includes(pathname)) await cache.delete(request);
  }
}

async function good(asked: Promise<Response>): Promise<Response> {
  const answer = await asked;
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

// The network when it answers within four seconds, else what is kept.
async function fresh_or_kept(request: Request, kept_as: string, put: boolean): Promise<Response> {
  const cache = await caches.open(store);
  const kept = await cache.match(kept_as);
  const asked = fetch(request).then((answer) => {
    if (put && answer.ok) cache.put(kept_as, answer.clone());
    return answer;
  });
  if (!kept) return asked;
  const late = new Promise<Response>((done) => setTimeout(done, 4000, kept));
  return Promise.race([asked.then((answer) => (answer.status >= 500 ? kept : answer)).catch(() => kept), late]);
}

worker.addEventListener("install", (event) => { event.waitUntil(keep().then(() => worker.skipWaiting())); });
worker.addEventListener("activate", (event) => { event.waitUntil(worker.clients.claim()); });
worker.addEventListener("message", (event) => { event.waitUntil(keep().catch(() => { /* offline: what is kept stays */ })); });
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (request.mode === "navigate" && pathname === page) event.respondWith(fresh_or_kept(request, page, false));
  else if (data.includes(pathname)) event.respondWith(fresh_or_kept(request, pathname, true));
  else if (pathname.startsWith("/aset/")) event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
});
