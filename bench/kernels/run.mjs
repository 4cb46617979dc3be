// The V8 side of `./ludos bench wasm`. Reads "run KERNEL ITERATIONS" lines; answers "NANOSECONDS CHECKSUM" or "error MESSAGE".
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const folder = new URL('.', import.meta.url);
const kernels = new Map();

function kernel(name) {
  let run = kernels.get(name);
  if (!run) {
    const module = new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, folder)));
    run = new WebAssembly.Instance(module).exports.run;
    kernels.set(name, run);
  }
  return run;
}

console.log(`ready Node ${process.versions.node}, V8 ${process.versions.v8}`);
for await (const line of createInterface({ input: process.stdin })) {
  const [, name, iterations] = line.split(' ');
  try {
    const run = kernel(name);
    const start = process.hrtime.bigint();
    const checksum = run(Number(iterations));
    console.log(`${process.hrtime.bigint() - start} ${checksum}`);
  } catch (problem) {
    console.log(`error ${problem.message}`);
  }
}
