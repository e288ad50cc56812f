// The built program in a folder of its own. Knows nothing of tests: tools/screenshots.mjs stands on it too.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.ANTARKERJA_PROGRAM ?? join(root, 'build/release/antarkerja');

// 'sqlite', and 'postgresql' where a server was started for the tests (tools/with-postgres.sh).
export function engines() {
  return process.env.ANTARKERJA_TEST_PG ? ['sqlite', 'postgresql'] : ['sqlite'];
}

async function free_port() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

function psql(url, statement) {
  const done = spawnSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url, '-c', statement], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`psql: ${done.stderr || done.error}`);
  return done.stdout;
}

function new_postgresql_database(template) {
  const server = process.env.ANTARKERJA_TEST_PG;
  if (!server) throw new Error('no PostgreSQL: run the journeys with tools/with-postgres.sh');
  const name = `journey_${randomUUID().replaceAll('-', '')}`;
  psql(server, `create database ${name}${template ? ` template ${template}` : ''}`);
  // libpq's addresses may have no host, which URL refuses.
  const url = server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
  return { name, url, drop: () => psql(server, `drop database if exists ${name} with (force)`) };
}

// An office that serves until stop(). Options: engine (as ANTARKERJA_JOURNEY_ENGINE says, or 'sqlite'), demo (true), now ('2026-03-03T01:00:00Z'; the machine's clock
// otherwise), data (a folder to continue), arguments (more for `serve`), limits ('off'), beside (an office on PostgreSQL: a second
// server on its database, with its keys).
export async function start_office(options = {}) {
  const beside = options.beside;
  if (beside) options = { ...options, engine: beside.engine, now: beside.now };
  const engine = options.engine ?? process.env.ANTARKERJA_JOURNEY_ENGINE ?? 'sqlite';
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'antarkerja-journey-'));
  if (beside) cpSync(beside.data, data, { recursive: true });
  const database = beside ? { url: beside.database_url, drop: () => {} } : engine === 'postgresql' ? new_postgresql_database() : null;
  const place = ['--data', data, ...(database ? ['--db', database.url] : [])];
  let parameters_set = 0;
  // addresses: wherever it served so far. A page from before a restart may still ask there for a picture.
  const office = { engine, data, now: options.now, database_url: database?.url, addresses: new Set(), log: '' };
  // By the clock that office.now names: halt(), another `now` and start() are hours that pass.
  const environment = () => ({ ...process.env, ...(office.now ? { ANTARKERJA_NOW: office.now } : {}) });

  const start_at = async (port) => {
    office.url = `http://127.0.0.1:${port}`;
    office.addresses.add(office.url);
    const process_ = spawn(program, ['serve', ...place, ...(options.demo === false ? [] : ['--demo']), '--listen', `127.0.0.1:${port}`,
      ...(options.limits === 'on' ? [] : ['--limits', 'off']), ...(options.arguments ?? [])], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    office.process = process_;
    office.ended = new Promise((ended) => process_.on('exit', (code, signal) => { office.exit = { code, signal }; ended(office.exit); }));
    office.exit = null;
    for (const stream of [process_.stdout, process_.stderr]) {
      stream.on('data', (bytes) => { office.log = (office.log + bytes).slice(-200_000); });
    }
    const deadline = Date.now() + 60_000;
    for (;;) {
      if (office.exit) throw new Error(`the program ended at once (${JSON.stringify(office.exit)}):\n${office.log.slice(-4000)}`);
      if (Date.now() > deadline) throw new Error(`the program was not ready within a minute:\n${office.log.slice(-4000)}`);
      const ready = await fetch(`${office.url}/readyz`, { signal: AbortSignal.timeout(2000) }).then((answer) => answer.ok, () => false);
      if (ready) return;
      await new Promise((again) => setTimeout(again, 50));
    }
  };
  // At the port that is wanted: a page that is open looks for the server where it was. Another one may be taken by somebody
  // before the program opens it; then the next is tried.
  office.start = async (wanted) => {
    return start_at(wanted ?? await free_port()).catch(async (failure) => {
      if (wanted || !failure.message.includes('cannot serve on')) throw failure;
      return start_at(await free_port());
    });
  };
  // Ends it the gentle way, or with 'SIGKILL' as a power cut does; the data stays, so start() may follow.
  office.halt = async (signal = 'SIGTERM') => {
    if (!office.exit) office.process.kill(signal);
    return office.ended;
  };
  office.stop = async () => {
    await office.halt();
    database?.drop();
    if (!options.data) rmSync(data, { recursive: true, force: true });
  };
  // What matches in its log. A line may reach us after an answer that was given later.
  office.said = async (pattern) => {
    for (const deadline = Date.now() + 10_000; ; await new Promise((again) => setTimeout(again, 50))) {
      const found = pattern.exec(office.log);
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`the log says nothing like ${pattern}:\n${office.log.slice(-4000)}`);
    }
  };
  // Another command of the program on the same data: office.run('verify-card', { input: code }).
  office.run = (command, { arguments: more = [], input = '' } = {}) => {
    const done = spawnSync(program, [...command.split(' '), ...place, ...more], { input, env: environment(), encoding: 'utf8' });
    return { code: done.status, output: done.stdout, errors: done.stderr };
  };
  // What its database says, behind the program's back: lines of columns with | between them.
  office.ask = (statement) => {
    if (database) return psql(database.url, statement);
    const done = spawnSync('sqlite3', [join(data, 'antarkerja.sqlite'), statement], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`sqlite3: ${done.stderr || done.error}`);
    return done.stdout;
  };
  // Sets a parameter of every office, behind the program's back: it is stopped for that moment.
  office.set_parameter = async (name, value) => {
    await office.halt();
    parameters_set += 1;
    const statement = 'insert into office_parameter (id, office_id, name, value, legal_basis, valid_from, note, set_at) '
      + `select id + ${7_000_000_000_000_000 + parameters_set}, id, '${name}', '${value}', 'uji', '2020-01-01', '', 0 from office_office`;
    office.ask(statement);
    await office.start();
  };
  // All that it knows, in a folder and a database of their own. While it is halted only.
  office.copy = (folder) => {
    cpSync(data, folder, { recursive: true });
    const copied = database ? new_postgresql_database(database.name) : null;
    return {
      place: ['--data', folder, ...(copied ? ['--db', copied.url] : [])],
      remove: () => { copied?.drop(); rmSync(folder, { recursive: true, force: true }); },
    };
  };
  office.place = place;
  // A test file that ends early must not leave its office behind.
  process.on('exit', () => { if (office.process && !office.exit) office.process.kill('SIGKILL'); });
  await office.start().catch(async (failure) => { await office.stop().catch(() => {}); throw failure; });
  return office;
}
