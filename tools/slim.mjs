// Takes out of the bound wasm what no page asks for: `node slim.mjs WORK` rewrites WORK/app.js and lists in
// WORK/kept.json what wasm-metadce has to keep.
//
// Leptos brings classes that hand streams over to JavaScript; they are exported, so no tool dares to drop them. Our
// answers are never streams. And wasm-bindgen loads from whatever a page has in hand, in browsers of ten years ago too;
// ours names one address, whose type the server tells, to browsers that can all compile what is still coming. When a
// new version writes these otherwise, nothing is dropped and the site still works, a kilobyte larger.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LOADER = `export default async function ({ module_or_path }) {
    const { instance } = await WebAssembly.instantiateStreaming(fetch(module_or_path), __wbg_get_imports());
    wasm = instance.exports;
    wasm.__wbindgen_start();
}
`;

const work = process.argv[2];
let script = readFileSync(join(work, "app.js"), "utf8")
  .replace(/^export class (IntoUnderlying\w+) \{[\s\S]*?^\}\n(if \(Symbol\.dispose\) \1\.prototype[^\n]*\n)?/gm, "")
  .replace(/^const IntoUnderlying\w+Finalization = [\s\S]*?;\n/gm, "")
  .replace(/^if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]*?^\}\n/m, "");
const loader = script.search(/^let wasmModule, wasmInstance, wasm;$/m);
if (loader >= 0 && script.includes("wasm.__wbindgen_start();")) {
  script = `${script.slice(0, loader)}let wasm;\n${LOADER}`;
}

const exported = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(join(work, "app_bg.wasm"))));
const kept = exported.map(({ name }) => name).filter((name) => name === "memory" || script.includes(`wasm.${name}`));
writeFileSync(join(work, "app.js"), script);
writeFileSync(
  join(work, "kept.json"),
  JSON.stringify([{ name: "page", root: true, reaches: kept }, ...kept.map((name) => ({ name, export: name }))]),
);
