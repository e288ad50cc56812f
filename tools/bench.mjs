// `make bench NAME=booking|card|page|match|allocate|search`: this program and its peers in turn, in one run. The last line is one JSON object.
// Exit 0 measured, 1 the answers were wrong, 2 no such measurement, 3 no peer is here.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
process.chdir(join(dirname(self), '..'));
const program = resolve('build/release/antarkerja');
const name = process.argv[2] || '';
const rounds = Number(process.env.ROUNDS || 3);
const seconds = Number(process.env.SECONDS || 4);
const peers = process.env.PEERS || resolve('../shared/peers');

const measurements = { allocate, booking, card, match, page, search };
if (!Object.hasOwn(measurements, name)) {
  console.error(`bench: NAME is one of ${Object.keys(measurements).join(', ')}`);
  process.exit(2);
}
if (!existsSync(peers)) {
  console.error(`bench: no peer is found in ${peers}; \`antarkerja bench ${name}\` measures this program alone`);
  process.exit(3);
}

const folder = mkdtempSync(join(tmpdir(), 'antarkerja-peers-'));
const children = [];
process.on('exit', () => {
  for (const child of children) if (child.exitCode === null) process.kill(child.pid, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
const rounded = (value) => Math.round(value * 1000) / 1000;
const spread = (values) => ({ median: rounded(median(values)), lowest: rounded(Math.min(...values)), highest: rounded(Math.max(...values)) });
// The median of each figure over the rounds.
function median_of(list) {
  return Object.fromEntries(Object.keys(list[0]).map((key) => [key, rounded(median(list.map((one) => one[key])))]));
}

function must(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.error || (done.status !== 0 && !options.any_status)) {
    console.error(`bench: ${command} failed: ${done.error?.message ?? done.stderr}`);
    process.exit(3);
  }
  return done.stdout;
}

function ours(...args) {
  const lines = must(program, ['bench', name, '--json', '--rounds', '1', ...args], { any_status: true }).trim().split('\n');
  return JSON.parse(lines.at(-1));
}

function tell(result) {
  console.log(JSON.stringify({ bench: name, rounds, ...result }));
  process.exitCode = result.equal ? 0 : 1;
}

// --- bookings of one hot window: PostgreSQL takes a place and writes a row in one statement, over its own wire ---
function booking() {
  if (!process.env.ANTARKERJA_TEST_PG) {
    const inside = spawnSync('tools/with-postgres.sh', [process.execPath, self, name], { stdio: 'inherit', env: { ...process.env, PG_FSYNC: 'on' } });
    process.exit(inside.status ?? 3);
  }
  const url = process.env.ANTARKERJA_TEST_PG;
  const psql = (sql) => must('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', sql, url]).trim();
  psql(`create table slot (id int primary key, quota int, booked int) with (fillfactor = 50);
        create table booking (slot int, person bigint, primary key (slot, person));`);
  const script = join(folder, 'hot.sql');
  writeFileSync(script, `\\set person random(1, 1000000000000)
with taken as (update slot set booked = booked + 1 where id = 0 and booked < quota returning id)
insert into booking select id, :person from taken on conflict do nothing;
`);
  const postgresql = (clients) => {
    psql('truncate slot, booking; insert into slot values (0, 1000000000, 0);');
    psql('vacuum analyze slot');
    const said = must('pgbench', ['-n', '-M', 'prepared', '-f', script, '-c', String(clients), '-j', '2', '-T', String(seconds), '-l',
      '--log-prefix', join(folder, 'pg'), url]);
    const took = readdirSync(folder).filter((one) => one.startsWith('pg.')).flatMap((one) => {
      const lines = readFileSync(join(folder, one), 'utf8').trim().split('\n');
      rmSync(join(folder, one));
      return lines.map((line) => Number(line.split(' ')[2]) / 1000);
    }).sort((a, b) => a - b);
    // A person drawn twice books once: the place is then counted without a row. None of ten thousand million is expected.
    const lost = Number(psql('select (select booked from slot) - (select count(*) from booking)'));
    return { per_s: Number(/^tps = ([0-9.]+)/m.exec(said)[1]), p50_ms: took[took.length >> 1], p99_ms: took[Math.floor(took.length * 0.99)], lost };
  };
  const mine = [];
  const hot = [];
  const ratios = [];
  for (let round = 1; round <= rounds; ++round) {
    const one = ours();
    const best = [16, 64].map(postgresql).sort((a, b) => b.per_s - a.per_s)[0];
    mine.push(one);
    hot.push(best);
    ratios.push(one.ours.per_s / best.per_s);
    console.log(`round ${round}: ours ${Math.round(one.ours.per_s)}/s, raw engine ${Math.round(one.floor.raw_engine_per_s)}/s, ` +
      `PostgreSQL hot ${Math.round(best.per_s)}/s, fsync ${Math.round(one.floor.fsync_per_s.median)}/s`);
  }
  const by_callers = Object.fromEntries(Object.keys(mine[0].by_callers).map((callers) => {
    const each = mine.map((one) => one.by_callers[callers]);
    return [callers, { ours: median_of(each.map((one) => one.ours)), raw_engine: median_of(each.map((one) => one.raw_engine)),
      ratio: spread(each.map((one) => one.ratio.median)) }];
  }));
  tell({ rows: mine[0].rows, equal: mine.every((one) => one.equal) && hot.every((one) => one.lost === 0), ours: median_of(mine.map((one) => one.ours)),
    peers: { postgresql_hot: median_of(hot) },
    floor: { fsync_per_s: spread(mine.map((one) => one.floor.fsync_per_s.median)), raw_engine_per_s: rounded(median(mine.map((one) => one.floor.raw_engine_per_s))) },
    ratio: { raw_engine: rounded(median(mine.map((one) => one.ratio.raw_engine))), postgresql_hot: rounded(median(ratios)) },
    spread: { raw_engine: spread(mine.map((one) => one.ratio.raw_engine)), postgresql_hot: spread(ratios) }, by_callers });
}

// --- pages: nginx sends a file as large as the page ---
async function page() {
  const port = await new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => done(free));
    });
  });
  const first = ours('--rows', '16');
  mkdirSync(join(folder, 'files'));
  for (const [file, { bytes }] of Object.entries(first.by_page)) writeFileSync(join(folder, 'files', file), 'x'.repeat(bytes));
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/errors;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 100000000; default_type text/html;
  client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3; uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
  server { listen 127.0.0.1:${port}; root ${folder}/files; } }
