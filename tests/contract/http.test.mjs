// The API as another system relies on it: what docs say, line by line, on every engine.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { engines, start_office } from '../journeys/office.mjs';
import { run } from './program.mjs';
import { apply, approve, at_counter, book, call, day_after, forged, free_window, path_of, qr_of, seeker, sign_in, today, windows, with_card } from './api.mjs';

// A Tuesday morning at nine in Balikpapan, or today with CONTRACT_NOW=real.
const now = process.env.CONTRACT_NOW === 'real' ? undefined : (process.env.CONTRACT_NOW ?? '2026-03-03T01:00:00Z');
const tuesday = today({ now });

// RFC 9457, and the parts that programs rely on.
function is_problem(answer, status, code) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
  for (const part of ['type', 'title', 'code']) assert.ok(typeof answer.json[part] === 'string' && answer.json[part].length > 0, part);
  assert.equal(answer.json.status, status);
  assert.match(answer.json.code, /^[a-z0-9_]+$/);
  assert.ok(Array.isArray(answer.json.errors));
  for (const error of answer.json.errors) {
    for (const part of ['field', 'code', 'title']) assert.equal(typeof error[part], 'string');
  }
  if (code) assert.equal(answer.json.code, code, answer.text);
}
const is_id = (value) => assert.ok(typeof value === 'string' && value.length > 0, `an id is a string, not ${JSON.stringify(value)}`);
const is_instant = (value, offset) => assert.match(value, new RegExp(`^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\${offset}$`));

