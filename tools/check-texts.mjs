// The English catalogue is complete and fits the program: every sentence has its English, the same {names} on both sides,
// no sentence with two translations, none that the program does not say. Exit code 1 lists what is wrong.
import { catalogue, extract } from './extract-texts.mjs';
import { placeholders } from './po.mjs';

const problems = [];
const english = new Map();
for (const entry of catalogue()) {
  const at = `text/en.po:${entry.line}`;
  // Two modules may share a sentence, not disagree about it.
  if (english.has(entry.msgid) && english.get(entry.msgid) !== entry.msgstr) problems.push(`${at}: twice, with other English: ${entry.msgid}`);
  if (entry.msgstr === '' || entry.fuzzy) problems.push(`${at}: no English: ${entry.msgid}`);
  else if (placeholders(entry.msgid) !== placeholders(entry.msgstr)) problems.push(`${at}: other {names} in the English: ${entry.msgid}`);
  english.set(entry.msgid, entry.msgstr);
}
const sentences = extract();
for (const { msgid, references } of sentences) {
  if (!english.has(msgid)) problems.push(`${references[0]}: no English in text/en.po: ${msgid}`);
}
const used = new Set(sentences.map((entry) => entry.msgid));
for (const entry of catalogue()) {
  if (!used.has(entry.msgid)) problems.push(`text/en.po:${entry.line}: used nowhere: ${entry.msgid}`);
}

for (const problem of problems) console.log(problem);
console.log(`text catalogue: ${sentences.length} sentences, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
