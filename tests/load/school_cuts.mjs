// The power goes while a school's file is read in, and while its graduates are handed in: all of it or none of it.
import assert from 'node:assert/strict';
import { start_office } from '../journeys/office.mjs';
import { call, sign_in } from '../contract/api.mjs';
import { is_sound } from './closing_cuts.mjs';
import { written } from './quota_storm.mjs';

const header = 'NIK;Nama Lengkap;Tempat Lahir;Tanggal Lahir;L/P;Nomor HP;Alamat;Kelurahan/Desa;Jurusan;Tahun Lulus;Jabatan yang Dicari;Keterampilan';
const two = (value) => String(value).padStart(2, '0');
function row_of(number) {
  const day = two(1 + (number % 28));
  const month = two(1 + (Math.floor(number / 28) % 12));
  return `647104${day}${month}08${String(1 + number).padStart(4, '0')};Lulusan ${number} Contoh;Balikpapan;${day}-${month}-2008;L;0812${30000000 + number};`
    + `Jalan Kelas ${number};64.71.01.1001;Teknik Kendaraan Ringan;2025;mekanik mobil;Tune up`;
}

// One file is read in and handed in to the end first: the cuts are spread over the time that each took. `begun` counts the cuts
// before which PostgreSQL had written part of the act.
export async function school_cuts({ engine, cuts = 10, rows = 300, tell = () => {} }) {
  const office = await start_office({ engine, now: '2026-03-03T01:00:00Z' });
  const counted = { engine, cuts: 0, all: 0, none: 0, begun: 0, upload_ms: 0, hand_in_ms: 0 };
  const count = (what) => Number(office.ask(`select count(*) from ${what}`));
  const seen = () => ({
    rows: count('partners_graduate'), sent: count("partners_graduate where state = 'sent'"),
    uploads: count('partners_upload'), files: count('registration_application'),
    journal: count("audit_entry where verb = 'school.handed_in'"),
  });
  let files = 0;
  // A file of graduates whom nobody has met, and what each of the two acts must have changed when it is done.
  async function school_day() {
    const token = await sign_in(office, 'bkk');
    const list = [header, ...Array.from({ length: rows }, (_, at) => row_of(files * rows + at))].join('\r\n');
    files += 1;
    const upload = () => {
      const form = new FormData();
      form.append('daftar', new Blob([list], { type: 'text/csv' }), 'lulusan.csv');
      return call(office, 'POST', '/bkk/unggah', { token, form });
    };
    const hand_in = () => call(office, 'POST', '/bkk/kirim', { token, form: new URLSearchParams({ jamin: 'ya' }) });
    return [
      { name: 'upload', send: upload, grows: { rows, sent: 0, uploads: 1, files: 0, journal: 0 } },
      { name: 'hand_in', send: hand_in, grows: { rows: 0, sent: rows, uploads: 0, files: rows, journal: 1 } },
    ];
  }
  const grown = (before, grows) => Object.fromEntries(Object.keys(before).map((key) => [key, before[key] + grows[key]]));
  // Uncut; says how long it took.
  async function whole({ send, grows }) {
    const before = seen();
    const started = performance.now();
    const answer = await send();
    const took_ms = Math.round(performance.now() - started);
    assert.equal(answer.status, 303);
    assert.deepEqual(seen(), grown(before, grows));
    return took_ms;
  }

  try {
    await call(office, 'POST', '/bkk/lulusan/hapus', { token: await sign_in(office, 'bkk'), form: new URLSearchParams() });  // nobody ready from before
    const whole_written = {};
    for (const act of await school_day()) {
      const before_it = written(office);
      counted[`${act.name}_ms`] = await whole(act);
      whole_written[act.name] = written(office) - before_it;
    }
    for (let cut = 0; cut < cuts; cut++) {
      for (const act of await school_day()) {
        const before = seen();
        const written_before = written(office);
        const sent = act.send().catch(() => ({ status: 0 }));
        await new Promise((on) => setTimeout(on, (counted[`${act.name}_ms`] * (cut + 0.5)) / cuts));
        await office.halt('SIGKILL');
        const has_begun = written(office) - written_before > whole_written[act.name] / 20;
        const answer = await sent;
        is_sound(office);
        const after = JSON.stringify(seen());
        const done = after === JSON.stringify(grown(before, act.grows));
        assert.ok(done || after === JSON.stringify(before), `half of ${act.name}: ${JSON.stringify(before)} became ${after}`);
        if (answer.status === 303) assert.ok(done, `an acknowledged ${act.name} is gone`);
        counted.cuts += 1;
        counted.begun += has_begun;
        counted[done ? 'all' : 'none'] += 1;
        tell(`${engine}: power cut ${cut + 1} during ${act.name}${has_begun ? ', part of it written' : ''}: ${done ? 'all' : 'none'} of it`);
        await office.start();
        if (!done) await whole(act);  // the school asks again
      }
    }
    return counted;
  } finally {
    await office.stop();
  }
}
