// A quota that is lowered and raised while people book and give back: no confirmed number is lost, no window holds more than
// its quota, and a power cut in the middle of a change leaves all of it or none of it.
import assert from 'node:assert/strict';
import { start_office } from '../journeys/office.mjs';
import { day_after, seeker, sign_in, today, windows } from '../contract/api.mjs';
import { dice, line, spread } from './storm.mjs';

export const range = (office) => ({ from: day_after(today(office), 2), to: day_after(today(office), 29) });

export async function crowd_of(wire, people, side_by_side) {
  const crowd = [];
  await spread(people, side_by_side, async () => {
    const made = await wire.send('POST', '/api/v1/applications', { body: seeker() });
    assert.equal(made.status, 201, made.text);
    crowd.push({ id: made.json.id, token: made.json.token, ticket: null, busy: false });
  });
  return crowd;
}

export async function set_quota(wire, manager, window, quota) {
  const path = `/api/v1/windows/${window.id}`;
  const reason = 'uji beban kuota';
  const preview = await wire.send('PATCH', path, { token: manager, body: { quota, reason, preview: true } });
  assert.equal(preview.status, 200, preview.text);
  const done = await wire.send('PATCH', path, { token: manager, body: { quota, reason, plan: preview.json.plan } });
  return { preview: preview.json, done };
}

async function still_there(wire, crowd, side_by_side) {
  const held = crowd.filter((person) => person.ticket);
  await spread(held.length, side_by_side, async (at) => {
    const answer = await wire.send('GET', `/api/v1/bookings/${held[at].ticket}`, { token: held[at].token });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.state, 'booked', `the confirmed number of ${held[at].id} is lost`);
  });
  return held.length;
}

export async function quota_storm({ engine, changes = 1000, people = 150, connections = 24, seed = 1, tell = () => {} }) {
  const office = await start_office({ engine, now: '2026-03-03T01:00:00Z' });
  await office.set_parameter('returned_place_minutes_max', '0');  // sold again at once, so that the crowd keeps booking
  const random = dice(seed);
  const wire = line(office, connections);
  const counted = { engine, changes: 0, plan_changed: 0, moved: 0, unplaced: 0, booked: 0, cancelled: 0, full: 0, asked_again: 0, hushed: 0, held_at_end: 0, seconds: 0 };
  try {
    const manager = await sign_in(office, 'manajer');
    const window = (await windows(office, range(office))).find((one) => one.state === 'open' && one.quota >= 10);
    const crowd = await crowd_of(wire, people, 16);
    let running = true;
    let hush = false;
    async function press() {
      while (running) {
        if (hush) { await new Promise((on) => setTimeout(on, 10)); continue; }
        const person = crowd[Math.floor(random() * crowd.length)];
        if (person.busy) { await new Promise((on) => setImmediate(on)); continue; }
        person.busy = true;
        try {
          if (person.ticket && random() < 0.5) {
            const gone = await wire.send('DELETE', `/api/v1/bookings/${person.ticket}`, { token: person.token });
            // 503: nothing was done, come back in a moment.
            if (gone.status === 503) counted.asked_again += 1;
            else { assert.ok(gone.status < 300, gone.text); person.ticket = null; counted.cancelled += 1; }
          } else if (!person.ticket) {
            const made = await wire.send('POST', `/api/v1/windows/${window.id}/bookings`, { token: person.token, body: { application: person.id } });
            if (made.status === 503) counted.asked_again += 1;
            else if (made.status === 201) { person.ticket = made.json.id; counted.booked += 1; } else { assert.equal(made.json?.code, 'quota_full', made.text); counted.full += 1; }
          }
        } finally { person.busy = false; }
        await new Promise((on) => setTimeout(on, random() * 60));
      }
    }
    const started = Date.now();
    const presses = Promise.all(Array.from({ length: connections - 4 }, press));
    presses.catch(() => { running = false; });
    for (let change = 0; running && change < changes; change++) {
      const quota = Math.floor(random() * 40);
      // Somebody books between preview and approval: the manager looks again, as a person would. A crowd that presses all the
      // time can keep that up for ever: after fifty looks it has to hold its breath until the change is made.
      let { preview, done } = await set_quota(wire, manager, window, quota);
      for (let tries = 0; done.status !== 200 && tries < 200; tries++) {
        assert.ok(done.json?.code === 'plan_changed' || done.status === 503, done.text);
        counted.plan_changed += 1;
        if (tries === 50) { hush = true; counted.hushed += 1; }
        ({ preview, done } = await set_quota(wire, manager, window, quota));
      }
      hush = false;
      assert.equal(done.status, 200, done.text);
      counted.changes += 1;
      counted.moved += preview.moves.length;
      counted.unplaced += preview.unplaced.length;
      // Whoever found no place keeps the number: only they may stand above the quota.
      if (counted.unplaced === 0) {
        for (const one of await windows(office, range(office))) assert.ok(one.taken <= one.quota, `${one.date}: ${one.taken} of ${one.quota}`);
      }
      if (change % 100 === 99) tell(`${engine}: ${change + 1} changes, ${counted.moved} moved`);
    }
    running = false;
    await presses;
    counted.seconds = (Date.now() - started) / 1000;
    counted.held_at_end = await still_there(wire, crowd, connections);
    const sound = office.run('check');
    assert.equal(sound.code, 0, `check: ${sound.output}${sound.errors}`);
    return counted;
  } finally {
    wire.close();
    await office.stop();
  }
}

