// text/en.po -> build/embedded/text/en.table: sentence and translation in turn, each ended by NUL.
// platform/i18n/language.cpp reads it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse_po } from './po.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entries = parse_po(readFileSync(join(root, 'text/en.po'), 'utf8'), 'text/en.po');
const parts = [];
for (const { msgid, msgstr, fuzzy } of entries) {
  if (msgstr === '' || fuzzy) continue;
  if (msgid.includes('\0') || msgstr.includes('\0')) throw new Error(`NUL in a sentence: ${msgid}`);
  parts.push(msgid, msgstr);
}
mkdirSync(join(root, 'build/embedded/text'), { recursive: true });
writeFileSync(join(root, 'build/embedded/text/en.table'), parts.map((part) => `${part}\0`).join(''));
