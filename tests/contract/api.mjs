// Another system that talks to an office over its API: what the contract tests, the storms and some journeys stand on.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// call(office, 'POST', '/api/v1/…', { token, body, headers, form }) -> { status, headers, text, json }
export async function call(office, method, path, { token, body, headers = {}, form, raw } = {}) {
  // Two turns of the loop: a connection that the server closed while we waited for another program is not used again.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((on) => { setImmediate(on); });
  const answer = await fetch(office.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body !== undefined || raw !== undefined ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    body: form ?? raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.toString('utf8');
  let json = null;
  if (/json/.test(answer.headers.get('content-type') ?? '')) json = JSON.parse(text);
  return { status: answer.status, headers: answer.headers, bytes, text, json };
}

export async function sign_in(office, user) {
  const answer = await call(office, 'POST', '/api/v1/session', { body: { user, password: `demo-${user.replace(/-serang$/, '')}` } });
  if (answer.status !== 201) throw new Error(`${user}: ${answer.status} ${answer.text}`);
  return answer.json.token;
}

let born = 0;
// A person nobody has met yet: born on a day of their own, so every NIK is new.
export function seeker(changes = {}, office = 'balikpapan') {
  born += 1;
  const day = new Date(Date.UTC(1990, 0, 1 + (born % 3000)));
  const iso = day.toISOString().slice(0, 10);
  const [year, month, date] = iso.split('-');
  const serang = office === 'kabupaten-serang';
  const nik = `${serang ? '360405' : '647101'}${date}${month}${year.slice(2)}${String(5000 + Math.floor(born / 3000)).padStart(4, '0')}`;
  return {
    office, nik, name: `Budi Uji ${born}`, birth_place: 'Balikpapan', birth_date: iso, sex: 'L', phone: '081234567890',
    address: 'Jl. Jenderal Sudirman 12 RT 03', village_code: serang ? '36.04.05.2001' : '64.71.01.1001',
    education: { level: 'smk', major: 'Teknik Kendaraan Ringan', school: 'SMKN 1 Balikpapan', year: Number(year) + 18 },
    skills: ['Las listrik'], desired_occupations: ['7212'], purpose: 'domestic', ...changes,
  };
}

export const day_after = (iso, days) => new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
// The day it is now in Balikpapan, by the office's clock.
export const today = (office) => new Date((office.now ? Date.parse(office.now) : Date.now()) + 8 * 3_600_000).toISOString().slice(0, 10);

export async function windows(office, { code = 'balikpapan', service = 'ak1', from = today(office), to = day_after(today(office), 30) } = {}) {
  const answer = await call(office, 'GET', `/api/v1/windows?office=${code}&service=${service}&from=${from}&to=${to}`);
  if (answer.status !== 200) throw new Error(`windows: ${answer.status} ${answer.text}`);
  return answer.json.windows;
}
export async function free_window(office, { places = 1, ...options } = {}) {
  const found = (await windows(office, { from: day_after(today(office), 1), ...options })).find((one) => one.state === 'open' && one.quota - one.taken >= places);
  if (!found) throw new Error('no free window');
  return found;
}

export async function apply(office, person = seeker()) {
  const answer = await call(office, 'POST', '/api/v1/applications', { body: person });
  if (answer.status !== 201) throw new Error(`application: ${answer.status} ${answer.text}`);
  return { ...answer.json, person };
}
export async function book(office, application, window) {
  return call(office, 'POST', `/api/v1/windows/${window.id}/bookings`, { token: application.token, body: { application: application.id } });
}
// Applied, took a number and stands at the counter.
export async function at_counter(office, clerk, person = seeker()) {
  const application = await apply(office, person);
  const booked = await book(office, application, await free_window(office, { code: person.office }));
  if (booked.status !== 201) throw new Error(`booking: ${booked.status} ${booked.text}`);
  const present = await call(office, 'POST', `/api/v1/bookings/${booked.json.id}/check-in`, { token: clerk, body: { other_day: true } });
  if (present.status !== 200) throw new Error(`check-in: ${present.status} ${present.text}`);
  return { ...application, booking: booked.json };
}
export async function approve(office, clerk, application, headers = {}) {
  return call(office, 'POST', `/api/v1/applications/${application.id}/decision`, { token: clerk, body: { decision: 'approve' }, headers });
}
// With the card in the hand: { card: {id, number, valid_until}, … }.
export async function with_card(office, clerk, person = seeker()) {
  const application = await at_counter(office, clerk, person);
  const approved = await approve(office, clerk, application);
  if (approved.status !== 200) throw new Error(`approval: ${approved.status} ${approved.text}`);
  const issued = await call(office, 'POST', `/api/v1/applications/${application.id}/card`, { token: clerk, body: {} });
  if (issued.status !== 201) throw new Error(`card: ${issued.status} ${issued.text}`);
  return { ...application, card: issued.json };
}
export async function revoke(office, clerks, card, reason = 'data_wrong') {
  const answers = [];
  for (const token of clerks) answers.push(await call(office, 'POST', `/api/v1/cards/${card.id}/revocation`, { token, body: { reason } }));
  return answers;
}

export async function card_pdf(office, token, card) {
  const pdf = await call(office, 'GET', `/api/v1/cards/${card.id}.pdf`, { token });
  if (pdf.status !== 200) throw new Error(`pdf: ${pdf.status} ${pdf.text}`);
  return pdf.bytes;
}
// The pages of a PDF, drawn by somebody else's program into a folder that is gone after look(folder): page-1.png, …
export function drawn(pdf, look, options = ['-png', '-r', '300']) {
  const folder = mkdtempSync(join(tmpdir(), 'antarkerja-drawn-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    const done = spawnSync('pdftoppm', [...options, join(folder, 'paper.pdf'), join(folder, 'page')], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`pdftoppm: ${done.stderr || done.error}`);
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
// What an independent reader sees in the QR of a printed card.
export function qr_in(pdf) {
  return drawn(pdf, (folder) => {
    // Only QR codes: zbarimg also takes strokes of a portrait or a grid for a bar code now and then.
    // The back of the card has no code, and for such a page zbarimg does not answer 0.
    const read = spawnSync('sh', ['-c', 'zbarimg -q --raw -Sdisable -Sqrcode.enable "$1"/page*.png', 'sh', folder], { encoding: 'utf8' });
    if (!read.stdout.trim()) throw new Error(`zbarimg found no code: ${read.stderr || read.error}`);
    return read.stdout.trim();
  });
}
export const qr_of = async (office, token, card) => qr_in(await card_pdf(office, token, card));
// One letter of the code is another one.
export function forged(qr, position = 40) {
  const start = qr.indexOf('kode=') + 5;
  const at = start + position;
  return qr.slice(0, at) + (qr[at] === 'A' ? 'B' : 'A') + qr.slice(at + 1);
}
export const path_of = (qr) => { const { pathname, search } = new URL(qr); return pathname + search; };
