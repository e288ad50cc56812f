// Collects the sentences that people read, context.t("…") and msg("…"), from the C++ sources into text/antarkerja.pot.
// With --missing it also prints the entries that text/en.po lacks, ready to be pasted and translated.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse_po } from './po.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const template = 'text/antarkerja.pot';

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['tests', 'testing', 'fuzz', 'data'].includes(entry.name) ? [] : sources(path);
    return /\.(cpp|hpp)$/.test(entry.name) ? [path] : [];
  });
}

export function extract() {
  const files = ['base', 'platform', 'modules', 'app'].flatMap(sources);
  const done = spawnSync('xgettext', ['--language=C++', '--from-code=UTF-8', '--keyword', '--keyword=t', '--keyword=msg',
    '--sort-by-file', '--force-po', '--no-wrap', '--package-name=AntarKerja', '--files-from=-', `--output=${template}`],
  { cwd: root, input: files.join('\n'), encoding: 'utf8' });
  if (done.error) throw new Error(`xgettext: ${done.error.message} (Debian package gettext)`);
  if (done.status !== 0) throw new Error(done.stderr);
  return parse_po(readFileSync(join(root, template), 'utf8'), template);
}

export function catalogue() {
  return parse_po(readFileSync(join(root, 'text/en.po'), 'utf8'), 'text/en.po');
}

export function quote(text) {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}"`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = extract();
  const known = new Set(catalogue().filter((entry) => entry.msgstr !== '').map((entry) => entry.msgid));
  const missing = found.filter((entry) => !known.has(entry.msgid));
  console.error(`${found.length} sentences, ${missing.length} without English`);
  if (process.argv.includes('--missing')) {
    for (const { msgid, references } of missing) console.log(`#: ${references.join(' ')}\nmsgid ${quote(msgid)}\nmsgstr ""\n`);
  }
}
