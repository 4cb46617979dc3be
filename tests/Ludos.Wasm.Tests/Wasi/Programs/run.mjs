// Runs a WASI program in Node: run.mjs FILE FOLDER ARGUMENTS. The last line of the error output tells how long compiling and running took.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [file, folder, ...args] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: ['program', ...args], env: {}, preopens: { '/data': folder }, returnOnExit: true });
const begun = performance.now();
const module = new WebAssembly.Module(readFileSync(file));
const compiled = performance.now();
process.exitCode = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
process.stderr.write(`times ${compiled - begun} ${performance.now() - compiled}\n`);
