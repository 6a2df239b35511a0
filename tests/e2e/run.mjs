// Runs every exported function of every *.test.mjs here whose "file name" contains one of the words given; all of them
// without words. Each has a fresh profile and a bounded time (`test.timeout`, in ms, where 60 s do not do).
//
//   cargo xtask e2e               all
//   cargo xtask e2e smoke axe     those whose name contains smoke or axe

import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanUp, launch, openPages, shutDown } from "./harness.mjs";

const LIMIT = 60_000;

async function within(limit, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limit / 1000} s`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function picture(name) {
  const page = openPages().at(-1);
  const path = join(tmpdir(), `snowglobe-e2e-${name.replace(/\W+/g, "-")}.png`);
  await within(5_000, page?.screenshot({ path })).catch(() => {});
  return page ? `\n  seen last: ${path}` : "";
}

async function collect(words) {
  const tests = [];
  const here = new URL(".", import.meta.url);
  for (const file of readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort()) {
    const module = await import(new URL(file, here));
    for (const [name, test] of Object.entries(module)) {
      const full = `${file.replace(".test.mjs", "")} ${name}`;
      if (words.length === 0 || words.some((word) => full.includes(word))) tests.push([full, test]);
    }
  }
  return tests;
}

const tests = await collect(process.argv.slice(2));
const failed = [];
await within(30_000, launch());
for (const [name, test] of tests) {
  const since = performance.now();
  const took = () => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  try {
    await within(test.timeout ?? LIMIT, test());
    console.log(`pass ${name} (${took()})`);
  } catch (error) {
    failed.push(name);
    console.log(`FAIL ${name} (${took()})\n  ${error.stack ?? error}${await picture(name)}`);
  }
  await within(10_000, cleanUp()).catch((error) => console.log(`  while closing: ${error}`));
}
await within(10_000, shutDown()).catch(() => {});
console.log(`e2e: ${tests.length - failed.length} passed, ${failed.length} failed ${failed.join(", ")}`);
// Not left to run out: a browser that hangs must not hold the run.
process.exit(failed.length > 0 || tests.length === 0 ? 1 : 0);
