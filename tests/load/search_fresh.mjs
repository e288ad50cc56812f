// How soon a vacancy that is published, paused, shown again or closed is what a search finds: at the server where it was done
// and at another one on the same database. search_fresh() gives what it measured and throws where a promise was broken.
//   node tests/load/search_fresh.mjs
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { engines, start_office } from '../journeys/office.mjs';
import { call, day_after, sign_in, today } from '../contract/api.mjs';
import { session_of } from './live_pages.mjs';

const bound_ms = 500;

// Until the search at `office` says what it is to say; in milliseconds since `start`.
async function seen_at(office, title, is_there, start) {
  const path = `/api/v1/vacancies?q=${encodeURIComponent(title)}&exact=1&facets=`;
  for (;;) {
    const { json } = await call(office, 'GET', path);
    const at = performance.now() - start;
    if (json.items.some((one) => one.title === title) === is_there) return at;
    assert.ok(at < 10_000, `${title} ${is_there ? 'is not found' : 'is still found'} after ten seconds`);
    await new Promise((again) => setTimeout(again, 2));
  }
}

export async function search_fresh({ engine = 'sqlite', servers = 1, changes = 200, tell = () => {} } = {}) {
  const office = await start_office({ engine });
  const there = servers > 1 ? await start_office({ beside: office }) : office;
  try {
    const company = await sign_in(office, 'perusahaan');
    const officer = await session_of(office, 'petugas');
    const all = [];
    for (let number = 1; all.length < changes; number += 1) {
      const title = `Juru ukur kapal kayu ${'abcdefghijklmnopqrstuvwxyz'[number % 26]}${number}`;
      const made = await call(office, 'POST', '/api/v1/vacancies', { token: company, headers: { 'idempotency-key': `segar-${number}` }, body: {
        title, openings: 1, place_code: '64.71.05', education_min: 'smk', wage_low: 5_000_000, wage_high: 5_000_000, hours: 'Senin-Jumat',
        contract: 'fixed_term', description: 'Mengukur kapal.', conditions: 'Makan siang', valid_until: day_after(today(office), 30) } });
      assert.equal(made.status, 201, made.text);
      const page = `/tinjau/${made.json.id}`;
      await seen_at(there, title, false, performance.now());
      for (const [step, is_there] of [['terbit', true], ['jeda', false], ['lanjut', true], ['tutup', false]]) {
        const { text, csrf } = await officer(page);
        const versi = /name="versi" value="(\d+)"/.exec(text)?.[1];
        const start = performance.now();
        const done = await officer(`${page}/${step}`, { versi, _csrf: csrf });
        assert.equal(done.status, 303, `${step}: ${done.text.slice(0, 2000)}`);
        const written = performance.now() - start;
        all.push({ step, written, seen: await seen_at(there, title, is_there, start) });
      }
      if (all.length % 40 === 0) tell(`${all.length} changes`);
    }
    const at = (list, share) => Math.round([...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)] * 10) / 10;
    const waited = all.map((one) => one.seen - one.written);
    const seen = all.map((one) => one.seen);
    const measured = { engine, servers, changes: all.length, sent_to_found_p50_ms: at(seen, 0.5), sent_to_found_p99_ms: at(seen, 0.99),
      sent_to_found_max_ms: at(seen, 1), answered_to_found_p50_ms: at(waited, 0.5), answered_to_found_p99_ms: at(waited, 0.99) };
    assert.ok(measured.sent_to_found_p99_ms <= bound_ms, `slower than ${bound_ms} ms: ${JSON.stringify(measured)}`);
    return measured;
  } finally {
    if (there !== office) await there.stop();
    await office.stop();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const engine of engines()) console.log(await search_fresh({ engine, servers: engine === 'postgresql' ? 2 : 1, tell: console.log }));
}