// How much a PostgreSQL server has written to its journal, rolled back or not; SQLite writes nothing before the commit.
export function written(office) {
  return office.database_url ? Number(office.ask("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")) : 0;
}

// The power goes while a quota is cut. One change runs to its end first: the cuts are spread over the time that it took, each
// after a fresh start as that one was. `begun` counts the cuts before which PostgreSQL had written part of the act.
export async function quota_cuts({ engine, cuts = 10, people = 60, tell = () => {} }) {
  const office = await start_office({ engine, now: '2026-03-03T01:00:00Z' });
  const counted = { engine, cuts: 0, all: 0, none: 0, begun: 0, whole_ms: 0 };
  let wire = line(office, 16);

  async function again() {
    wire.close();
    await office.start();
    wire = line(office, 16);
  }
  async function ready_to_cut(coming) {
    const manager = await sign_in(office, 'manajer');
    const find = async () => (await windows(office, { from: coming.date, to: coming.date })).find((one) => one.id === coming.id);
    const crowd = await crowd_of(wire, people, 8);
    const path = `/api/v1/windows/${coming.id}`;
    for (const person of crowd) {
      const made = await wire.send('POST', `${path}/bookings`, { token: person.token, body: { application: person.id } });
      assert.equal(made.status, 201, made.text);
      person.ticket = made.json.id;
    }
    const before = await find();
    const preview = await wire.send('PATCH', path, { token: manager, body: { quota: 2, reason: 'listrik padam', preview: true } });
    assert.equal(preview.status, 200, preview.text);
    const apply = () => wire.send('PATCH', path, { token: manager, body: { quota: 2, reason: 'listrik padam', plan: preview.json.plan } });
    return { crowd, find, before, preview: preview.json, apply };
  }

  try {
    const coming = (await windows(office, range(office))).filter((one) => one.state === 'open').slice(0, cuts + 1).reverse();  // who is moved comes later than any day still to be cut
    // All at first: whoever has been moved is offered what is raised later. A fifth is not sold online.
    const manager = await sign_in(office, 'manajer');
    for (const window of coming) {
      const raised = await set_quota(wire, manager, window, 2 * people + window.taken);
      assert.equal(raised.done.status, 200, raised.done.text);
    }
    await office.halt();
    await again();
    const uncut = await ready_to_cut(coming[0]);
    const before_it = written(office);
    const started = performance.now();
    assert.equal((await uncut.apply()).status, 200);
    counted.whole_ms = Math.round(performance.now() - started);
    const whole_written = written(office) - before_it;
    await office.halt();
    await again();
    for (let cut = 0; cut < cuts; cut++) {
      const { crowd, find, before, preview, apply } = await ready_to_cut(coming[cut + 1]);
      const written_before = written(office);
      const applied = apply();
      await new Promise((on) => setTimeout(on, (counted.whole_ms * (cut + 0.5)) / cuts));
      await office.halt('SIGKILL');
      const has_begun = written(office) - written_before > whole_written / 20;
      const answer = await applied;
      const sound = office.run('check');
      assert.equal(sound.code, 0, `check: ${sound.output}${sound.errors}`);
      await again();
      const after = await find();
      await still_there(wire, crowd, 8);
      const whole = after.quota === 2 && after.taken === preview.keeps.length + preview.unplaced.length;
      const nothing = after.quota === before.quota && after.taken === before.taken;
      assert.ok(whole || nothing, `half a change: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
      if (answer.status === 200) assert.ok(whole, 'an acknowledged change is gone');
      counted.cuts += 1;
      counted.begun += has_begun;
      counted[whole ? 'all' : 'none'] += 1;
      tell(`${engine}: power cut ${cut + 1} during a quota change${has_begun ? ', part of it written' : ''}: ${whole ? 'all' : 'none'} of it`);
    }
    return counted;
  } finally {
    wire.close();
    await office.stop();
  }
}
