// `eval`, with the examples that other systems were given, word by word, and what they may send besides.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './program.mjs';

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

test('eval occupation finds the welder', () => {
  const [{ codes }] = answers('occupation', [{ title: 'juru las' }]);
  assert.ok(codes.includes('7212') && codes.length <= 5);
});