const offices = await Promise.all(engines().map((engine) => start_office({ engine, now })));
const staff = await Promise.all(offices.map((office) => Promise.all(['petugas', 'petugas2', 'manajer'].map((user) => sign_in(office, user)))));
for (const [index, office] of offices.entries()) {
  const { engine } = office;
  after(() => office.stop());
  const story = (name, work) => test(`${name} (${engine})`, { timeout: 120_000 }, work);
  const [clerk, other_clerk, manager] = staff[index];
  const next_free = (options = {}) => free_window(office, { from: day_after(tuesday, 1), to: day_after(tuesday, 30), ...options });
  const posted = (path, token, body, headers) => call(office, 'POST', path, { token, body, headers });
  const decide = (id, body, { token = clerk, headers } = {}) => posted(`/api/v1/applications/${id}/decision`, token || undefined, body, headers);

  story('every demonstration account signs in, wrong passwords do not', async () => {
    for (const suffix of ['', '-serang']) {
      for (const name of ['petugas', 'petugas2', 'manajer', 'admin', 'bkk', 'perusahaan']) {
        const answer = await call(office, 'POST', '/api/v1/session', { body: { user: name + suffix, password: `demo-${name}` } });
        assert.equal(answer.status, 201, `${name}${suffix}: ${answer.text}`);
        assert.ok(answer.json.token.length >= 20);
      }
    }
    is_problem(await posted('/api/v1/session', undefined, { user: 'petugas', password: 'salah' }), 401);
    is_problem(await posted('/api/v1/session', undefined, { user: 'tidak-ada', password: 'salah' }), 401);
    const incomplete = await posted('/api/v1/session', undefined, { user: 'petugas' });
    is_problem(incomplete, 422);
    assert.deepEqual(incomplete.json.errors.map((one) => one.field), ['password']);
    is_problem(await call(office, 'POST', '/api/v1/session', { raw: '{nonsense' }), 400);
  });

  story('offices are a bare array with code, name and zone', async () => {
    const { status, json } = await call(office, 'GET', '/api/v1/offices');
    assert.equal(status, 200);
    assert.ok(Array.isArray(json) && json.length === 2);
    assert.deepEqual(Object.keys(json[0]).sort(), ['code', 'name', 'zone']);
    assert.equal(json.find((one) => /Balikpapan/.test(one.name)).zone, 'WITA');
    assert.equal(json.find((one) => /Serang/.test(one.name)).zone, 'WIB');
  });

  story('windows: both ends of the range, every one of it, with its state', async () => {
    const list = await windows(office, { from: tuesday, to: day_after(tuesday, 40) });
    for (const one of list) {
      is_id(one.id);
      assert.match(one.date, /^\d{4}-\d\d-\d\d$/);
      is_instant(one.opens, '+08:00');
      is_instant(one.closes, '+08:00');
      assert.ok(one.opens.startsWith(one.date) && one.opens < one.closes);
      assert.ok(Number.isInteger(one.quota) && Number.isInteger(one.taken) && one.taken >= 0);
      assert.ok(one.taken <= one.quota);
      assert.equal(typeof one.place, 'string');
      assert.ok(['open', 'full', 'over', 'suspended', 'too_far'].includes(one.state), one.state);
    }
    assert.ok(list.some((one) => one.state === 'too_far'), 'beyond the horizon is listed too');
    assert.ok(list.filter((one) => one.date > day_after(tuesday, 30)).every((one) => one.state === 'too_far'));
    assert.ok(list.filter((one) => one.date > tuesday && one.date <= day_after(tuesday, 30)).every((one) => one.state !== 'too_far'));
    const first = list.find((one) => one.date > tuesday);
    const that_day = await windows(office, { from: first.date, to: first.date });
    assert.deepEqual(that_day.map((one) => one.id), list.filter((one) => one.date === first.date).map((one) => one.id));
    assert.ok(that_day.length >= 1);
    // Wednesday and Friday, 19.00-21.00, for a month: 30 places, at most 8 of them taken.
    for (let day = 1; day <= 30; day++) {
      const date = day_after(tuesday, day);
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      const evening = list.filter((one) => one.date === date && one.opens.includes('T19:00'));
      if (weekday !== 3 && weekday !== 5) { assert.equal(evening.length, 0, date); continue; }
      assert.equal(evening.length, 1, `no evening on ${date}`);
      assert.ok(evening[0].closes.includes('T21:00') && evening[0].quota === 30 && evening[0].taken <= 8);
    }
    const serang = await windows(office, { code: 'kabupaten-serang', from: tuesday, to: day_after(tuesday, 10) });
    is_instant(serang[0].opens, '+07:00');
    const quota_of = (date) => serang.filter((one) => one.date === date).reduce((sum, one) => sum + one.quota, 0);
    assert.ok(serang.some((one) => quota_of(one.date) === 700), 'Serang serves 700 a day');
    is_problem(await call(office, 'GET', '/api/v1/windows?office=balikpapan&service=ak1&from=kapan&to='), 422);
    is_problem(await call(office, 'GET', `/api/v1/windows?office=tidak-ada&service=ak1&from=${tuesday}&to=${tuesday}`), 404);
  });

  story('a complete application is 201 with id, token and warnings', async () => {
    const made = await posted('/api/v1/applications', undefined, seeker());
    assert.equal(made.status, 201, made.text);
    is_id(made.json.id);
    assert.ok(made.json.token.length >= 20);
    assert.ok(Array.isArray(made.json.warnings));
    const odd = await posted('/api/v1/applications', undefined, seeker({ birth_date: '1991-12-24', sex: 'P', education: { level: 'smk', major: 'TKR', school: 'SMKN 1', year: 1990 } }));
    assert.equal(odd.status, 201, 'what is implausible but possible blocks nothing');
    assert.ok(odd.json.warnings.length > 0);
    assert.equal((await posted('/api/v1/applications', undefined, seeker({ skills: [] }))).status, 201);
    for (const purpose of ['domestic', 'abroad', 'both']) assert.equal((await posted('/api/v1/applications', undefined, seeker({ purpose }))).status, 201);
    for (const level of ['none', 'sd', 'smp', 'sma', 'ma', 'smk', 'paket_c', 'd1', 'd2', 'd3', 'd4', 's1', 'profesi', 's2', 'sp1', 's3', 'sp2']) {
      const person = seeker();
      const answer = await posted('/api/v1/applications', undefined, { ...person, education: { ...person.education, level } });
      assert.equal(answer.status, 201, `${level}: ${answer.text}`);
    }
    const more = await posted('/api/v1/applications', undefined, seeker({ religion: 'islam', marital_status: 'single', employment_situation: 'unemployed' }));
    assert.ok(more.status === 201 || more.status === 422, more.text);
  });

  story('every missing field is told, as a problem with errors', async () => {
    for (const field of Object.keys(seeker())) {
      const person = seeker();
      delete person[field];
      const answer = await posted('/api/v1/applications', undefined, person);
      is_problem(answer, 422);
      assert.ok(answer.json.errors.some((one) => one.field === field || one.field.startsWith(`${field}.`)), `${field}: ${answer.text}`);
    }
    for (const part of ['level', 'major', 'school', 'year']) {
      const person = seeker();
      delete person.education[part];
      const answer = await posted('/api/v1/applications', undefined, person);
      is_problem(answer, 422);
      assert.ok(answer.json.errors.some((one) => one.field === `education.${part}`), answer.text);
    }
    const empty = await posted('/api/v1/applications', undefined, {});
    is_problem(empty, 422);
    assert.ok(empty.json.errors.length >= 12);
    for (const wrong of [{ nik: '647101070895990' }, { birth_date: '1995-02-31' }, { sex: 'X' }, { purpose: 'moon' }, { village_code: '99.99.99.9999' },
      { desired_occupations: ['0000'] }, { name: 'a\u0000b' }, { education: { level: 'x', major: 'm', school: 's', year: 2010 } }]) {
      const answer = await posted('/api/v1/applications', undefined, seeker(wrong));
      is_problem(answer, 422);
      assert.ok(answer.json.errors.some((one) => one.field.startsWith(Object.keys(wrong)[0])), answer.text);
    }
    is_problem(await call(office, 'POST', '/api/v1/applications', { raw: '{"office":' }), 400);
    is_problem(await call(office, 'POST', '/api/v1/applications', { raw: '[]' }), 400);
  });

  story('a NIK that is already known gets the same answer as any other', async () => {
    const known = await with_card(office, clerk, seeker());
    const again = await posted('/api/v1/applications', undefined, { ...seeker(), nik: known.person.nik, birth_date: known.person.birth_date });
    assert.equal(again.status, 201);
    assert.deepEqual(Object.keys(again.json).sort(), ['id', 'token', 'warnings']);
    assert.notEqual(again.json.token, known.token);
    const fresh = await posted('/api/v1/applications', undefined, seeker());
    assert.deepEqual(again.json.warnings.map((one) => one.code), fresh.json.warnings.map((one) => one.code));
  });

  story('papers come as multipart; what is no paper is refused', async () => {
    const application = await apply(office, seeker());
    const form = (kind, bytes, type = 'image/png') => {
      const made = new FormData();
      if (kind) made.set('kind', kind);
      if (bytes) made.set('file', new Blob([bytes], { type }), 'berkas.png');
      return made;
    };
    const path = `/api/v1/applications/${application.id}/documents`;
    const png = picture();
    const added = await call(office, 'POST', path, { token: application.token, form: form('ktp', png) });
    assert.equal(added.status, 201, added.text);
    is_id(added.json.id);
    assert.equal((await call(office, 'POST', path, { token: clerk, form: form('diploma', png) })).status, 201);
    is_problem(await call(office, 'POST', path, { token: application.token, form: form('', png) }), 422);
    is_problem(await call(office, 'POST', path, { token: application.token, form: form('ktp') }), 422);
    is_problem(await call(office, 'POST', path, { token: application.token, form: form('ktp', Buffer.from('<script>alert(1)</script>')) }), 422);
    const stranger = await apply(office, seeker());
    const foreign = await call(office, 'POST', path, { token: stranger.token, form: form('ktp', png) });
    assert.ok([403, 404].includes(foreign.status), foreign.text);
    assert.ok([401, 403, 404].includes((await call(office, 'POST', path, { form: form('ktp', png) })).status));
  });

  story('a place is taken once, by one person, in a window that can be booked', async () => {
    const application = await apply(office, seeker());
    const window = await next_free({ places: 4 });
    const first = await book(office, application, window);
    assert.equal(first.status, 201, first.text);
    is_id(first.json.id);
    assert.ok(Number.isInteger(first.json.number) && first.json.number > 0);
    assert.match(first.json.ticket_url, /^http/);
    is_problem(await book(office, application, await next_free()), 409, 'already_booked');
    const after_first = (await windows(office, { from: window.date, to: window.date })).find((one) => one.id === window.id);
    assert.equal(after_first.taken, window.taken + 1);

    const read = await call(office, 'GET', `/api/v1/bookings/${first.json.id}`, { token: application.token });
    assert.equal(read.status, 200);
    assert.equal(read.json.number, first.json.number);
    assert.equal((await call(office, 'GET', `/api/v1/bookings/${first.json.id}`, { token: clerk })).status, 200);
    const stranger = await apply(office, seeker());
    assert.ok([403, 404].includes((await call(office, 'GET', `/api/v1/bookings/${first.json.id}`, { token: stranger.token })).status));
    is_problem(await call(office, 'GET', `/api/v1/bookings/${first.json.id}`), 401);
    is_problem(await posted(`/api/v1/windows/${window.id}/bookings`, undefined, { application: application.id }), 401);
    const for_another = await posted(`/api/v1/windows/${window.id}/bookings`, stranger.token, { application: application.id });
    assert.ok([403, 404].includes(for_another.status), for_another.text);
    const ticket = await fetch(first.json.ticket_url.replace(/^https?:\/\/[^/]+/, office.url));
    assert.equal(ticket.status, 200, 'the ticket page opens');

    const cancelled = await call(office, 'DELETE', `/api/v1/bookings/${first.json.id}`, { token: application.token });
    assert.ok([200, 204].includes(cancelled.status), cancelled.text);
    const second = await book(office, application, window);
    assert.equal(second.status, 201, second.text);
    assert.notEqual(second.json.number, first.json.number, 'a cancelled number is not given again');
    assert.ok([200, 204].includes((await call(office, 'DELETE', `/api/v1/bookings/${second.json.id}`, { token: clerk })).status));
  });

  story('windows that are over, too far ahead, full or unknown are refused with their code', async () => {
    const application = await apply(office, seeker());
    const far = (await windows(office, { from: day_after(tuesday, 31), to: day_after(tuesday, 40) }))[0];
    is_problem(await book(office, application, far), 409, 'too_far_ahead');
    const past = (await windows(office, { from: day_after(tuesday, -7), to: day_after(tuesday, -1) })).filter((one) => one.state === 'over');
    assert.ok(past.length > 0, 'the days before are listed');
    is_problem(await book(office, application, past[0]), 409, 'window_over');
    is_problem(await book(office, application, { id: '1' }), 404);

    const window = (await windows(office, { from: day_after(tuesday, 2), to: day_after(tuesday, 30) })).find((one) => one.state === 'open' && one.taken > 0);
    const plan = await call(office, 'PATCH', `/api/v1/windows/${window.id}`, { token: manager, body: { quota: window.taken, reason: 'uji', preview: true } });
    assert.equal(plan.status, 200, plan.text);
    assert.equal((await call(office, 'PATCH', `/api/v1/windows/${window.id}`, { token: manager, body: { quota: window.taken, reason: 'uji', plan: plan.json.plan } })).status, 200);
    is_problem(await book(office, application, window), 409, 'quota_full');
    const full = (await windows(office, { from: window.date, to: window.date })).find((one) => one.id === window.id);
    assert.equal(full.state, 'full');
  });

  story('a quota is changed by a plan that is shown before', async () => {
    const all = await windows(office, { code: 'balikpapan', from: day_after(tuesday, 5), to: day_after(tuesday, 25) });
    const window = all.find((one) => one.state === 'open' && one.quota - one.taken >= 4);
    const booked = [];
    for (let number = 0; number < 3; number++) {
      const application = await apply(office, seeker());
      const answer = await book(office, application, window);
      assert.equal(answer.status, 201);
      booked.push({ application, ...answer.json });
    }
    const patch = (body, token = manager) => call(office, 'PATCH', `/api/v1/windows/${window.id}`, { token, body });
    is_problem(await patch({ quota: 1, reason: 'uji', preview: true }, clerk), 403);
    is_problem(await patch({ reason: 'uji', preview: true }), 422);
    const taken = window.taken + 3;
    const preview = await patch({ quota: taken - 2, reason: 'ruang dipakai', preview: true });
    assert.equal(preview.status, 200, preview.text);
    const { plan, keeps, moves, unplaced } = preview.json;
    is_id(plan);
    assert.equal(keeps.length, taken - 2);
    assert.equal(moves.length + unplaced.length, 2);
    for (const one of keeps) { is_id(one.booking); assert.ok(Number.isInteger(one.number)); }
    for (const one of moves) {
      is_id(one.booking);
      assert.ok(Number.isInteger(one.from) && Number.isInteger(one.to.number));
      is_id(one.to.window);
      assert.match(one.to.date, /^\d{4}-\d\d-\d\d$/);
    }
    // Somebody gives a number back between the plan and its use.
    assert.equal((await call(office, 'DELETE', `/api/v1/bookings/${booked[0].id}`, { token: booked[0].application.token })).status < 300, true);
    is_problem(await patch({ quota: taken - 2, reason: 'ruang dipakai', plan }), 409, 'plan_changed');
    const again = await patch({ quota: taken - 2, reason: 'ruang dipakai', preview: true });
    const applied = await patch({ quota: taken - 2, reason: 'ruang dipakai', plan: again.json.plan });
    assert.equal(applied.status, 200, applied.text);
    const now_there = (await windows(office, { from: window.date, to: window.date })).find((one) => one.id === window.id);
    assert.equal(now_there.quota, taken - 2);
    assert.ok(now_there.taken <= now_there.quota);
    for (const one of again.json.moves) {
      const moved = await call(office, 'GET', `/api/v1/bookings/${one.booking}`, { token: clerk });
      assert.equal(moved.json.number, one.to.number);
    }
    const raise = await patch({ quota: window.quota + 1, reason: 'petugas tambahan', preview: true });
    assert.equal((await patch({ quota: window.quota + 1, reason: 'petugas tambahan', plan: raise.json.plan })).status, 200);
  });

  story('a booking of another day is checked in only when the clerk says so', async () => {
    const application = await apply(office, seeker());
    const booked = await book(office, application, await next_free());
    const path = `/api/v1/bookings/${booked.json.id}/check-in`;
    is_problem(await posted(path, clerk, {}), 409);
    is_problem(await posted(path, application.token, { other_day: true }), 403);
    is_problem(await decide(application.id, { decision: 'approve' }), 409, 'not_checked_in');
    const present = await posted(path, clerk, { other_day: true });
    assert.equal(present.status, 200, present.text);
    assert.equal(typeof present.json.state, 'string');
    const todays = (await windows(office, { from: tuesday, to: tuesday })).find((one) => one.state === 'open' && one.taken < one.quota);
    if (todays) {
      const other = await apply(office, seeker());
      const place = await book(office, other, todays);
      assert.equal(place.status, 201, place.text);
      assert.equal((await posted(`/api/v1/bookings/${place.json.id}/check-in`, clerk, {})).status, 200);
      assert.equal((await decide(other.id, { decision: 'approve' })).status, 200);
    }
  });

  story('approve, ask for a correction, reject', async () => {
    const application = await at_counter(office, clerk, seeker());
    const approved = await approve(office, clerk, application);
    assert.equal(approved.status, 200, approved.text);
    assert.equal(approved.json.state, 'approved');
    is_id(approved.json.card.id);
    assert.ok(approved.json.card.number.length > 0);
    const fix = await at_counter(office, clerk, seeker());
    is_problem(await decide(fix.id, { decision: 'needs_fix', reasons: [] }), 422);
    const asked = await decide(fix.id, { decision: 'needs_fix', reasons: [{ field: 'name', code: 'differs_from_ktp', note: 'Lihat KTP' }] });
    assert.equal(asked.status, 200, asked.text);
    const said_freely = await at_counter(office, clerk, seeker());
    assert.equal((await decide(said_freely.id, { decision: 'needs_fix', reasons: [{ field: 'education.year', code: 'salah_tahun', note: 'Tahun di ijazah 2014' }] })).status, 200);
    const bad = await at_counter(office, clerk, seeker());
    is_problem(await decide(bad.id, { decision: 'reject' }), 422);
    const rejected = await decide(bad.id, { decision: 'reject', reasons: [{ field: 'nik', code: 'identity_unproven', note: 'KTP tidak ada' }] });
    assert.equal(rejected.status, 200, rejected.text);
    is_problem(await decide(bad.id, { decision: 'approve' }), 409);
    is_problem(await decide(application.id, { decision: 'perhaps' }), 422);
    is_problem(await decide('1', { decision: 'approve' }), 404);
    is_problem(await decide(fix.id, { decision: 'approve' }, { token: fix.token }), 403);
    is_problem(await decide(fix.id, { decision: 'approve' }, { token: '' }), 401);
    const serang = await sign_in(office, 'petugas-serang');
    const foreign = await decide(fix.id, { decision: 'approve' }, { token: serang });
    assert.ok([403, 404].includes(foreign.status), foreign.text);
  });

  story('of two clerks on one file the later one is told', async () => {
    const application = await at_counter(office, clerk, seeker());
    const seen = await call(office, 'GET', `/api/v1/applications/${application.id}`, { token: clerk });
    const tag = seen.headers.get('etag');
    assert.ok(tag);
    is_instant(seen.json.submitted_at, '+08:00');
    is_instant(seen.json.present_at, '+08:00');
    assert.ok(!seen.text.includes(application.person.nik), 'the NIK is masked');
    const other = await decide(application.id, { decision: 'needs_fix', reasons: [{ field: 'name', code: 'other', note: 'cek' }] }, { token: other_clerk, headers: { 'if-match': tag } });
    assert.equal(other.status, 200, other.text);
    is_problem(await decide(application.id, { decision: 'approve' }, { headers: { 'if-match': tag } }), 409, 'changed_meanwhile');
    const fresh = await at_counter(office, clerk, seeker());
    const fresh_tag = (await call(office, 'GET', `/api/v1/applications/${fresh.id}`, { token: clerk })).headers.get('etag');
    assert.equal((await decide(fresh.id, { decision: 'approve' }, { headers: { 'if-match': fresh_tag } })).status, 200);
  });

  story('a card: approved, printed as PDF, issued, read by anybody', async () => {
    const application = await at_counter(office, clerk, seeker());
    const { json: { card } } = await approve(office, clerk, application);
    const early = await call(office, 'GET', `/api/v1/cards/${card.id}.pdf`, { token: clerk });
    assert.equal(early.status, 200, early.text.slice(0, 300));
    assert.match(early.headers.get('content-type'), /^application\/pdf/);
    assert.ok(early.text.startsWith('%PDF-'));
    assert.equal((await call(office, 'GET', `/api/v1/cards/${card.id}.pdf`, { token: application.token })).status, 200, 'the holder may');
    const stranger = await apply(office, seeker());
    assert.ok([403, 404].includes((await call(office, 'GET', `/api/v1/cards/${card.id}.pdf`, { token: stranger.token })).status));
    assert.ok([401, 404].includes((await call(office, 'GET', `/api/v1/cards/${card.id}.pdf`)).status));
    const issued = await posted(`/api/v1/applications/${application.id}/card`, clerk, {});
    assert.equal(issued.status, 201, issued.text);
    assert.equal(issued.json.id, card.id);
    assert.equal(issued.json.number, card.number);
    assert.match(issued.json.valid_until, /^\d{4}-\d\d-\d\d$/);

    const qr = await qr_of(office, clerk, card);
    const code = qr.split('kode=')[1];
    assert.match(qr, /\/verifikasi\?kode=[\w-]+$/);
    assert.ok(code.length > qr.length / 2, 'the code is the longer part');
    const said = async (text) => (await call(office, 'GET', path_of(text))).text;
    assert.match(await said(qr), /data-verdict="valid"/);
    assert.ok(!(await said(qr)).includes(application.person.nik));
    const asked = office.run('verify-card', { input: qr });
    assert.equal(asked.code, 0, asked.output + asked.errors);
    for (const position of [0, 5, 20, 60, code.length - 1]) {
      assert.match(await said(forged(qr, position)), /data-verdict="forged"/, `letter ${position}`);
      assert.equal(office.run('verify-card', { input: forged(qr, position) }).code, 1);
    }
    assert.equal(office.run('verify-card', { input: 'bukan kode' }).code, 1);
    assert.equal(office.run('verify-card', { input: '' }).code, 1);

    const path = `/api/v1/cards/${card.id}/revocation`;
    is_problem(await posted(path, clerk, {}), 422);
    const first = await posted(path, clerk, { reason: 'data_wrong' });
    assert.equal(first.status, 202, first.text);
    assert.ok('pending' in first.json);
    is_problem(await posted(path, clerk, { reason: 'data_wrong' }), 409, 'needs_other_person');
    assert.match(await said(qr), /data-verdict="valid"/, 'one person alone takes no card away');
    assert.equal((await posted(path, other_clerk, { reason: 'data_wrong' })).status, 200);
    assert.match(await said(qr), /data-verdict="revoked"/);
    assert.equal(office.run('verify-card', { input: qr }).code, 1);
  });

  story('a card that was replaced reads as inactive, without the reason', async () => {
    const first = await with_card(office, clerk, seeker());
    const qr = await qr_of(office, clerk, first.card);
    await with_card(office, clerk, { ...seeker(), nik: first.person.nik, birth_date: first.person.birth_date, name: first.person.name });
    const page = await call(office, 'GET', path_of(qr));
    assert.match(page.text, /data-verdict="inactive"/);
    assert.match(page.text, /tidak aktif lagi/i);
  });

  story('the same key and body are answered with the first answer again', async () => {
    const headers = { 'idempotency-key': `k-${engine}-1` };
    const person = seeker();
    const first = await posted('/api/v1/applications', undefined, person, headers);
    const again = await posted('/api/v1/applications', undefined, person, headers);
    assert.equal(first.status, 201);
    assert.equal(again.status, 201);
    assert.equal(again.text, first.text);
    is_problem(await posted('/api/v1/applications', undefined, seeker(), headers), 422);

    const window = await next_free({ places: 3 });
    const place = (key) => posted(`/api/v1/windows/${window.id}/bookings`, first.json.token, { application: first.json.id }, { 'idempotency-key': key });
    const [one, two] = await Promise.all([place('satu'), place('satu')]);
    assert.deepEqual([one.status, two.status], [201, 201]);
    assert.equal(one.text, two.text);
    is_problem(await place('dua'), 409, 'already_booked');
    // Scoped to token and route: another one's "satu" is another key.
    const neighbour = await apply(office, seeker());
    const other = await posted(`/api/v1/windows/${window.id}/bookings`, neighbour.token, { application: neighbour.id }, { 'idempotency-key': 'satu' });
    assert.equal(other.status, 201, other.text);
    const present = (body) => posted(`/api/v1/bookings/${one.json.id}/check-in`, clerk, body, { 'idempotency-key': 'hadir' });
    assert.equal((await present({ other_day: true })).status, 200);
    assert.equal((await present({ other_day: true })).status, 200);
    is_problem(await present({}), 422);
    const decided = () => decide(first.json.id, { decision: 'approve' }, { headers: { 'idempotency-key': 'setuju' } });
    const card = await decided();
    assert.equal(card.status, 200, card.text);
    assert.equal((await decided()).text, card.text);

    await office.halt('SIGKILL');
    const started = Date.now();
    await office.start();
    assert.ok(Date.now() - started < 2000, `ready again after ${Date.now() - started} ms`);
    const after_crash = await posted('/api/v1/applications', undefined, person, headers);
    assert.equal(after_crash.status, 201);
    assert.equal(after_crash.text, first.text);
    assert.equal((await place('satu')).text, one.text);
    is_problem(await posted('/api/v1/applications', undefined, seeker(), headers), 422);
  });

  story('wrong tokens and addresses are 401, 403, 404 as problems', async () => {
    is_problem(await posted('/api/v1/applications/1/decision', 'akt_falsch', { decision: 'approve' }), 401);
    is_problem(await posted('/api/v1/applications/1/decision', undefined, { decision: 'approve' }), 401);
    is_problem(await call(office, 'GET', '/api/v1/bookings/1', { token: clerk }), 404);
    is_problem(await call(office, 'GET', '/api/v1/tidak-ada'), 404);
    is_problem(await call(office, 'GET', '/api/v1/bookings/kata', { token: clerk }), 404);
    is_problem(await call(office, 'PUT', '/api/v1/offices', { body: {} }), 405);
    const employer = await sign_in(office, 'perusahaan');
    is_problem(await posted('/api/v1/applications/1/decision', employer, { decision: 'approve' }), 403);
    const huge = await posted('/api/v1/applications', undefined, { ...seeker(), address: 'x'.repeat(200_000) });
    is_problem(huge, 413);
  });

  story('what the installation tells of itself', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await call(office, 'GET', path);
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers.get('content-type'), /^text\/plain/);
    }
    assert.match((await call(office, 'GET', '/metrics')).text, /^antarkerja_http_requests_total\{/m);
    const { json } = await call(office, 'GET', '/openapi.json');
    assert.match(json.openapi, /^3\.1\./);
    const routes = JSON.parse(run('routes', '--json').output).filter((one) => one.path.startsWith('/api/'));
    assert.ok(routes.length >= 12);
    for (const route of routes) {
      const described = json.paths[route.path]?.[route.method.toLowerCase()];
      assert.ok(described, `${route.method} ${route.path} is not in openapi.json`);
    }
    const page = await call(office, 'GET', '/');
    assert.equal(page.status, 200);
    assert.match(page.text, /DEMO/);
    assert.match(page.text, /<html lang="id"/);
    assert.match((await call(office, 'GET', '/?lang=en')).text, /<html lang="en"/);
    const unknown = await call(office, 'GET', '/verifikasi');
    assert.equal(unknown.status, 200);
  });

  story('beside the running server the data is proved, and it ends when it is told to', async () => {
    for (const command of ['check', 'verify-audit']) {
      const done = office.run(command);
      assert.equal(done.code, 0, `${command}: ${done.output}${done.errors}`);
    }
    // What was printed or mailed earlier still fits; one changed letter does not.
    const heads = office.run('audit-head');
    assert.equal(heads.code, 0, heads.errors);
    assert.match(heads.output, /^\d+ \d+ ([0-9a-f]{8}-){7}[0-9a-f]{8} \d+ [\w-]+$/m);
    const fits = office.run('verify-audit', { arguments: ['--head', '-'], input: heads.output });
    assert.equal(fits.code, 0, fits.errors);
    const other = office.run('verify-audit', { arguments: ['--head', '-'], input: heads.output.replace(/ ([0-9a-f])([0-9a-f]{7}-)/, (_, first, rest) => ` ${first === '0' ? '1' : '0'}${rest}`) });
    assert.equal(other.code, 1);
    assert.equal(office.run('verify-audit', { arguments: ['--head', '/no/such/file'] }).code, 3);
    const asked = Date.now();
    const end = await office.halt('SIGTERM');
    assert.deepEqual(end, { code: 0, signal: null });
    assert.ok(Date.now() - asked < 30_000);
    await office.start();
    assert.equal((await call(office, 'GET', '/readyz')).status, 200);
  });
}

// A small picture that a scanner may have made.
function picture() {
  return Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
}
