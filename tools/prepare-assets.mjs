// Builds web/ into web/dist and copies it to build/embedded/web, from where cmake/embed.cmake links it into the program.
//   node tools/prepare-assets.mjs [--force]
// Does nothing when no input changed since the last time. Needs `npm ci` once; reaches no network.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, "web");
const dist = join(web, "dist");
const embedded = join(root, "build", "embedded", "web");
const modules = join(root, "node_modules");
const font = join(modules, "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2");

// Compressed bytes that a phone may be asked to fetch (docs: page weight).
const limits = {
  "app.css": 10_000, "base.js": 1_000, "apply.js": 6_000, "ticket.js": 6_000, "verify.js": 6_000, "sw.js": 2_000, "notify.js": 600,
};

// What of others is inside the program; their licences travel with it (see NOTICE).
const licences = {
  "govuk-frontend": "web/licences/govuk-frontend.txt",
  "lucide": "lucide-static/LICENSE",
  "jsqr": "jsqr/LICENSE",
  "plus-jakarta-sans": "@fontsource-variable/plus-jakarta-sans/LICENSE",
};

function files_below(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === dist ? [] : files_below(path);
    return [path];
  }).sort();
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function fingerprint() {
  const inputs = [...files_below(web), join(root, "package-lock.json"), fileURLToPath(import.meta.url)];
  return sha256(inputs.map((path) => relative(root, path) + "\0" + sha256(readFileSync(path))).join("\n"));
}

const write = (name, text) => {
  const path = join(dist, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

// The address under which the program serves this file: the name carries the first 8 digits of its hash.
function address(name) {
  const dot = name.lastIndexOf(".");
  return `/aset/${name.slice(0, dot)}.${sha256(readFileSync(join(dist, name))).slice(0, 8)}${name.slice(dot)}`;
}

function icons() {
  for (const name of JSON.parse(readFileSync(join(web, "icons.json"), "utf8"))) {
    icon(name, readFileSync(join(modules, "lucide-static/icons", `${name}.svg`), "utf8"));
  }
  for (const file of readdirSync(join(web, "icons"))) icon(file.replace(/\.svg$/, ""), readFileSync(join(web, "icons", file), "utf8"));
}

// Decorative beside a word, so hidden from screen readers; size and colour come from the text around it.
function icon(name, svg) {
  const inside = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "")
    .replace(/\s+/g, " ").replace(/> </g, "><").replace(/ \/>/g, "/>").trim();
  write(`icons/${name}.svg`, '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" ' +
    `stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${inside}</svg>`);
}

async function styles() {
  const sass = await import("sass");
  const esbuild = await import("esbuild");
  for (const name of ["app", "desk"]) {
    const made = sass.compile(join(web, "styles", `${name}.scss`), {
      loadPaths: [modules], quietDeps: true, style: "expanded",
    });
    const resolved = made.css.replace(/url\("([a-z][^":]*)"\)/g, (_, file) => `url("${address(file)}")`);
    const small = await esbuild.transform(resolved, { loader: "css", minify: true, target: ["chrome61"], logLevel: "error" });
    write(`${name}.css`, small.code);
  }
}

async function scripts() {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: ["base", "apply", "desk", "ticket", "verify", "scan", "board", "kiosk"].map((name) => join(web, "scripts", `${name}.entry.ts`)),
    entryNames: "[name]", outdir: dist, bundle: true, minify: true, format: "esm", target: "es2018",
    supported: { "dynamic-import": true }, legalComments: "none", logLevel: "error", tsconfig: join(web, "tsconfig.json"),
  });
  for (const name of ["base", "apply", "desk", "ticket", "verify", "scan", "board", "kiosk"]) {
    write(`${name}.js`, readFileSync(join(dist, `${name}.entry.js`)));
    rmSync(join(dist, `${name}.entry.js`));
  }
  await esbuild.build({
    entryPoints: ["sw", "notify"].map((name) => join(web, "scripts", `${name}.ts`)), outdir: dist, bundle: true, minify: true, format: "iife",
    target: "es2018", legalComments: "none", logLevel: "error", tsconfig: join(web, "tsconfig.json"),
  });
}

function weigh() {
  const heavy = [];
  for (const path of files_below_dist()) {
    const name = relative(dist, path);
    if (!/\.(css|js)$/.test(name)) continue;
    const weight = gzipSync(readFileSync(path), { level: 9 }).length;
    console.log(`${name.padEnd(12)} ${String(weight).padStart(6)} B gz${limits[name] ? ` of ${limits[name]}` : ""}`);
    if (limits[name] && weight > limits[name]) heavy.push(name);
  }
  if (heavy.length > 0) throw new Error(`too heavy: ${heavy.join(", ")}`);
}

function files_below_dist() {
  const walk = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]);
  return walk(dist).sort();
}

// Copies only what differs, so that the build does not relink for nothing.
function embed() {
  const wanted = new Set();
  for (const path of files_below_dist()) {
    const name = relative(dist, path);
    wanted.add(name);
    const to = join(embedded, name);
    if (existsSync(to) && readFileSync(to).equals(readFileSync(path))) continue;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to);
  }
  const walk = (folder) => !existsSync(folder) ? [] : readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]);
  for (const path of walk(embedded)) {
    const name = relative(embedded, path);
    if (!wanted.has(name) && !name.startsWith("voice/")) rmSync(path);  // the voice is prepare-voice.mjs's
  }
}

const stamp = join(root, "build", "embedded.web.stamp");
const now = fingerprint();
if (!process.argv.includes("--force") && existsSync(stamp) && existsSync(embedded) && readFileSync(stamp, "utf8") === now) process.exit(0);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
write("fonts/plus-jakarta-sans.woff2", readFileSync(font));
write("favicon.svg", readFileSync(join(web, "favicon.svg")));
for (const [name, file] of Object.entries(licences)) write(`licences/${name}.txt`, readFileSync(file.startsWith("web/") ? join(root, file) : join(modules, file)));
icons();
await styles();
await scripts();
write("manifest.webmanifest", readFileSync(join(web, "manifest.webmanifest"), "utf8").replace('"favicon.svg"', `"${address("favicon.svg")}"`));
weigh();
embed();
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, now);
