// Makes the voice of the hall: every word that a call needs, spoken in Indonesian by espeak-ng, in one file that a browser
// fetches once (voice/id.mp3) with the place of each word in it (voice/id.json). Needs the Debian packages espeak-ng and lame.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = 'build/embedded/web/voice';
const size_max = 600_000;
const units = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

// Name of the clip -> what is spoken. modules/hall/rules_speech.cpp says which follow each other.
const clips = {
  nomor: 'nomor antrean', silakan: 'silakan ke', layar: 'silakan lihat layar',
  loket: 'loket', meja: 'meja', ruang: 'ruang', bilik: 'bilik', lantai: 'lantai',
};
for (const letter of 'abcdefghijklmnopqrstuvwxyz') clips[letter] = letter === 'q' ? 'kiu' : letter.toUpperCase();
for (let one = 0; one <= 9; one++) clips[one] = units[one];
clips[10] = 'sepuluh';
clips[11] = 'sebelas';
for (let one = 2; one <= 9; one++) {
  clips[10 + one] = `${units[one]} belas`;
  clips[one * 10] = `${units[one]} puluh`;
  clips[one * 100] = `${units[one]} ratus`;
  clips[one * 1000] = `${units[one]} ribu`;
}
clips[100] = 'seratus';
clips[1000] = 'seribu';

const work = mkdtempSync(join(tmpdir(), 'antarkerja-voice-'));

function run(program, ...rest) {
  const done = spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (done.error || done.status !== 0) {
    rmSync(work, { recursive: true, force: true });
    console.error(`${program} failed (${done.error?.code ?? done.status}): is the Debian package there? See tools/packages.txt`);
    process.exit(1);
  }
}

// 16-bit mono samples without the silence around them.
function spoken(text) {
  const path = join(work, 'word.wav');
  run('espeak-ng', '-v', 'id', '-s', '135', '-p', '42', '-a', '130', '-w', path, text);
  const file = readFileSync(path);
  const rate = file.readUInt32LE(24);
  const samples = new Int16Array(file.buffer.slice(file.byteOffset + 44, file.byteOffset + file.length - (file.length % 2)));
  const loud = (sample) => Math.abs(sample) > 300;
  const first = samples.findIndex(loud);
  const last = samples.findLastIndex ? samples.findLastIndex(loud) : samples.length - 1 - [...samples].reverse().findIndex(loud);
  return { rate, samples: samples.subarray(Math.max(0, first - rate * 0.01), Math.min(samples.length, last + rate * 0.03)) };
}

// Decoders differ in how much silence they leave at the start: the gap is wider than that.
const gap_s = 0.16;
const parts = [];
const places = {};
let rate = 22050;
let at = 0;
for (const [name, text] of Object.entries(clips)) {
  const word = spoken(text);
  rate = word.rate;
  const gap = new Int16Array(Math.round(rate * gap_s));
  parts.push(gap, word.samples);
  at += gap.length;
  places[name] = [Number((at / rate).toFixed(3)), Number((word.samples.length / rate).toFixed(3))];
  at += word.samples.length;
}
parts.push(new Int16Array(rate * gap_s));

const bytes = Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
const head = Buffer.alloc(44);
head.write('RIFF', 0);
head.writeUInt32LE(36 + bytes.length, 4);
head.write('WAVEfmt ', 8);
head.writeUInt32LE(16, 16);
head.writeUInt16LE(1, 20);
head.writeUInt16LE(1, 22);
head.writeUInt32LE(rate, 24);
head.writeUInt32LE(rate * 2, 28);
head.writeUInt16LE(2, 32);
head.writeUInt16LE(16, 34);
head.write('data', 36);
head.writeUInt32LE(bytes.length, 40);
writeFileSync(join(work, 'all.wav'), Buffer.concat([head, bytes]));

mkdirSync(folder, { recursive: true });
run('lame', '--quiet', '-m', 'm', '-b', '40', '--cbr', '-q', '2', join(work, 'all.wav'), join(folder, 'id.mp3'));
writeFileSync(join(folder, 'id.json'), JSON.stringify(places));
rmSync(work, { recursive: true, force: true });

const size = statSync(join(folder, 'id.mp3')).size;
console.log(`voice: ${Object.keys(clips).length} clips, ${(at / rate).toFixed(0)} s, ${size} B`);
if (size > size_max) throw new Error('the voice is too heavy');
