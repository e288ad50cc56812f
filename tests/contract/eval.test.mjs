// `eval`, with the examples that other systems were given, word by word, and what they may send besides.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../journeys/office.mjs';
import { run } from './program.mjs';

const data = process.env.TEST_DATA ?? join(root, '../shared/data');

function answers(kind, lines) {
  const done = run('eval', kind, { input: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + '\n' });
  assert.equal(done.code, 0, done.errors);
  return done.output.trim().split('\n').map((line) => JSON.parse(line));
}

const examples = [
  ['nik', { nik: '6471010708959901', ref_date: '2026-06-30' }, { valid: true, province_code: '64', regency_code: '64.71', district_code: '64.71.01',
    birth_date: '1995-08-07', sex: 'L', serial: '9901', area_in_current_list: true, warnings: [] }],
  ['nik-normalise', { nik: '6471 0107 0895 9901' }, { nik: '6471010708959901' }],
  ['working-day-deadline', { start: '2026-01-14', working_days: 3, week_days: 5, cuti_bersama_is_off: true },
    { deadline: '2026-01-20', weekday_holidays_skipped: ['2026-01-16'] }],
  ['count-working-days', { first: '2026-01-12', last: '2026-01-16', week_days: 5, cuti_bersama_is_off: true }, { count: 4 }],
  ['is-working-day', { date: '2026-01-16', week_days: 5, cuti_bersama_is_off: true }, { working: false }],
  ['local-time', { local: '2026-01-01T00:30', zone: 'WITA' }, { utc: '2025-12-31T16:30:00Z', offset: '+08:00' }],
  ['add-months', { date: '2026-08-31', months: 6 }, { date: '2027-02-28' }],
];
for (const [kind, asked, expected] of examples) {
  test(`eval ${kind} answers its example`, () => assert.deepEqual(answers(kind, [asked]), [expected]));
}

test('any string given as a NIK is answered valid true or false', () => {
  const strings = ['', 'x', '647101070895990', '64710107089599011', '6471010708950000', '6471014708959901', '6471010732959901', '6471013002959901',
    '0071010708959901', '6400010708959901', '6471000708959901', '9999990708959901', '６４７１０１０７０８９５９９０１', '6471 0107 0895 9901', '6471.01.070895.9901',
    '6471010708959901\u0000', '\ud83d\ude00', '-6471010708959901', '6471017108959901', '6471014008959901'];
  const said = answers('nik', strings.map((nik) => ({ nik, ref_date: '2026-06-30' })));
  assert.equal(said.length, strings.length);
  for (const [at, one] of said.entries()) {
    assert.equal(typeof one.valid, 'boolean', `${strings[at]}: ${JSON.stringify(one)}`);
    if (!one.valid) assert.ok(Array.isArray(one.errors) && one.errors.length > 0);
  }
  const by = (nik) => said[strings.indexOf(nik)];
  assert.equal(by('6471014708959901').sex, 'P');
  assert.equal(by('6471014708959901').birth_date, '1995-08-07');
  for (const nik of ['6471010708950000', '6471013002959901', '6471010732959901', '0071010708959901', '6400010708959901', '6471000708959901', '647101070895990']) assert.equal(by(nik).valid, false, nik);
  assert.equal(by('9999990708959901').valid, true, 'an unknown area is a warning');
  assert.equal(by('9999990708959901').area_in_current_list, false);
  assert.ok(by('9999990708959901').warnings.length > 0);
});

test('broken lines are answered with an error in their place, the rest goes on', () => {
  const said = answers('add-months', ['{"date":', { months: 1 }, '[]', { date: '2024-01-31', months: 1 }, { date: '2026-03-31', months: -1 }, { date: '2026-02-31', months: 1 }]);
  assert.equal(said.length, 6);
  for (const at of [0, 1, 2]) assert.ok(said[at].error, JSON.stringify(said[at]));
  assert.deepEqual(said[3], { date: '2024-02-29' });
  assert.deepEqual(said[4], { date: '2026-02-28' });
  assert.ok(said[5].error);
});