`);
  must('chmod', ['-R', 'a+rX', folder]);
  children.push(spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' }));
  for (let tries = 0; tries < 50; ++tries) {
    const up = await fetch(`http://127.0.0.1:${port}/ticket`).then((answer) => answer.ok, () => false);
    if (up) break;
    await new Promise((again) => setTimeout(again, 100));
  }
  const mine = [];
  for (let round = 1; round <= rounds; ++round) {
    const one = ours('--peer', `http://127.0.0.1:${port}`);
    mine.push(one);
    console.log(`round ${round}: ours ${Math.round(one.ours.per_s)}/s, nginx ${Math.round(one.floor.nginx_per_s)}/s`);
  }
  const by_page = Object.fromEntries(Object.keys(mine[0].by_page).map((which) => {
    const each = mine.map((one) => one.by_page[which]);
    return [which, { bytes: each[0].bytes, ours: median_of(each.map((one) => one.ours)), nginx: median_of(each.map((one) => one.nginx)),
      ratio: spread(each.map((one) => one.ratio.median)) }];
  }));
  tell({ rows: mine[0].rows, equal: mine.every((one) => one.equal), ours: median_of(mine.map((one) => one.ours)), peers: { nginx: by_page.ticket.nginx },
    floor: { nginx_per_s: rounded(median(mine.map((one) => one.floor.nginx_per_s))) }, ratio: { nginx: by_page.ticket.ratio.median }, by_page });
  for (const child of children) child.kill('SIGTERM');
}

