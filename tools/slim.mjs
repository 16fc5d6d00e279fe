// Takes out of the bound wasm what no page asks for: `node slim.mjs WORK` rewrites WORK/app.js and lists in WORK/kept.json what
// wasm-metadce has to keep.
//
// Leptos brings classes that hand streams over to JavaScript; they are exported, so no tool dares to drop them. Our answers are
// never streams. When a new version names them otherwise, nothing is dropped and the site still works, a kilobyte larger.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const work = process.argv[2];
const script = readFileSync(join(work, "app.js"), "utf8")
  .replace(/^export class (IntoUnderlying\w+) \{[\s\S]*?^\}\n(if \(Symbol\.dispose\) \1\.prototype[^\n]*\n)?/gm, "")
  .replace(/^const IntoUnderlying\w+Finalization = [\s\S]*?;\n/gm, "");
const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(join(work, "app_bg.wasm"))));
const kept = exported.map(({ name }) => name).filter((name) => name === "memory" || script.includes(`wasm.${name}`));
writeFileSync(join(work, "app.js"), script);
writeFileSync(
  join(work, "kept.json"),
  JSON.stringify([{ name: "page", root: true, reaches: kept }, ...kept.map((name) => ({ name, export: name }))]),
);
