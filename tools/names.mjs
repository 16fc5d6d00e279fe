// Gives wasm and script short names for each other's functions: `node names.mjs WORK` rewrites WORK/app.wasm and
// WORK/app.js.
//
// wasm-bindgen names what the wasm calls in the browser after itself and a hash (`__wbg_closest_39824b16065066bc`),
// once in each file, and hashes do not pack; likewise what the script calls in the wasm. What the wasm does not call
// any more, because wasm-opt found nobody who needs it, goes from the script.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const work = process.argv[2];
const wasm = readFileSync(join(work, "app.wasm"));
const script = readFileSync(join(work, "app.js"), "utf8");
const module = new WebAssembly.Module(wasm);
const imports = shortened(WebAssembly.Module.imports(module));
const exports = shortened(WebAssembly.Module.exports(module));

// An entry of the object of imports, as wasm-bindgen writes it: indented by eight, up to the brace at the same depth.
const ENTRY = /^ {8}(\w+): function\([^)]*\) \{[^]*?^ {8}\}(?:, arguments\); \})?,\n/gm;
const there = new Set([...script.matchAll(ENTRY)].map(([, name]) => name));
const lost = [...imports.keys()].filter((name) => !there.has(name));
if (lost.length > 0) {
  console.error(`names.mjs does not find in the script what the wasm calls: ${lost.join(", ")}`);
  process.exit(1);
}
const renamed = script
  .replace(ENTRY, (entry, name) => (imports.has(name) ? entry.replace(name, imports.get(name)) : ""))
  .replace(/\bwasm\.(\w+)/g, (call, name) => (exports.has(name) ? `wasm.${exports.get(name)}` : call));
writeFileSync(join(work, "app.js"), renamed);
writeFileSync(join(work, "app.wasm"), withNames(wasm));

/** Every name with the one that it gets: a, b, … z, aa, ab, … */
function shortened(list) {
  const short = (at) => (at < 26 ? "" : short(Math.floor(at / 26) - 1)) + String.fromCharCode(97 + (at % 26));
  return new Map(list.map(({ name }, at) => [name, short(at)]));
}

/** The module with its sections of imports (2) and exports (7) written anew: WebAssembly 1.0, section 5.5. */
function withNames(bytes) {
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [size, start] = number(bytes, at + 1);
    const section = bytes.subarray(start, start + size);
    const written = id === 2 ? importSection(section) : id === 7 ? exportSection(section) : section;
    parts.push(Buffer.from([id]), leb128(written.length), written);
    at = start + size;
  }
  return Buffer.concat(parts);
}

function importSection(section) {
  let [count, at] = number(section, 0);
  const parts = [leb128(count)];
  for (; count > 0; count--) {
    const [, afterModule] = text(section, at);
    const [name, afterName] = text(section, afterModule);
    // wasm-bindgen imports functions only: a zero and the number of a type.
    if (section[afterName] !== 0) throw new Error(`${name} is no function`);
    const [, end] = number(section, afterName + 1);
    parts.push(section.subarray(at, afterModule), textOf(imports.get(name)), section.subarray(afterName, end));
    at = end;
  }
  return Buffer.concat(parts);
}

function exportSection(section) {
  let [count, at] = number(section, 0);
  const parts = [leb128(count)];
  for (; count > 0; count--) {
    const [name, afterName] = text(section, at);
    const [, end] = number(section, afterName + 1);
    parts.push(textOf(exports.get(name)), section.subarray(afterName, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** A number in LEB128 and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at];
  }
}

function leb128(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

/** A text, which has its length before it, and where it ends. */
function text(bytes, at) {
  const [length, start] = number(bytes, at);
  return [bytes.toString("utf8", start, start + length), start + length];
}

function textOf(name) {
  return Buffer.concat([leb128(Buffer.byteLength(name)), Buffer.from(name)]);
}
