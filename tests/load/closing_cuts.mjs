// The power goes while a day is closed. By an officer: who still waits goes home with a number for another day. By midnight: who
// was booked and did not come is a no-show. All of them or nobody.
import assert from 'node:assert/strict';
import { start_office } from '../journeys/office.mjs';
import { call, day_after, sign_in, today, windows } from '../contract/api.mjs';
import { crowd_of, set_quota, written } from './quota_storm.mjs';
import { line, spread } from './storm.mjs';

export function is_sound(office) {
  for (const command of ['check', 'verify-audit']) {
    const done = office.run(command);
    assert.equal(done.code, 0, `${command}: ${done.output}${done.errors}`);
  }
}

// One closing runs to its end first: the cuts are spread over the time that it took. `begun` counts the cuts before which
// PostgreSQL had written part of the act.
export async function closing_cuts({ engine, cuts = 10, people = 40, tell = () => {} }) {
  const office = await start_office({ engine, now: '2026-03-03T01:00:00Z' });
  const counted = { engine, cuts: 0, all: 0, none: 0, begun: 0, whole_ms: 0 };
  const coming = { from: day_after(today(office), 1), to: day_after(today(office), 29) };
  let wire = line(office, 16);

  const rebooked = async () => (await windows(office, coming)).reduce((taken, one) => taken + one.taken, 0);
  async function again() {
    wire.close();
    await office.halt();
    is_sound(office);
    await office.start();
    wire = line(office, 16);
  }
  // Everybody has arrived and waits; nobody else does.
  async function full_hall(window) {
    const officer = await sign_in(office, 'petugas');
    const crowd = await crowd_of(wire, people, 8);
    await spread(people, 8, async (at) => {
      const person = crowd[at];
      const made = await wire.send('POST', `/api/v1/windows/${window.id}/bookings`, { token: person.token, body: { application: person.id } });
      assert.equal(made.status, 201, made.text);
      person.ticket = made.json.id;
      const present = await wire.send('POST', `/api/v1/bookings/${person.ticket}/check-in`, { token: officer, body: { other_day: true } });
      assert.equal(present.status, 200, present.text);
    });
    const form = new URLSearchParams({ layanan: 'ak1', alasan: 'listrik padam' });
    const close = () => call(office, 'POST', '/loket/tutup/pulang', { token: officer, form }).catch(() => ({ status: 0 }));
    const went_home = async () => {
      const states = [];
      await spread(people, 8, async (at) => {
        const answer = await wire.send('GET', `/api/v1/bookings/${crowd[at].ticket}`, { token: crowd[at].token });
        assert.equal(answer.status, 200, answer.text);
        states.push(answer.json.state);
      });
      return states.filter((state) => state === 'left').length;
    };
    return { close, went_home, before: await rebooked() };
  }
  async function closed_whole({ close, went_home, before }) {
    const answer = await close();
    assert.equal(answer.status, 200, answer.text);
    assert.equal(await went_home(), people);
    assert.equal(await rebooked(), before + people);
  }

  try {
    // One window for those who come, and one with room for all who are sent to another day. A fifth is not sold online.
    const open = (await windows(office, coming)).filter((one) => one.state === 'open');
    const manager = await sign_in(office, 'manajer');
    for (const window of [open.at(0), open.at(-1)]) {
      const raised = await set_quota(wire, manager, window, 2 * people * (cuts + 1) + window.taken);
      assert.equal(raised.done.status, 200, raised.done.text);
    }
    await again();
    const uncut = await full_hall(open.at(-1));
    const before_it = written(office);
    const started = performance.now();
    assert.equal((await uncut.close()).status, 200);
    counted.whole_ms = Math.round(performance.now() - started);
    const whole_written = written(office) - before_it;
    assert.equal(await uncut.went_home(), people);
    await again();
    for (let cut = 0; cut < cuts; cut++) {
      const hall = await full_hall(open.at(-1));
      const written_before = written(office);
      const closing = hall.close();
      await new Promise((on) => setTimeout(on, (counted.whole_ms * (cut + 0.5)) / cuts));
      await office.halt('SIGKILL');
      const has_begun = written(office) - written_before > whole_written / 20;
      const answer = await closing;
      await again();
      const home = await hall.went_home();
      const moved = await rebooked() - hall.before;
      assert.ok((home === 0 || home === people) && moved === home, `half a closing: ${home} of ${people} went home, ${moved} have a new number`);
      if (answer.status === 200) assert.equal(home, people, 'an acknowledged closing is gone');
      counted.cuts += 1;
      counted.begun += has_begun;
      counted[home ? 'all' : 'none'] += 1;
      tell(`${engine}: power cut ${cut + 1} during a day's closing${has_begun ? ', part of it written' : ''}: ${home ? 'all' : 'none'} of it`);
      if (!home) await closed_whole(hall);  // the officer asks again
    }
    return counted;
  } finally {
    wire.close();
    await office.stop();
  }
}

