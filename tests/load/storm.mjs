// Many people, few places: sold exactly, one number once, one person once, and what was acknowledged is there, also after
// the power went. storm() gives what it counted and throws where a promise was broken.
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { start_office } from '../journeys/office.mjs';
import { day_after, seeker, sign_in, today, windows } from '../contract/api.mjs';

// The same for the same seed, so that a storm can be repeated.
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// fetch() opens as many connections as it likes; a storm has a known number of them.
export function line(office, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method, path, { token, body, key } = {}) => new Promise((done) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const asked = request(office.url + path, {
      method, agent,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}),
        ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}) },
    }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const said = Buffer.concat(chunks).toString('utf8');
        let json = null;
        try { json = JSON.parse(said); } catch { /* no JSON */ }
        done({ status: answer.statusCode, json, text: said });
      });
      answer.on('error', () => done({ status: 0 }));
    });
    asked.setTimeout(60_000, () => asked.destroy());
    asked.on('error', () => done({ status: 0 }));  // the power went: nobody knows what became of it
    asked.end(text);
  });
  return { send, close: () => agent.destroy() };
}

// `work` for 0 … count-1, on `side_by_side` lines.
export async function spread(count, side_by_side, work) {
  let next = 0;
  await Promise.all(Array.from({ length: side_by_side }, async () => {
    for (let at = next++; at < count; at = next++) await work(at);
  }));
}