test('the start day is day 0, Sundays are not moved, years without a decree say so', () => {
  const [same_day, later] = answers('working-day-deadline', [{ start: '2026-01-14', working_days: 0, week_days: 5, cuti_bersama_is_off: true },
    { start: '2031-01-06', working_days: 1, week_days: 5, cuti_bersama_is_off: true }]);
  assert.equal(same_day.deadline, '2026-01-14');
  assert.equal(later.deadline, '2031-01-07');
  assert.equal(later.calendar_complete, false);
  const [six] = answers('count-working-days', [{ first: '2026-01-12', last: '2026-01-17', week_days: 6, cuti_bersama_is_off: true }]);
  assert.deepEqual(six, { count: 5 });
});

test('an unknown kind is wrong usage', () => assert.equal(run('eval', 'tidak-ada', { input: '{}\n' }).code, 2));

test('eval fairness names the conditions that need a reason', () => {
  assert.deepEqual(answers('fairness', [{ text: 'dicari pria maksimal 25 tahun' }, { text: 'Pria/Wanita, pengalaman minimal 2 tahun' }, {}]), [
    { findings: [{ kind: 'sex', text: 'pria' }, { kind: 'age', text: 'maksimal 25 tahun' }] },
    { findings: [] },
    { error: 'missing field: text' },
  ]);
});

test('eval search ranks a corpus, forgives an affix and a typing error, and knows words of the same work', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antarkerja-search-'));
  try {
    const corpus = join(folder, 'corpus.jsonl');
    writeFileSync(corpus, [
      { id: 'a', title: 'Mekanik Bengkel', description: 'Merawat dan memperbaiki mobil pelanggan' },
      { id: 'b', title: 'Staf Pajak', description: 'Menyusun laporan pajak dan jurnal bulanan' },
      { id: 3, title: 'Perawat', description: 'Merawat pasien rawat inap', study_programmes: ['Keperawatan'] },
      { id: 'd', title: 'Barista', description: null },
    ].map((one) => JSON.stringify(one)).join('\n') + '\nnot json\n');
    const done = run('eval', 'search', '--corpus', corpus, {
      input: ['{"query":"memperbaiki mobil-mobil","limit":50}', '{"query":"barsita","limit":1}', '{"query":"akuntansi perpajakan"}', '{"query":"zzzz"}', '{"limit":5}', '{"query":"pajak","limit":0}'].join('\n') + '\n',
    });
    assert.equal(done.code, 0, done.errors);
    const [repair, typo, taxes, nothing, missing, zero] = done.output.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(repair.ids, ['a']);
    assert.deepEqual(typo.ids, ['d']);
    assert.equal(taxes.ids[0], 'b');
    assert.deepEqual(nothing.ids, []);
    assert.equal(missing.error, 'missing field: query');
    assert.match(zero.error, /^limit is not/);
    assert.match(done.errors, /1 lines of the corpus/);
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.equal(run('eval', 'search', { input: '{"query":"x"}\n' }).code, 2);
  assert.equal(run('eval', 'search', '--corpus', '/nowhere/at/all', { input: '{"query":"x"}\n' }).code, 3);
});

test('eval search finds the vacancies that employers meant for a study programme', { skip: !existsSync(join(data, 'match_study_programme.jsonl')) && 'TEST_DATA is not there' }, () => {
  const lines = (name) => readFileSync(join(data, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const folder = mkdtempSync(join(tmpdir(), 'antarkerja-search-'));
  try {
    const corpus = join(folder, 'corpus.jsonl');
    writeFileSync(corpus, lines('vacancies_magang_2025_full.jsonl').map(({ study_programmes: _, ...seen }) => JSON.stringify(seen)).join('\n'));
    const judged = lines('match_study_programme.jsonl');
    const done = run('eval', 'search', '--corpus', corpus, { input: judged.map((one) => JSON.stringify({ query: one.study_programme, limit: 1888 })).join('\n') + '\n', maxBuffer: 64 * 1024 * 1024 });
    assert.equal(done.code, 0, done.errors);
    const precisions = done.output.trim().split('\n').map((line, at) => {
      const relevant = new Set(judged[at].relevant);
      let found = 0;
      return JSON.parse(line).ids.reduce((sum, id, rank) => (relevant.has(id) ? sum + ++found / (rank + 1) : sum), 0) / relevant.size;
    });
    const map = precisions.reduce((a, b) => a + b, 0) / precisions.length;
    assert.ok(map >= 0.40, `mean average precision ${map}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('eval occupation finds the welder', () => {
  const [{ codes }] = answers('occupation', [{ title: 'juru las' }]);
  assert.ok(codes.includes('7212') && codes.length <= 5);
});