// The first start of the morning closes the days before it; nobody asks for it, so the moment is known only roughly. The cuts are
// spread over `around_ms` before the moment at which an uncut start was seen to have closed a day.
export async function midnight_cuts({ engine, cuts = 10, people = 60, around_ms = 200, tell = () => {} }) {
  const office = await start_office({ engine, now: '2026-03-03T01:00:00Z' });
  const counted = { engine, cuts: 0, all: 0, none: 0, closed_after_ms: 0 };
  const wire = line(office, 16);

  // { booked, no_show } of the day, and whether the journal says that it was closed.
  function seen(date) {
    const states = Object.fromEntries(office.ask('select state, count(*) from booking_ticket where office_id = '
      + `(select id from office_office where code = 'balikpapan') and date = '${date}' group by state`).trim().split('\n').map((row) => row.split('|')));
    const journal = office.ask(`select count(*) from audit_entry where verb = 'day.closed' and subject = 'booking_day:${date}' and office_id = `
      + "(select id from office_office where code = 'balikpapan')");
    return { booked: Number(states.booked ?? 0), no_show: Number(states.no_show ?? 0), closed: Number(journal) };
  }
  async function until_closed(date) {
    const deadline = Date.now() + 30_000;
    while (!seen(date).closed) assert.ok(Date.now() < deadline, `nobody closed ${date}`);
  }

  try {
    const manager = await sign_in(office, 'manajer');
    const days = (await windows(office, { from: day_after(today(office), 1), to: day_after(today(office), 29) }))
      .filter((one, at, all) => one.state === 'open' && all.findIndex((other) => other.date === one.date) === at).slice(0, cuts + 1);
    assert.equal(days.length, cuts + 1);
    for (const window of days) {
      const raised = await set_quota(wire, manager, window, 2 * people + window.taken);
      assert.equal(raised.done.status, 200, raised.done.text);
      const crowd = await crowd_of(wire, people, 8);
      await spread(people, 8, async (at) => {
        const made = await wire.send('POST', `/api/v1/windows/${window.id}/bookings`, { token: crowd[at].token, body: { application: crowd[at].id } });
        assert.equal(made.status, 201, made.text);
      });
    }
    wire.close();
    await office.halt();
    const the_morning_after = (date) => {
      office.now = `${day_after(date, 1)}T01:00:00Z`;
      return { started: performance.now(), starting: office.start() };
    };
    const uncut = await the_morning_after(days[0].date);
    await uncut.starting;
    await until_closed(days[0].date);
    counted.closed_after_ms = Math.round(performance.now() - uncut.started);
    await office.halt();
    for (let cut = 0; cut < cuts; cut++) {
      const { date } = days[cut + 1];
      const before = seen(date);
      assert.ok(before.booked >= people && before.closed === 0);
      const { starting, started } = await the_morning_after(date);
      starting.catch(() => {});
      const moment = counted.closed_after_ms - around_ms + (around_ms * (cut + 0.5)) / cuts;
      await new Promise((on) => setTimeout(on, moment - (performance.now() - started)));
      await office.halt('SIGKILL');
      await starting.catch(() => {});
      is_sound(office);
      const after = seen(date);
      const whole = after.booked === 0 && after.no_show === before.no_show + before.booked && after.closed === 1;
      const nothing = after.booked === before.booked && after.no_show === before.no_show && after.closed === 0;
      assert.ok(whole || nothing, `half a day closed: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
      counted.cuts += 1;
      counted[whole ? 'all' : 'none'] += 1;
      tell(`${engine}: power cut ${cut + 1} at the closing after midnight: ${whole ? 'all' : 'none'} of it`);
      if (nothing) {
        await office.start();
        await until_closed(date);
        await office.halt();
      }
    }
    return counted;
  } finally {
    wire.close();
    await office.stop();
  }
}
