// `make run`: serves a demonstration district and says where. PORT and DATA come from the environment.
import { spawn } from 'node:child_process';

const port = process.env.PORT || '8080';
const data = process.env.DATA || 'run/demo';
const address = `http://127.0.0.1:${port}`;

const server = spawn('build/release/antarkerja', ['serve', '--data', data, '--demo', '--listen', `127.0.0.1:${port}`],
  { stdio: ['ignore', 'inherit', 'inherit'] });
let over = false;
server.on('exit', (code, signal) => { over = true; process.exitCode = signal ? 0 : code ?? 3; });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'));

async function is_ready() {
  try {
    return (await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

while (!over && !(await is_ready())) await new Promise((again) => setTimeout(again, 200));
if (!over) {
  console.log(`
AntarKerja is served at ${address}

  seekers             ${address}/
  card check          ${address}/verifikasi
  staff               ${address}/masuk

Demo accounts (password: demo- and the name, without the suffix):
  Balikpapan          petugas  petugas2  manajer  admin  bkk  perusahaan
  Kabupaten Serang    petugas-serang  petugas2-serang  manajer-serang  admin-serang  bkk-serang  perusahaan-serang

Data is kept in ${data}. Ctrl-C ends it.
`);
}