export async function storm({ engine, attempts = 2000, people = 500, connections = 64, places = 100, kills = 0, seed = 1, tell = () => {} }) {
  const office = await start_office({ engine, now: '2026-03-03T01:00:00Z' });
  await office.set_parameter('returned_place_minutes_max', '0');  // what is given back must be sold again before the storm ends
  const random = dice(seed);
  let wire = line(office, connections);
  const counted = { engine, attempts: 0, booked: 0, cancelled: 0, refused: {}, unanswered: 0, kills: 0, seconds: 0, sold: 0 };
  try {
    const manager = await sign_in(office, 'manajer');
    const day = today(office);
    const window = (await windows(office, { from: day_after(day, 2), to: day_after(day, 29) })).find((one) => one.state === 'open' && one.taken === 0);
    assert.ok(window, 'no empty window');
    const path = `/api/v1/windows/${window.id}`;
    const plan = await wire.send('PATCH', path, { token: manager, body: { quota: places, reason: 'uji beban', preview: true } });
    assert.equal(plan.status, 200, plan.text);
    const changed = await wire.send('PATCH', path, { token: manager, body: { quota: places, reason: 'uji beban', plan: plan.json.plan } });
    assert.equal(changed.status, 200, changed.text);

    const crowd = [];
    await spread(people, Math.min(connections, 16), async () => {
      const made = await wire.send('POST', '/api/v1/applications', { body: seeker() });
      assert.equal(made.status, 201, made.text);
      crowd.push({ id: made.json.id, token: made.json.token, ticket: null, busy: false, unknown: null });
    });
    tell(`${engine}: ${people} people are here`);

    const tickets = new Map();  // id -> { number, person, state: booked | cancelled | unknown }
    const took = (person, answer) => {
      const { id, number } = answer.json;
      if (!tickets.has(id)) { tickets.set(id, { id, number, person, state: 'booked' }); counted.booked += 1; }
      person.ticket = tickets.get(id);
      person.unknown = null;
    };
    let key = 0;
    async function try_to_book(person, used_key) {
      const this_key = used_key ?? `storm-${seed}-${key += 1}`;
      const answer = await wire.send('POST', `${path}/bookings`, { token: person.token, body: { application: person.id }, key: this_key });
      if (answer.status === 201) took(person, answer);
      else if (answer.status === 0) { person.unknown = { key: this_key }; counted.unanswered += 1; }
      else {
        const code = answer.json?.code ?? String(answer.status);
        counted.refused[code] = (counted.refused[code] ?? 0) + 1;
        assert.ok(['quota_full', 'already_booked'].includes(code), `${answer.status} ${answer.text}`);
        person.unknown = null;
        // Whoever holds nothing that we know of, and lost no answer, is not told of a booking.
        if (!used_key && !person.ticket) assert.notEqual(code, 'already_booked', `person ${person.id}`);
      }
    }
    async function give_back(person) {
      const ticket = person.ticket;
      const answer = await wire.send('DELETE', `/api/v1/bookings/${ticket.id}`, { token: person.token });
      if (answer.status === 0) { ticket.state = 'unknown'; counted.unanswered += 1; return; }
      assert.ok(answer.status < 300, `${answer.status} ${answer.text}`);
      ticket.state = 'cancelled';
      person.ticket = null;
      counted.cancelled += 1;
    }
    async function one_attempt() {
      if (office.exit) return;
      const person = crowd[Math.floor(random() * crowd.length)];
      if (person.busy || person.unknown || person.ticket?.state === 'unknown') return;
      person.busy = true;
      try {
        counted.attempts += 1;
        if (person.ticket && random() < 0.5) await give_back(person);
        else await try_to_book(person);
      } finally { person.busy = false; }
    }
    // Each acknowledged ticket says what was acknowledged; what was under way when the power went is one of both.
    async function read_all() {
      await spread(tickets.size, connections, async (at) => {
        const ticket = [...tickets.values()][at];
        const answer = await wire.send('GET', `/api/v1/bookings/${ticket.id}`, { token: ticket.person.token });
        assert.equal(answer.status, 200, `booking ${ticket.id} was acknowledged and is gone: ${answer.text}`);
        assert.equal(answer.json.number, ticket.number);
        if (ticket.state === 'unknown') {
          ticket.state = answer.json.state === 'cancelled' ? 'cancelled' : 'booked';
          if (ticket.state === 'cancelled') ticket.person.ticket = null;
        }
        assert.equal(answer.json.state, ticket.state, `booking ${ticket.id}`);
      });
    }
    function is_sound() {
      const done = office.run('check');
      assert.equal(done.code, 0, `check: ${done.output}${done.errors}`);
    }

    const started = Date.now();
    for (let cut = 0; cut < kills; cut++) {
      const share = Math.ceil(attempts / (kills + 1));
      const before = counted.attempts;
      const power = setTimeout(() => office.halt('SIGKILL'), 60 + random() * 500);
      await spread(share * 50, connections, one_attempt);  // more than fit in before the cut
      clearTimeout(power);
      if (!office.exit) await office.halt('SIGKILL');
      counted.kills += 1;
      is_sound();
      wire.close();
      await office.start();
      wire = line(office, connections);
      // The same request again: the first answer if it was kept, otherwise a new one; never a second place.
      const lost = crowd.filter((person) => person.unknown);
      await spread(lost.length, connections, (at) => try_to_book(lost[at], lost[at].unknown.key));
      await read_all();
      tell(`${engine}: cut ${cut + 1} after ${counted.attempts - before} attempts, ${lost.length} without an answer; all ${tickets.size} acknowledged tickets are there`);
    }
    let tries = 0;
    while (counted.attempts < attempts && tries < attempts * 20) {
      await spread(Math.min(connections * 4, attempts - counted.attempts), connections, one_attempt);
      tries += connections;
    }
    // The last places, for whoever still has none.
    const without = crowd.filter((person) => !person.ticket);
    await spread(without.length, connections, async (at) => { counted.attempts += 1; await try_to_book(without[at]); });
    counted.seconds = (Date.now() - started) / 1000;

    await read_all();
    const all = [...tickets.values()];
    assert.equal(new Set(all.map((one) => one.number)).size, all.length, 'a number was given twice');
    const sold = all.filter((one) => one.state === 'booked');
    assert.equal(new Set(sold.map((one) => one.person)).size, sold.length, 'somebody holds two places');
    assert.equal(sold.length, places, 'sold exactly');
    const seen = (await windows(office, { from: window.date, to: window.date })).find((one) => one.id === window.id);
    assert.deepEqual([seen.taken, seen.quota, seen.state], [places, places, 'full']);
    is_sound();
    counted.sold = sold.length;
    return counted;
  } finally {
    wire.close();
    await office.stop();
  }
}
