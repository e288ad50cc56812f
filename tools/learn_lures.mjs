// Learns which words stand in lures and which in ordinary adverts, and writes modules/vacancies/rules_lure_learned_words.cpp:
//   node tools/learn_lures.mjs /folder/with/vacancies_magang_2025_full.jsonl
// Read are the labelled sets that rules were mended by (never "unread" and "fourth", which measure) and every second real advert. Logistic
// regression over the words of an advert, each counted once, divided by the root of their number. A word is kept that two adverts show.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sets = ['', '_second', '_third'];
const rounds = 12;
const least = 0.15;  // weight of a word worth keeping

const plain = (html) => (html ?? '').replace(/<[^>]+>/g, ' ');
const words = (text) => [...new Set((text.toLowerCase().replaceAll('$', ' usd ').match(/[a-z]+|[0-9]+/g) ?? []).map((one) => (/^[0-9]/.test(one) ? '#' : one)))];
const rows = (name) => readFileSync(join(root, 'modules/vacancies/tests/data', name), 'utf8').trimEnd().split('\n').map((line) => line.replaceAll('\\n', '\n').split('\t'));

const lures = sets.flatMap((set) => rows(`lures${set}.tsv`).map(([, title, text]) => words(`${title}\n${text}`)));
const ordinary = sets.flatMap((set) => rows(`ordinary${set}.tsv`).map(([title, text]) => words(`${title}\n${text}`)));
const real = readFileSync(join(process.argv[2], 'vacancies_magang_2025_full.jsonl'), 'utf8').trimEnd().split('\n')
  .map((line) => JSON.parse(line)).map((one) => words(`${one.title}\n${plain(one.description)}`)).filter((_, at) => at % 2 === 0);

const shown = new Map();
for (const advert of [...lures, ...ordinary, ...real]) for (const word of advert) shown.set(word, (shown.get(word) ?? 0) + 1);
const examples = [...lures.map((said) => ({ said, is: 1 })), ...[...ordinary, ...ordinary, ...real].map((said) => ({ said, is: 0 }))]
  .map(({ said, is }) => ({ is, size: Math.sqrt(said.length + 1), said: said.filter((word) => shown.get(word) > 1) }));

// The same order each time.
let chance = 1;
const draw = (below) => (chance = (Math.imul(chance, 1664525) + 1013904223) >>> 0) % below;
const weights = new Map();
let base = 0;
for (let round = 0; round < rounds; ++round) {
  for (let at = examples.length - 1; at > 0; --at) {
    const other = draw(at + 1);
    [examples[at], examples[other]] = [examples[other], examples[at]];
  }
  const step = 0.5 / (1 + round * 0.4);
  for (const { said, is, size } of examples) {
    const score = base + said.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / size;
    const wrong = is - 1 / (1 + Math.exp(-score));
    base += step * 0.1 * wrong;
    for (const word of said) weights.set(word, (weights.get(word) ?? 0) * (1 - 1e-4) + (step * wrong) / size);
  }
}

const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= least).sort(([a], [b]) => (a < b ? -1 : 1));
const lines = [];
let line = '';
for (const [word, weight] of kept) {
  const one = `${word} ${Math.round(weight * 100)} `;
  if (line.length + one.length > 128) {
    lines.push(line);
    line = '';
  }
  line += one;
}
lines.push(line);
writeFileSync(join(root, 'modules/vacancies/rules_lure_learned_words.cpp'),
  `// Made by tools/learn_lures.mjs.
#include "modules/vacancies/rules_lure_learned.hpp"

namespace vacancies::lure {

const int learned_base = ${Math.round(base * 100)};

// A word and its weight in hundredths; "#" is any number.
const std::string_view learned_words =
${lines.map((one) => `    "${one}"`).join('\n')};

}  // namespace vacancies::lure
`);
console.log(`${kept.length} words, base ${base.toFixed(2)}, from ${lures.length} lures, ${ordinary.length} ordinary and ${real.length} real adverts`);
