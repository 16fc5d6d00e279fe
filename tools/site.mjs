// Names the files of the site by their content, packs them and lists them: `node site.mjs WORK OUT release|dev`.
//
// OUT/manifest holds a line per file: the name in the code, a space, the public name. Leptos asks for script and wasm by
// one common name, so those two share a hash.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { createRequire } from "node:module";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// The tools of the build stand with the styles.
const { minify } = createRequire(new URL("../style/package.json", import.meta.url))("terser");

const [work, out, mode] = process.argv.slice(2);
const hash = (...parts) => {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex").slice(0, 16);
};
const packed = new Set([".css", ".js", ".wasm", ".svg", ".txt", ".ico", ".webmanifest"]);
const manifest = [];

function put(name, publicName, bytes) {
  const file = join(out, publicName);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  let note = "";
  if (packed.has(extname(name))) {
    const quality = mode === "release" ? 11 : 1;
    const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
    writeFileSync(`${file}.br`, br);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    note = `, ${br.length} packed`;
  }
  manifest.push(`${name} ${publicName}`);
  console.log(`site: ${name} ${bytes.length} bytes${note}`);
}

const named = (name, sum) => name.replace(/(\.[a-z0-9]+)$/, `.${sum}$1`);

const bound = readFileSync(join(work, "app.js"), "utf8");
const script = Buffer.from(mode === "release" ? (await minify(bound, { module: true, compress: { passes: 3 } })).code : bound);
const wasm = readFileSync(join(work, "app.wasm"));
const common = hash(script, wasm);
put("pkg/app.js", named("pkg/app.js", common), script);
put("pkg/app.wasm", named("pkg/app.wasm", common), wasm);

let css = readFileSync(join(work, "app.css"), "utf8");
for (const name of readdirSync("public/fonts").filter((name) => name.endsWith(".woff2"))) {
  const bytes = readFileSync(join("public/fonts", name));
  const publicName = named(`fonts/${name}`, hash(bytes));
  put(`fonts/${name}`, publicName, bytes);
  css = css.replaceAll(`/fonts/${name}`, `/${publicName}`);
}
put("pkg/app.css", named("pkg/app.css", hash(css)), Buffer.from(css));
const forWork = readFileSync(join(work, "work.css"));
put("pkg/work.css", named("pkg/work.css", hash(forWork)), forWork);

// Files with an address that others know by heart keep their name.
for (const name of readdirSync("public").filter((name) => statSync(join("public", name)).isFile())) {
  put(name, name, readFileSync(join("public", name)));
}
cpSync("public/fonts/LICENSE.txt", join(out, "fonts/LICENSE.txt"));
writeFileSync(join(out, "manifest"), `${manifest.sort().join("\n")}\n`);
