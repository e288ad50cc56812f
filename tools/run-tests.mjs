// Runs every test and adds up: the C++ tests on both engines, the text catalogue, the contract and the storms on the built
// program, the browser journeys. What a file says is told when the file is done.
// The last line is 'N passed, N failed'; the exit code is 1 when something failed.
//   run-tests.mjs [WORD…]: only what has one of the words in its name, for one `journeys/board` or `C++`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
process.chdir(join(dirname(self), '..'));
const words = process.argv.slice(2);

const with_postgres = 'tools/with-postgres.sh';
if (!process.env.ANTARKERJA_TEST_PG && !process.env.ANTARKERJA_TEST_PG_TRIED && existsSync(with_postgres)) {
  const inside = spawnSync(with_postgres, [process.execPath, self, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ANTARKERJA_TEST_PG_TRIED: '1' } });
  process.exit(inside.status ?? 3);
}

// What is counted together, in the order in which it is told at the end.
const groups = new Map();
function count(name, passed, failed) {
  const group = groups.get(name) ?? { passed: 0, failed: 0 };
  group.passed += passed;
  group.failed += failed;
  groups.set(name, group);
}

// Runs a command; answers its exit code and what it said, line by line.
function run(program, args, environment = {}) {
  return new Promise((resolve) => {
    const lines = [];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => lines.push(line));
    child.on('error', (error) => resolve({ status: 3, lines: [...lines, error.message] }));
    child.on('close', (status, signal) => {
      if (signal) lines.push(`${program} was ended by ${signal}`);
      resolve({ status: status ?? 3, lines });
    });
  });
}

// One part of the C++ tests: from the `first` case on up to the `last`.
const cpp_tests = (first, last) => ({
  name: `C++ tests ${first} to ${last}`,
  async run() {
    const { status, lines } = await run('build/release/antarkerja_tests', ['--no-colors=true', `--first=${first}`, `--last=${last}`]);
    const found = lines.map((line) => /^\[doctest\] test cases: .*\| *(\d+) failed/.exec(line)).find((one) => one);
    // No summary: the program died in the middle, and nobody knows how many would have passed. What it calls passed are the
    // cases of all parts.
    const cases = found ? last - first + 1 : 0;
    const failed = Math.max(Number(found?.[1] ?? 1), status === 0 ? 0 : 1);
    count('C++ tests', Math.max(cases - failed, 0), failed);
    return lines;
  },
});

// Two parts with equally many cases.
async function halves_of_cpp_tests() {
  const { lines } = await run('build/release/antarkerja_tests', ['--no-colors=true', '--count']);
  const cases = Number(/filters: *(\d+)/.exec(lines.join('\n'))?.[1] ?? 0);
  const half = Math.ceil(cases / 2);
  return [cpp_tests(1, half), cpp_tests(half + 1, Math.max(cases, half + 1))];
}

// A file under node's own test runner; adds up what the reporter counts.
const node_test = (group, file, environment = {}) => ({
  name: environment.ANTARKERJA_JOURNEY_ENGINE ? `${file} (${environment.ANTARKERJA_JOURNEY_ENGINE})` : file,
  async run() {
    const { status, lines } = await run(process.execPath,
      ['--test', '--test-reporter=./tests/journeys/reporter.mjs', '--test-reporter-destination=stdout', file], environment);
    const told = (word) => lines.filter((line) => line === word).length;
    const failed = told('COUNT fail');
    const nothing = told('COUNT pass') + told('COUNT skip') === 0;
    count(group, told('COUNT pass'), status !== 0 || nothing ? Math.max(failed, 1) : failed);
    return lines.filter((line) => !line.startsWith('COUNT '));
  },
});

// Runs jobs in their order, `at_once` at a time; tells each when it is done.
async function all_of(jobs, at_once) {
  const waiting = jobs.filter((job) => words.length === 0 || words.some((word) => job.name.includes(word)));
  await Promise.all(Array.from({ length: at_once }, async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const started = Date.now();
      const lines = await job.run();
      console.log(`-- ${job.name} (${Math.round((Date.now() - started) / 1000)} s)\n${lines.join('\n')}\n`);
    }
  }));
}

const tests_in = (folder) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.test.mjs')).sort()
  .map((name) => join(folder, name));

// Who takes longest starts first, so that nobody is waited for at the end (seconds: docs/testing.md). The rest by name.
const longest = ['every_page_staff', 'clerk', 'every_page_manager', 'counter_work', 'company', 'seeker', 'every_page_partners', 'vacancy',
  'life', 'manager', 'messages', 'hall', 'application', 'verifier', 'account', 'every_page_public', 'kiosk', 'quota', 'suggestions'];
const rank = (file) => (longest.indexOf(basename(file, '.test.mjs')) + 1) || longest.length + 1;
const longest_first = (files) => [...files].sort((one, other) => rank(one) - rank(other));

// The main job and the hall, told once more on the other engine. Journeys that run on both by themselves are not here.
const also_on_postgresql = ['board', 'clerk', 'counter', 'counter_work', 'full_hall', 'hall', 'kiosk', 'life', 'quota', 'rule_pack', 'school',
  'seeker', 'ticket', 'verifier', 'whole_way'];

function journeys() {
  const jobs = longest_first(tests_in('tests/journeys')).filter((file) => basename(file) !== 'zz_valid_html.test.mjs')
    .map((file) => node_test('journeys', file));
  if (!process.env.ANTARKERJA_TEST_PG) return jobs;
  return [...jobs, ...longest_first(also_on_postgresql.map((name) => `tests/journeys/${name}.test.mjs`))
    .map((file) => node_test('journeys on PostgreSQL', file, { ANTARKERJA_JOURNEY_ENGINE: 'postgresql' }))];
}

const texts = {
  name: 'text catalogue',
  async run() {
    const { status, lines } = await run(process.execPath, ['tools/check-texts.mjs']);
    count('text catalogue', status === 0 ? 1 : 0, status === 0 ? 0 : 1);
    return lines;
  },
};

if (!process.env.ANTARKERJA_TEST_PG) console.log('PostgreSQL is not there: its half of the store tests is skipped');
for (const name of ['TEST_DATA', 'PEERS']) {
  if (!existsSync(process.env[name] ?? '')) console.log(`${name}=${process.env[name] ?? ''} is not there: what needs it is skipped`);
}

rmSync('build/pages', { recursive: true, force: true });
rmSync('build/failures', { recursive: true, force: true });
mkdirSync('build/pages', { recursive: true });

// A test mostly waits for its browser, its server or its database: two share the machine. A storm has it to itself, and the
// checker of HTML judges the pages that the journeys collected.
await all_of([...await halves_of_cpp_tests(), texts, ...tests_in('tests/contract').map((file) => node_test('contract', file)), ...journeys()], 2);
await all_of(tests_in('tests/load').map((file) => node_test('storms', file)), 1);
await all_of([node_test('valid HTML', 'tests/journeys/zz_valid_html.test.mjs')], 1);

for (const [name, { passed, failed }] of groups) console.log(`== ${name}: ${passed} passed, ${failed} failed`);
const sum = (what) => [...groups.values()].reduce((so_far, group) => so_far + group[what], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
