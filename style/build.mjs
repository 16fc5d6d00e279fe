/**
 * Bundles main.css and everything it imports into OUTDIR/app.css and OUTDIR/work.css, and prints what they weigh. The second
 * holds the layer `work`: what only pages with forms and the desk need, so that a visitor of the map does not pay for it.
 * Usage: node build.mjs OUTDIR [release|dev]
 *
 * The design system is written for every theme and every variant. Three prunings make it fit for a telephone, and none
 * changes what a page looks like: classes that no page uses go, `var()` chains are cut to what they can ever give, and tokens
 * that have one value everywhere give way to that value; the rest get short names.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { bundleAsync } from "lightningcss";
import { systemClasses } from "./system-classes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [outdir, mode = "release"] = process.argv.slice(2);
if (!outdir) {
  console.error("Usage: node build.mjs OUTDIR [release|dev]");
  process.exit(2);
}

/** The oldest browsers for which the style sheet is written (major << 16 | minor << 8). */
const targets = { chrome: 111 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };

const entry = join(here, "main.css");
const imports = [...readFileSync(entry, "utf8").matchAll(/@import "([^"]+)"/g)].map(([, path]) => join(here, path));
const sheets = new Map(imports.map((path) => [path, readFileSync(path, "utf8").replace(/\/\*[^]*?\*\//g, "")]));
const isSystem = (path) => path.includes("node_modules");

const known = new Set();
const declared = new Set();
for (const [path, css] of sheets) {
  if (isSystem(path)) for (const [, name] of css.matchAll(/\.((?:nl|utrecht)-[\w-]+)/g)) known.add(name);
  for (const [, name] of css.matchAll(/(--[\w-]+)\s*:/g)) declared.add(name);
}
const tokens = new Set([...sheets.get(join(here, "tokens.css")).matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));

const misspelt = systemClasses.filter((name) => !known.has(name));
if (misspelt.length > 0) {
  console.error(`system-classes.mjs names classes that the design system does not have: ${misspelt.join(", ")}`);
  process.exit(1);
}
const unused = new Set([...known].filter((name) => !systemClasses.includes(name)));

/** Splits a selector list at its own commas, not at those inside `:is(…)` or `:not(…)`. */
const ownCommas = /,(?![^()]*(?:\([^()]*\)[^()]*)*\))/;

/** Whether a selector can only match elements that carry an unused class; what stands inside `:not()` asks for nothing. */
function needsUnusedClass(selector) {
  const asked = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, "");
  return [...asked.matchAll(/\.([\w-]+)/g)].some(([, name]) => unused.has(name));
}

/** Takes unused selectors from lists; a rule of which nothing is left falls to `unusedSymbols` below. */
function withoutUnusedSelectors(css) {
  return css.replace(/([^{}]+)\{/g, (rule, prelude) => {
    if (prelude.trim().startsWith("@")) return rule;
    const used = prelude.split(ownCommas).filter((selector) => !needsUnusedClass(selector));
    return used.length > 0 ? `${used.join(",")}{` : rule;
  });
}

/** Cuts `var(--a, fallback)`: to the fallback if nobody sets `--a`, to `var(--a)` if our tokens always set it. */
function withShortChains(css) {
  let from = 0;
  for (;;) {
    const start = css.indexOf("var(", from);
    if (start < 0) return css;
    let end = start + 4;
    for (let depth = 1; depth > 0; end++) depth += css[end] === "(" ? 1 : css[end] === ")" ? -1 : 0;
    const [, name, fallback] = css.slice(start + 4, end - 1).match(/^\s*(--[\w-]+)\s*(?:,([^]*))?$/);
    const foreign = /^--(nl|utrecht|basis)-/.test(name);
    let short = css.slice(start, end);
    if (fallback !== undefined && foreign && !declared.has(name)) short = fallback.trim();
    else if (fallback !== undefined && tokens.has(name)) short = `var(${name})`;
    css = css.slice(0, start) + short + css.slice(end);
    from = short.startsWith("var(") && short !== fallback?.trim() ? start + 4 : start;
  }
}

/** Custom properties that scripts set: these keep their names. */
const live = new Set(["--u"]);

/** The custom properties that `:root` sets outside any condition such as `@media`. */
function setEverywhere(css) {
  const names = new Set();
  const around = [];
  for (const [token, prelude, declarations] of css.matchAll(/([^{};]*)\{|\}|(--[\w-]+):/g)) {
    if (token === "}") around.pop();
    else if (prelude !== undefined) around.push(prelude.trim());
    else if (around.at(-1) === ":root" && !around.some((rule) => /^@(media|supports|container)/.test(rule))) names.add(declarations);
  }
  return names;
}

/** Puts the value of a custom property that is set once, for the whole page, where it is used. */
function withPlainValues(css) {
  const set = new Map();
  for (const [, name, value] of css.matchAll(/[{;](--[\w-]+):([^;{}]*)/g)) set.set(name, [...(set.get(name) ?? []), value]);
  const everywhere = setEverywhere(css);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, values] of set) {
      if (values.length !== 1 || live.has(name) || !everywhere.has(name)) continue;
      // Not the end of a class, as in `.button${name}`.
      const alone = `(?<![\\w-])${name}`;
      const rule = new RegExp(`${alone}:([^;{}]*);?`).exec(css);
      // Inside a fallback, as in `var(--a,--b)`, a name is no use of the property.
      const mentions = css.match(new RegExp(`${alone}(?![\\w-])`, "g"))?.length ?? 0;
      const uses = css.split(`var(${name})`).length - 1;
      if (!rule || mentions !== uses + 1) continue;
      css = css.replace(rule[0], "").replaceAll(`var(${name})`, rule[1]);
      set.delete(name);
      changed = true;
    }
  }
  return css;
}

/** Gives custom properties short names, the most used first. */
function withShortNames(css) {
  // Two dashes after a letter are part of the name of a class.
  const property = /(?<![\w-])--[a-z_][\w-]*/g;
  const uses = new Map();
  for (const [name] of css.matchAll(property)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const names = [...uses.keys()].filter((name) => !live.has(name)).sort((a, b) => uses.get(b) - uses.get(a) || (a < b ? -1 : 1));
  // Names such as `--x4`: none of them is one that keeps its name.
  const short = new Map(names.map((name, at) => [name, `--x${at.toString(36)}`]));
  return css.replace(property, (name) => short.get(name) ?? name);
}

const { code: bundled, warnings } = await bundleAsync({
  filename: entry,
  minify: true,
  targets,
  resolver: {
    read(path) {
      const css = sheets.get(path) ?? readFileSync(path, "utf8");
      return isSystem(path) ? withShortChains(withoutUnusedSelectors(css)) : css;
    },
  },
  unusedSymbols: [...unused],
});
for (const { message, loc } of warnings) console.warn(`${loc.filename}:${loc.line}: ${message}`);

// In development the names stay, to be found in the browser's tools.
const plain = withPlainValues(bundled.toString());
const code = mode === "dev" ? plain : withShortNames(plain);

const lost = systemClasses.filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(code));
if (lost.length > 0) {
  console.error(`The bundle has lost classes that our pages use: ${lost.join(", ")}`);
  process.exit(1);
}

/** Takes the blocks of one layer out of a sheet: what is left, and the blocks. Both keep the order of layers that the sheet begins with. */
function split(css, layer) {
  let [rest, taken] = [css, ""];
  for (const start = new RegExp(`@layer ${layer}(\\.[\\w-]+)?\\s*\\{`); ; ) {
    const found = start.exec(rest);
    if (!found) return [rest, taken];
    let end = found.index + found[0].length;
    for (let depth = 1; depth > 0; end++) depth += rest[end] === "{" ? 1 : rest[end] === "}" ? -1 : 0;
    taken += rest.slice(found.index, end);
    rest = rest.slice(0, found.index) + rest.slice(end);
  }
}

mkdirSync(outdir, { recursive: true });
const [app, work] = split(code, "work");
for (const [name, css] of [["app.css", app], ["work.css", work]]) {
  writeFileSync(join(outdir, name), css);
  const brotli = brotliCompressSync(css, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  console.log(`${join(outdir, name)}: ${css.length} bytes, ${brotli} with brotli 11`);
}
