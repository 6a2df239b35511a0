// Prints a file's raw, gzip and brotli size on a line, for each file named.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const path of process.argv.slice(1)) {
  const data = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: data.length, [constants.BROTLI_PARAM_LGWIN]: 22 };
  console.log(data.length, gzipSync(data, { level: 9 }).length, brotliCompressSync(data, { params }).length);
}
