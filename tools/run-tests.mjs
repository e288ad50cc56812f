// Runs every test and adds up: the C++ tests on both engines, the text catalogue, the contract and the storms on the built
// program, the browser journeys.
// The last line is 'N passed, N failed'; the exit code is 1 when something failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
process.chdir(join(dirname(self), '..'));

const with_postgres = 'tools/with-postgres.sh';
if (!process.env.ANTARKERJA_TEST_PG && !process.env.ANTARKERJA_TEST_PG_TRIED && existsSync(with_postgres)) {
  const inside = spawnSync(with_postgres, [process.execPath, self], {
    stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ANTARKERJA_TEST_PG_TRIED: '1' } });
  process.exit(inside.status ?? 3);
}

const total = { passed: 0, failed: 0 };
function count(name, passed, failed, started) {
  total.passed += passed;
  total.failed += failed;
  console.log(`== ${name}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - started) / 1000)} s)\n`);
}

// Runs a command, shows what it says, gives each line to `on_line`; answers its exit code.
function run(program, args, on_line, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (on_line(line) !== 'hide') console.log(line);
    });
    child.on('error', (error) => { console.error(error.message); resolve(3); });
    child.on('close', (status, signal) => {
      if (signal) console.error(`${program} was ended by ${signal}`);
      resolve(status ?? 3);
    });
  });
}

async function cpp_tests() {
  const started = Date.now();
  let summary;
  const status = await run('build/release/antarkerja_tests', ['--no-colors=true'], (line) => {
    const found = /^\[doctest\] test cases: *(\d+) *\| *(\d+) passed *\| *(\d+) failed/.exec(line);
    if (found) summary = { passed: Number(found[2]), failed: Number(found[3]) };
  });
  // No summary: the program died in the middle, and nobody knows how many would have passed.
  if (!summary) summary = { passed: 0, failed: 1 };
  if (status !== 0 && summary.failed === 0) summary.failed = 1;
  count('C++ tests', summary.passed, summary.failed, started);
}

// Runs files under node's own test runner, group after group, `at_once` files of a group at a time; adds up what the reporter
// counts.
async function node_tests(name, groups, { at_once = 1, environment = {} } = {}) {
  const started = Date.now();
  let passed = 0;
  let failed = 0;
  for (const group of groups) {
    if (group.length === 0) continue;
    const before = passed + failed;
    const status = await run(process.execPath,
      ['--test', `--test-concurrency=${at_once}`, '--test-reporter=./tests/journeys/reporter.mjs',
        '--test-reporter-destination=stdout', ...group], (line) => {
        const found = /^COUNT (pass|fail)$/.exec(line);
        if (!found) return 'show';
        if (found[1] === 'pass') passed += 1;
        else failed += 1;
        return 'hide';
      }, environment);
    if ((status !== 0 && failed === 0) || passed + failed === before) failed += 1;
  }
  count(name, passed, failed, started);
}

const tests_in = (folder) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.test.mjs')).sort()
  .map((name) => join(folder, name));

// What outsiders rely on, and the storms: on the built program, without a browser. A storm has the machine to itself.
const contract = () => node_tests('contract and load', [tests_in('tests/contract'), tests_in('tests/load')]);

// A journey mostly waits for its browser, its server or a page that draws itself: two share the machine.
const journeys_at_once = 2;

// The main job and the hall, told once more on the other engine. Journeys that run on both by themselves are not here.
const also_on_postgresql = ['board', 'clerk', 'hall', 'kiosk', 'life', 'quota', 'school', 'ticket'];

async function journeys() {
  rmSync('build/pages', { recursive: true, force: true });
  rmSync('build/failures', { recursive: true, force: true });
  mkdirSync('build/pages', { recursive: true });
  // The last file judges the HTML that the others collected, so it runs by itself.
  const files = tests_in('tests/journeys');
  const last = files.filter((name) => name.endsWith('/zz_valid_html.test.mjs'));
  await node_tests('journeys', [files.filter((name) => !last.includes(name)), last], { at_once: journeys_at_once });
  if (!process.env.ANTARKERJA_TEST_PG) return;
  await node_tests('journeys on PostgreSQL', [also_on_postgresql.map((name) => `tests/journeys/${name}.test.mjs`)],
    { at_once: journeys_at_once, environment: { ANTARKERJA_JOURNEY_ENGINE: 'postgresql' } });
}

async function texts() {
  const started = Date.now();
  if (!existsSync('tools/check-texts.mjs')) return;
  const status = await run(process.execPath, ['tools/check-texts.mjs'], () => 'show');
  count('text catalogue', status === 0 ? 1 : 0, status === 0 ? 0 : 1, started);
}

if (!process.env.ANTARKERJA_TEST_PG) console.log('PostgreSQL is not there: its half of the store tests is skipped');
for (const name of ['TEST_DATA', 'PEERS']) {
  if (!existsSync(process.env[name] ?? '')) console.log(`${name}=${process.env[name] ?? ''} is not there: what needs it is skipped`);
}

await cpp_tests();
await texts();
await contract();
await journeys();
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
