// Makes what is built into the program: npm packages, then each preparing script whose inputs changed since it last ran.
// Everything it makes goes to build/embedded/, where cmake/embed.cmake finds it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const steps = [
  { name: 'npm', inputs: ['package.json', 'package-lock.json', '.npmrc'], made: 'node_modules',
    command: ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'] },
  { name: 'assets', inputs: ['web', 'package-lock.json'], script: 'tools/prepare-assets.mjs' },
  { name: 'voice', inputs: [], script: 'tools/prepare-voice.mjs', made: 'build/embedded/web/voice' },
  { name: 'areas', inputs: ['package-lock.json'], script: 'tools/prepare-areas.mjs' },
  { name: 'words', inputs: ['/usr/share/hunspell/id_ID.dic'], script: 'tools/prepare-words.mjs', made: 'build/embedded/data/dictionary.tsv' },
  { name: 'points', inputs: ['tools/area_points', 'tools/prepare-areas.mjs', 'package-lock.json'], script: 'tools/prepare-points.mjs' },
  { name: 'fonts', inputs: ['web/fonts', 'package-lock.json'], script: 'tools/prepare-fonts.mjs' },
  { name: 'texts', inputs: ['text'], script: 'tools/compile-texts.mjs' },
];

function files_under(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).filter((name) => name !== 'dist').sort().flatMap((name) => files_under(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(files_under)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

mkdirSync('build/stamps', { recursive: true });
mkdirSync('build/embedded', { recursive: true });
for (const step of steps) {
  if (step.script && !existsSync(step.script)) continue;
  const stamp = `build/stamps/${step.name}`;
  const now = fingerprint([...step.inputs, ...(step.script ? [step.script] : [])]);
  const made = step.made ?? 'build/embedded';
  if (existsSync(made) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) continue;
  rmSync(stamp, { force: true });
  const [program, ...rest] = step.command ?? [process.execPath, step.script];
  console.log(`preparing ${step.name}`);
  const done = spawnSync(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) {
    console.error(`${[program, ...rest].join(' ')} failed`);
    process.exit(1);
  }
  writeFileSync(stamp, now);
}
