// A full hall and its televisions: a thousand boards and as many ticket pages stay open, and every change reaches each of
// them within a second. watch() gives what it measured and throws where a promise was broken.
//   node tests/load/live_pages.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import { start_office } from '../journeys/office.mjs';
import { apply, book, call, seeker, sign_in, today, windows } from '../contract/api.mjs';

// One open page: counts what it heard and when. A bare socket, because two thousand fetches cost more than the server.
function listener(office, path) {
  const { port } = new URL(office.url);
  const page = { heard: [], ids: [], open: false, text: '' };
  page.socket = connect(Number(port), '127.0.0.1', () => page.socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n`));
  page.socket.setEncoding('utf8');
  page.socket.on('data', (bytes) => {
    const at = performance.now();
    page.text += bytes;
    let end;
    while ((end = page.text.indexOf('\n\n')) >= 0) {
      const event = page.text.slice(0, end);
      page.text = page.text.slice(end + 2);
      if (/^event: hello$/m.test(event)) page.open = true;
      else if (/^event: changed$/m.test(event) || /^data: \{"word"/m.test(event)) {
        page.heard.push(at);
        page.ids.push(/^id: (.*)$/m.exec(event)?.[1]);
      }
    }
  });
  page.socket.on('error', () => {});
  return page;
}

const until = async (is_true, what, limit_ms = 30_000) => {
  const end = performance.now() + limit_ms;
  while (!is_true()) {
    assert.ok(performance.now() < end, `${what} took longer than ${limit_ms} ms`);
    await new Promise((again) => setTimeout(again, 5));
  }
};

const memory_mib = (office) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${office.process.pid}/status`, 'utf8'))[1]) / 1024;

// Somebody's session, as a browser without script has it.
export async function session_of(office, user) {
  let cookies = {};
  const ask = async (path, fields) => {
    const answer = await fetch(office.url + path, {
      method: fields ? 'POST' : 'GET', redirect: 'manual', body: fields ? new URLSearchParams(fields) : undefined,
      headers: { cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; '), 'sec-fetch-site': 'same-origin' },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      cookies = { ...cookies, [name]: value };
    }
    const text = await answer.text();
    return { status: answer.status, text, csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] };
  };
  const door = await ask('/masuk');
  const inside = await ask('/masuk', { user, password: `demo-${user}`, _csrf: door.csrf });
  assert.equal(inside.status, 303, inside.text.slice(0, 500));
  return ask;
}

export async function watch({ engine = 'sqlite', boards = 1000, tickets = 1000, people = 50, changes = 20, servers = 1, tell = () => {} } = {}) {
  const office = await start_office({ engine, now: '2026-11-24T01:00:00Z' });
  // People act at the first server; the pages are open at the last.
  const there = servers > 1 ? await start_office({ beside: office }) : office;
  const pages = [];
  try {
    const clerk = await sign_in(office, 'petugas');
    const manager = await session_of(office, 'manajer');
    const window = (await windows(office, { from: today(office), to: today(office) })).find((one) => one.state === 'open');
    const bookings = [];
    for (let i = 0; i < Math.min(people, window.quota - window.taken); i += 1) {
      const booked = await book(office, await apply(office, seeker()), window);
      if (booked.status === 201) bookings.push(booked.json);
    }
    assert.ok(bookings.length >= Math.min(people, 5), `only ${bookings.length} bookings`);
    const before = memory_mib(office);
    const stream = /data-stream="([^"]+)"/.exec(await (await fetch(`${office.url}/papan/balikpapan`)).text())[1];
    for (let i = 0; i < boards; i += 1) pages.push(listener(there, `${stream}?sejak=0`));
    const of_ticket = bookings.map(() => []);
    for (let i = 0; i < tickets; i += 1) {
      const booking = bookings[i % bookings.length];
      const page = listener(there, `/tiket/${booking.ticket_url.slice(-8)}/peristiwa`);
      pages.push(page);
      of_ticket[i % bookings.length].push(page);
    }
    await until(() => pages.every((page) => page.open), 'opening');
    const open = memory_mib(office);
    tell(`${pages.length} pages are open`);

    const slowest = { board: 0, ticket: 0 };
    const all = { board: [], ticket: [] };
    const on_boards = pages.slice(0, boards);
    const csrf = (await manager('/atur/alat')).csrf;
    const measure = async (kind, listening, act) => {
      const counts = listening.map((page) => page.heard.length);
      const start = performance.now();
      await act();
      await until(() => listening.every((page, i) => page.heard.length > counts[i]), `a change of the ${kind}`, 10_000);
      for (const page of listening) all[kind].push(page.heard.at(-1) - start);
      slowest[kind] = Math.max(slowest[kind], ...listening.map((page) => page.heard.at(-1) - start));
    };
    for (let i = 0; i < changes; i += 1) {
      await measure('board', on_boards, async () => {
        const put = await manager('/atur/alat/pengumuman', { pengumuman: `Pengumuman ${i}`, _csrf: csrf });
        assert.equal(put.status, 303, put.text.slice(0, 500));
      });
    }
    for (let i = 0; i < bookings.length; i += 1) {
      await measure('ticket', of_ticket[i], async () => {
        const present = await call(office, 'POST', `/api/v1/bookings/${bookings[i].id}/check-in`, { token: clerk, body: {} });
        assert.equal(present.status, 200, present.text);
      });
    }
    const at = (list, share) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)];
    const measured = {
      engine, servers, boards, tickets, changes: changes + bookings.length,
      board_p50_ms: Math.round(at(all.board, 0.5)), board_p99_ms: Math.round(at(all.board, 0.99)), board_max_ms: Math.round(slowest.board),
      ticket_p50_ms: Math.round(at(all.ticket, 0.5)), ticket_max_ms: Math.round(slowest.ticket),
      memory_before_mib: Math.round(before), memory_open_mib: Math.round(open), kib_a_page: Math.round(((open - before) * 1024) / pages.length),
    };
    for (const page of on_boards) {
      assert.equal(page.heard.length, changes, 'a board heard something twice or not at all');
      assert.deepEqual(page.ids, [...page.ids].sort((a, b) => a - b), 'a board heard changes out of order');
    }
    assert.ok(slowest.board <= 1000 && slowest.ticket <= 1000, `slower than a second: ${JSON.stringify(measured)}`);
    return measured;
  } finally {
    for (const page of pages) page.socket.destroy();
    if (there !== office) await there.stop();
    await office.stop();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await watch({ tell: console.log }));