// --- cards: the bare library draws a simpler one, without portrait and code ---
function card() {
  const source = join(peers, 'f_card.cpp');
  if (!existsSync(source)) {
    console.error(`bench: ${source} is not here`);
    process.exit(3);
  }
  const flags = must('pkg-config', ['--cflags', '--libs', 'cairo']).trim().split(/\s+/);
  const bare = join(folder, 'bare');
  must('g++', ['-O2', '-std=c++20', source, '-o', bare, ...flags]);
  const mine = [];
  const theirs = [];
  const ratios = [];
  for (let round = 1; round <= rounds; ++round) {
    const one = ours();
    const [, per_s, bytes] = /cairo: ([0-9.]+) cards\/s, ([0-9]+) bytes/.exec(must(bare, [folder, '300']));
    mine.push(one);
    theirs.push({ per_s: Number(per_s), bytes: Number(bytes) });
    ratios.push(one.ours.per_s / Number(per_s));
    console.log(`round ${round}: ours ${Math.round(one.ours.per_s)}/s of ${one.bytes} bytes, bare cairo ${per_s}/s of ${bytes} bytes`);
  }
  tell({ rows: mine[0].rows, equal: mine.every((one) => one.equal), bytes: mine[0].bytes, ours: median_of(mine.map((one) => one.ours)),
    peers: { cairo: median_of(theirs) }, ratio: { cairo: rounded(median(ratios)) }, spread: { cairo: spread(ratios) } });
}

// The rows of the peers' generator, made once.
function generated(kind, count) {
  const generator = join(folder, 'gen');
  if (!existsSync(generator)) must('g++', ['-O2', '-std=c++20', join(peers, 'gen.cpp'), '-o', generator]);
  const file = join(folder, `${kind}.${count}`);
  must('sh', ['-c', '"$0" "$1" "$2" > "$3"', generator, kind, String(count), file]);
  return file;
}

// --- one seeker against all vacancies: a plain scan of columns, compiled for this machine, with one and two threads ---
function match() {
  const rows = Number(process.env.ROWS || 1_000_000);
  const files = ['--vacancies', generated('vacancies', rows), '--seekers', generated('seekers', 1000)];
  const scan = join(folder, 'scan');
  must('g++', ['-O3', '-march=native', '-std=c++20', join(peers, 'd_match.cpp'), '-o', scan]);
  const mine = [];
  const scans = [];
  const ratios = [];
  let equal = true;
  for (let round = 1; round <= rounds; ++round) {
    const one = ours(...files);
    const threads = [1, 2].map((count) => {
      const [, p50_ms, p99_ms, check] = /p50=([0-9.]+) ms p99=([0-9.]+) ms.*check=(\d+)/.exec(must(scan, [files[1], files[3], String(count)]));
      equal &&= Number(check) === one.check;
      return { p50_ms: Number(p50_ms), p99_ms: Number(p99_ms) };
    });
    const best = threads.sort((a, b) => a.p50_ms - b.p50_ms)[0];
    equal &&= one.equal;
    mine.push(one);
    scans.push(best);
    ratios.push(best.p50_ms / one.ours.p50_ms);
    console.log(`round ${round}: ours ${one.ours.p50_ms} ms (p99 ${one.ours.p99_ms}), scan ${best.p50_ms} ms (p99 ${best.p99_ms}), check ${one.check}`);
  }
  tell({ rows, equal, check: mine[0].check, first_sum: mine[0].first_sum, build_s: rounded(median(mine.map((one) => one.build_s))),
    read_per_seeker: mine[0].read_per_seeker, ours: median_of(mine.map((one) => one.ours)), peers: { cpp_scan: median_of(scans) },
    ratio: { cpp_scan: rounded(median(ratios)) }, spread: { cpp_scan: spread(ratios) } });
}

