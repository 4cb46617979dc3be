// Node's half of the differential fuzzer. Reads one job a line (JSON), answers one line (JSON).
// A job: { module: base64, seed, calls, exports: [{ name, parameters: "il...", results }], memories, from, detail }.
import { createInterface } from 'node:readline';

const callsBetweenLooks = 64;

// Each memory reserves gigabytes of addresses until it is collected; when they run out, memory.grow fails where it should not.
const jobsBetweenCollections = 8;
let jobs = 0;
const special = new Int32Array([
  0, 1, -1, 2, 31, 32, 33, 63, 64, 127, 128, 255, 256, -128, 32767, -32768, 65535, 65536, 2147483647, -2147483648, -2147483647,
  0x3f800000, 0xbf800000 | 0, 0x7f800000, 0xff800000 | 0, 0x7fc00000, 0x3ff00000, 0x7ff00000, 0x41e00000, 0xc1e00000 | 0, 0x4f000000, 0xcf000000 | 0,
]);
const traps = [
  [/unreachable/, 1], [/memory access out of bounds|data segment out of bounds/, 2], [/by zero/, 3], [/divide result unrepresentable/, 4],
  [/float unrepresentable/, 4], [/table index is out of bounds|element segment out of bounds/, 6], [/null function|signature mismatch/, 7],
  [/unaligned/, 8], [/call stack/, 9], [/null (pointer|reference|value)/, 10], [/illegal cast/, 11], [/array element access/, 12], [/array is too large/, 13],
];

let state = 0;
function next() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return (t ^ (t >>> 14)) | 0;
}

function word() {
  const kind = next() & 3;
  const value = next();
  return kind === 0 ? value : kind === 1 ? special[(value >>> 0) % special.length] : kind === 2 ? value & 0xff : value & 0xffff;
}

function mix(hash, value) {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function mixWide(hash, value) {
  return mix(mix(hash, Number(BigInt.asIntN(32, value))), Number(BigInt.asIntN(32, value >> 32n)));
}

function mixAny(hash, value) {
  return typeof value === 'bigint' ? mixWide(hash, value) : mix(hash, value);
}

function trapClass(problem) {
  if (problem instanceof WebAssembly.Exception) return 20;
  for (const [words, number] of traps) if (words.test(problem.message)) return number;
  throw problem;
}

const host = {
  h: {
    i: (value) => Math.imul(value, 0x2545f491) ^ 0x55,
    l: (value, shift) => BigInt.asIntN(64, (value << BigInt(shift & 7)) + 3n),
    f: (value) => Math.fround(Math.fround(value * Math.fround(0.5)) + Math.fround(1)),
    d: (value) => value * 0.5 + 1,
  },
};

function look(exports, memories, hash) {
  hash = mixWide(hash, exports.observe());
  for (let index = 0; index < memories; index++) {
    const words = new Int32Array(exports[`m${index}`].buffer);
    hash = mix(hash, words.length);
    for (let at = 0; at < words.length; at++) hash = mix(hash, words[at]);
  }
  return hash;
}

function run(job) {
  const module = new WebAssembly.Module(Buffer.from(job.module, 'base64'));
  const exports = new WebAssembly.Instance(module, host).exports;
  const functions = job.exports.map((entry) => exports[entry.name]);
  const shapes = job.exports.map((entry) => [...entry.parameters].map((wire) => wire === 'l'));
  const hashes = [];
  const details = [];
  let trapped = 0;
  let hash = 0;
  state = job.seed | 0;
  for (let call = 1; call <= job.calls; call++) {
    const index = (next() >>> 0) % functions.length;
    const parameters = shapes[index].map((wide) => {
      const low = word();
      return wide ? BigInt.asIntN(64, (BigInt(word()) << 32n) | BigInt(low >>> 0)) : low;
    });
    hash = mix(hash, index);
    let outcome = '';
    try {
      const result = functions[index](...parameters);
      const results = Array.isArray(result) ? result : result === undefined ? [] : [result];
      for (const value of results) hash = mixAny(hash, value);
      if (job.detail) outcome = results.map((value) => BigInt.asUintN(typeof value === 'bigint' ? 64 : 32, BigInt(value)).toString(16)).join(' ');
    } catch (problem) {
      const number = trapClass(problem);
      trapped++;
      hash = mix(hash, 0x7a70 + number);
      outcome = `trap ${number}`;
    }
    if (job.detail) {
      hash = look(exports, job.memories, hash);
      details.push(`${job.exports[index].name}(${parameters.map((value) => BigInt.asUintN(typeof value === 'bigint' ? 64 : 32, BigInt(value)).toString(16)).join(' ')}) = ${outcome} #${(hash >>> 0).toString(16)}`);
    } else if (call % callsBetweenLooks === 0 || call === job.calls) {
      hash = look(exports, job.memories, hash);
      hashes.push(hash >>> 0);
    }
  }
  return { hashes, trapped, details };
}

console.log(JSON.stringify({ node: process.versions.node, v8: process.versions.v8 }));
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  if (++jobs % jobsBetweenCollections === 0) gc();
  let answer;
  try {
    answer = job.probe ? { valid: job.probe.map((bytes) => WebAssembly.validate(Buffer.from(bytes, 'base64'))) } : run(job);
  } catch (problem) {
    answer = { error: `${problem.name}: ${problem.message}` };
  }
  console.log(JSON.stringify(answer));
}
