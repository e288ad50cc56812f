// npm idn-area-data -> build/embedded/data/areas.tsv: every province, regency, district and village as "code<TAB>name", sorted
// so that an area is followed by all that lies within it. modules/reference/areas.cpp reads it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(root, 'node_modules/idn-area-data');
const pinned = '4.0.1';
const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
if (version !== pinned) throw new Error(`idn-area-data ${version} is installed, ${pinned} is wanted: codes may differ`);

// A row of a CSV file without line breaks inside fields.
function fields(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

function rows(name, count) {
  const [header, ...lines] = readFileSync(join(from, 'data', name), 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const columns = fields(header);
  const areas = lines.map(fields).map((row) => [row[columns.indexOf('code')], row[columns.indexOf('name')].replace(/\s+/g, ' ').trim()]);
  if (areas.length !== count) throw new Error(`${name}: ${areas.length} areas, ${count} expected`);
  return areas;
}

const areas = [...rows('provinces.csv', 38), ...rows('regencies.csv', 514), ...rows('districts.csv', 7285), ...rows('villages.csv', 83762)]
  .sort(([a], [b]) => (a < b ? -1 : 1));
const codes = new Set();
for (const [code, name] of areas) {
  const parent = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : undefined;
  if (!/^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$/.test(code) || name === '' || codes.has(code)) throw new Error(`unfit area: ${code} ${name}`);
  if (parent && !codes.has(parent)) throw new Error(`${code} ${name} lies in no known area`);
  codes.add(code);
}
mkdirSync(join(root, 'build/embedded/data'), { recursive: true });
writeFileSync(join(root, 'build/embedded/data/areas.tsv'), areas.map(([code, name]) => `${code}\t${name}\n`).join(''));