// --- search: four engines over the same rows and questions, each round after ours. Their indexes take minutes to build; PEER_DIR keeps them ---
function search() {
  const rows = Number(process.env.ROWS || 1_000_000);
  const kept = process.env.PEER_DIR || join(folder, 'peers');
  mkdirSync(kept, { recursive: true });
  const generator = join(kept, 'gen');
  if (!existsSync(generator)) must('g++', ['-O2', '-std=c++20', join(peers, 'gen.cpp'), '-o', generator]);
  const file = (kind, count) => {
    const path = join(kept, `${kind}.${count}`);
    if (!existsSync(path)) must('sh', ['-c', '"$0" "$1" "$2" > "$3"', generator, kind, String(count), path]);
    return path;
  };
  const files = ['--rows', String(rows), '--vacancies', file('vacancies', rows), '--queries', file('queries', 2000)];
  const mine = [];
  const theirs = [];
  const ratios = {};
  let equal = true;
  for (let round = 1; round <= rounds; ++round) {
    const one = ours(...files);
    const said = must('bash', [join(peers, 'a_search.sh'), String(rows), String(seconds), '1'], { any_status: true, env: { ...process.env, PEER_DIR: kept } });
    const best = {};
    for (const [, peer, per_s, p50_ms, p99_ms, check] of said.matchAll(/^(\w+) +facets=1 clients=16 .*qps=([0-9.]+) p50=([0-9.]+) ms p99=([0-9.]+) ms.*check=(\d+)$/gm)) {
      best[peer] = { per_s: Number(per_s), p50_ms: Number(p50_ms), p99_ms: Number(p99_ms) };
      equal &&= Number(check) === one.check;
      (ratios[peer] ??= []).push({ per_s: one.ours.per_s / Number(per_s), p99: Number(p99_ms) / one.ours.p99_ms });
    }
    equal &&= one.equal && Object.keys(best).length > 0;
    mine.push(one);
    theirs.push(best);
    console.log(`round ${round}: ours ${Math.round(one.ours.per_s)}/s (p99 ${one.ours.p99_ms} ms), ` +
      Object.entries(best).map(([peer, { per_s, p99_ms }]) => `${peer} ${Math.round(per_s)}/s (p99 ${p99_ms} ms)`).join(', ') + `, check ${one.check}`);
  }
  const names = Object.keys(theirs[0] ?? {});
  tell({ rows, equal, check: mine[0].check, check_100: mine[0].check_100, build_s: rounded(median(mine.map((one) => one.build_s))),
    build_cpu_s: rounded(median(mine.map((one) => one.build_cpu_s))), index_mib: rounded(median(mine.map((one) => one.index_mib))),
    ours: median_of(mine.map((one) => one.ours)), one_caller: median_of(mine.map((one) => one.one_caller)), light: median_of(mine.map((one) => one.light)),
    product: { build_s: rounded(median(mine.map((one) => one.product.build_s))), ours: median_of(mine.map((one) => one.product.ours)), one_caller: median_of(mine.map((one) => one.product.one_caller)), typed_wrong: median_of(mine.map((one) => one.product.typed_wrong)) },
    peers: Object.fromEntries(names.map((peer) => [peer, median_of(theirs.map((one) => one[peer]))])),
    ratio: Object.fromEntries(names.map((peer) => [peer, rounded(median(ratios[peer].map((one) => one.per_s)))])),
    ratio_p99: Object.fromEntries(names.map((peer) => [peer, rounded(median(ratios[peer].map((one) => one.p99)))])),
    spread: Object.fromEntries(names.map((peer) => [peer, spread(ratios[peer].map((one) => one.per_s))])) });
}

// --- allocation: no peer does it; the peers' market, our own certificate ---
function allocate() {
  const rows = Number(process.env.ROWS || 100_000);
  const files = ['--vacancies', generated('vacancies', Math.max(1, Math.floor(rows / 10))), '--seekers', generated('seekers', rows)];
  const mine = Array.from({ length: rounds }, () => ours('--rows', String(rows), ...files));
  tell({ rows, equal: mine.every((one) => one.equal), vacancies: mine[0].vacancies, pairs: mine[0].pairs,
    candidates_s: rounded(median(mine.map((one) => one.candidates_s))), ours: median_of(mine.map((one) => one.ours)), all_pairs: median_of(mine.map((one) => one.all_pairs)), naive: mine[0].naive });
}

await measurements[name]();
