import { spawnSync } from 'node:child_process';
import { program } from '../journeys/office.mjs';

// One command of the program, without an office: run('eval', 'nik', { input: '…' }).
export function run(...words) {
  const options = typeof words.at(-1) === 'object' ? words.pop() : {};
  const done = spawnSync(program, words, { encoding: 'utf8', timeout: 60_000, ...options });
  return { code: done.status, output: done.stdout, errors: done.stderr };
}
