// Measures the built site in Chromium: the second half of `cargo xtask bench`. Each measurement is a line of JSON as the
// native half writes it; times in ns. Run by xtask, which sets the variables that the harness wants.
//
//   {"name":"frame script in Chromium, 10000 in flight, p95","ours_ns":2100000,"peer":null,"peer_ns":null,"ratio":null}

import { spawnSync } from "node:child_process";
import { launch, newPage, serve, shutDown, started } from "./harness.mjs";
import { link, SECOND } from "./links.mjs";

const words = process.argv.slice(2);
const wants = (name) => words.length === 0 || words.some((word) => name.includes(word));
const lines = [];

function report(name, ours, peer = null, theirs = null) {
  const round = (value, places) => Number(value.toFixed(places));
  const line = { name, ours_ns: round(ours, 2), peer, peer_ns: theirs && round(theirs, 2), ratio: theirs && round(ours / theirs, 4) };
  console.log(JSON.stringify(line));
  lines.push(line);
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// Indices of parameters, as links name them.
const [SERVERS, CLIENTS, RATE, LATENCY, SERVICE, DURATION, TIMEOUT] = [2, 9, 10, 11, 12, 16, 17];
// Those of the gateway.
const [LIMIT, USERS, ASKED] = [1, 17, 19];
// Those of the storage engine.
const [WORKLOAD, ENGINE_KEYS, ENGINE_RATE] = [17, 19, 22];
// Those of the cluster.
const [NODES, KV_CLIENTS, KV_KEYS, KV_RATE] = [0, 12, 15, 16];
const [KV_LATENCY, KV_TIMEOUT, FANOUT, KV_DURATION] = [19, 21, 24, 33];

/** Script time of each frame while the page plays a moment: the callback and all that it leaves to microtasks. */
async function frames(settings, count, view = 0, system = "cache", { speed = null, traced = false } = {}) {
  const page = await newPage({ lang: "en-US" });
  await page.addInitScript(() => {
    globalThis.frames_taken = [];
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (callback) =>
      request((now) => {
        const since = performance.now();
        callback(now);
        // What the program leaves for after the callback comes before the last of these.
        let left = 40;
        const last = () => (left-- > 0 ? queueMicrotask(last) : globalThis.frames_taken.push(performance.now() - since));
        queueMicrotask(last);
      });
  });
  const { url } = await serve();
  await page.goto(`${url}#${link({ system, settings, at: SECOND, view })}`);
  await started(page);
  // Until the run is computed to its end.
  await page.waitForFunction(() => !document.querySelector(".clock .step").textContent.includes("%"), null, { timeout: 60_000 });
  const marks = await page.evaluate(() => document.querySelectorAll(".glass svg.still > g").length);
  if (speed) await page.keyboard.press(speed);
  await page.keyboard.press("Space");
  // The first frames are those of a program that is not yet optimised; a reader sees thousands after them.
  await page.waitForTimeout(1_000);
  await page.evaluate(() => void (globalThis.frames_taken.length = 0));
  await page.waitForFunction((count) => globalThis.frames_taken.length >= count, count, { timeout: 60_000, polling: 200 });
  const taken = await page.evaluate(() => globalThis.frames_taken);
  const busy = traced ? await processorTimes(page) : [];
  await page.context().close();
  taken.length = count;
  taken.sort((a, b) => a - b);
  console.error(`frames took ${[0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99].map((part) => at(taken, part).toFixed(1)).join(" ")} ms at most`);
  return { taken, marks, busy };
}

/** What frames of the next seconds take of the processor, sorted: what is painted meanwhile on the same cores does not count. */
async function processorTimes(page) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  await page.waitForTimeout(5_000);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const frames = traceEvents.filter(({ name, tdur }) => name === "FireAnimationFrame" && tdur !== undefined);
  return frames.map(({ tdur }) => tdur / 1_000).sort((a, b) => a - b);
}

/** Runs `code` in a worker with the program of a place in it, as the page starts one; `code` may use Rerun and link. */
async function inWorker(text, code, place = "cache") {
  const { url } = await serve();
  const page = await newPage();
  await page.goto(`${url}#${place}`);
  await started(page);
  const told = await page.evaluate(async ([text, code]) => {
    const { glue, module } = globalThis.snowglobe;
    const body = `onmessage = async ({ data: { module, link } }) => {
      try {
        await __wbg_init({ module_or_path: module });
        postMessage({ told: await (${code})(link) });
      } catch (error) {
        postMessage({ error: String(error) });
      }
    };`;
    const worker = new Worker(URL.createObjectURL(new Blob([glue, body], { type: "text/javascript" })));
    const answer = new Promise((resolve, reject) => {
      worker.onmessage = ({ data: { told, error } }) => (error ? reject(new Error(error)) : resolve(told));
      worker.onerror = (event) => reject(new Error(event.message));
    });
    worker.postMessage({ module, link: text });
    return answer.finally(() => worker.terminate());
  }, [text, code]);
  await page.context().close();
  return told;
}

/** The run that the native half measures too: see `million` in tests/src/bin/bench/seek.rs. */
const MILLION = link({ settings: [[RATE, 20_000], [DURATION, 10n * SECOND]] });

async function measureFrames() {
  // Requests and replies under way = 2 × rate × latency.
  for (const [flying, latency] of [[1_000, SECOND / 40n], [10_000, SECOND / 4n]]) {
    const name = `frame script in Chromium, ${flying} in flight, p95`;
    if (!wants(name)) continue;
    const { taken } = await frames([[RATE, 20_000], [LATENCY, latency], [SERVICE, 0], [DURATION, 3n * SECOND], [TIMEOUT, 10n * SECOND]], 240);
    report(name, at(taken, 0.95) * 1e6);
  }
  const lanes = "frame script in Chromium, nine lanes, p95";
  if (wants(lanes)) {
    // Windows of a second with some fifty requests of each of four clients.
    const { taken } = await frames([[LIMIT, 60], [USERS, 4], [ASKED, 200]], 240, 3, "gateway");
    report(lanes, at(taken, 0.95) * 1e6);
  }
  const merging = "frame script in Chromium, while tables are merged, p95";
  if (wants(merging)) {
    // Two thousand writes a second, watched at a tenth of their speed: memtables freeze and tables merge all the time.
    const { taken } = await frames([[WORKLOAD, 8], [ENGINE_RATE, 2_000], [ENGINE_KEYS, 4_000]], 240, 0, "storage", { speed: "7" });
    report(merging, at(taken, 0.95) * 1e6);
  }
  const gossip = "frame script in Chromium, 1000 nodes gossiping, p95";
  if (wants(gossip)) {
    // Each tells two others every second, and word takes half a second: about a thousand messages under way.
    const settings = [[NODES, 1_000], [KV_LATENCY, SECOND / 2n], [KV_TIMEOUT, 10n * SECOND], [FANOUT, 2], [KV_DURATION, 3n * SECOND]];
    const { taken, marks, busy } = await frames(settings, 240, 0, "kv", { traced: true });
    console.error(`the picture has ${marks} marks`);
    report(gossip, at(taken, 0.95) * 1e6);
    report(`${gossip}, of the processor`, at(busy, 0.95) * 1e6);
  }
  const name = "frame script in Chromium, 1000 marks, p95";
  if (!wants(name)) return;
  // The space-time diagram of a hundred servers: all of it flows while time goes on.
  const settings = [[SERVERS, 100], [CLIENTS, 20], [RATE, 10_000], [LATENCY, SECOND / 20n], [SERVICE, 0], [DURATION, 3n * SECOND], [TIMEOUT, 10n * SECOND]];
  const { taken, marks } = await frames(settings, 240, 1);
  console.error(`the picture has ${marks} marks`);
  report(name, at(taken, 0.95) * 1e6);
}

async function measureSeek() {
  const [median, worst] = ["seek in 1M events in wasm, median", "seek in 1M events in wasm, worst"];
  if (!wants(median) && !wants(worst)) return;
  const taken = await inWorker(MILLION, `(link) => {
    const run = new Rerun(link);
    run.finish();
    let state = 1;
    return Array.from({ length: 400 }, () => {
      state = (state * 48271) % 2147483647;
      const time = Math.floor((state / 2147483647) * run.horizon());
      const since = performance.now();
      run.seek(time);
      return performance.now() - since;
    }).sort((a, b) => a - b);
  }`);
  report(median, at(taken, 0.5) * 1e6);
  report(worst, taken.at(-1) * 1e6);
}

async function measureRun() {
  const name = "run of 1M events in wasm, an event";
  if (!wants(name)) return;
  const taken = await inWorker(MILLION, `(link) => Array.from({ length: 5 }, () => {
    const since = performance.now();
    const run = new Rerun(link);
    const steps = run.finish();
    const took = (performance.now() - since) / steps;
    run.free();
    return took;
  }).sort((a, b) => a - b)`);
  const native = natively("run of 1M events, an event");
  report(name, at(taken, 0.5) * 1e6, native && "the same run natively", native);
}

/** What the native half measures under this name; null if it does not. */
function natively(name) {
  const bench = "run --quiet --locked --profile bench -p snowglobe-tests --features bench --bin bench --".split(" ");
  const found = spawnSync("cargo", [...bench, name], { encoding: "utf8" }).stdout?.match(/"ours_ns":([\d.]+)/);
  return found ? Number(found[1]) : null;
}

/** The runs of tests/src/bin/bench/cluster.rs: real time over the operations of all clients. */
async function measureCluster() {
  for (const nodes of [5, 100]) {
    const name = `cluster of ${nodes} nodes in wasm, an operation`;
    if (!wants(name)) continue;
    const settings = [[NODES, nodes], [KV_CLIENTS, 20], [KV_KEYS, 1_000], [KV_RATE, 1_000], [KV_DURATION, 60n * SECOND]];
    const links = Array.from({ length: 6 }, (_, seed) => link({ system: "kv", settings, seed }));
    const taken = await inWorker(links, `(links) => links.map((link) => {
      const since = performance.now();
      const run = new Rerun(link);
      run.seek(run.horizon());
      const took = performance.now() - since;
      const operations = run.count("reads") + run.count("writes");
      if (operations < 60 * 400) throw new Error(operations + " operations");
      run.free();
      return took / operations;
    })`, "kv");
    // The first one was to warm up.
    const ours = at(taken.slice(1).sort((a, b) => a - b), 0.5) * 1e6;
    const native = natively(`cluster of ${nodes} nodes, an operation`);
    report(name, ours, native && "the same runs natively", native);
  }
}

/** Records of 16 and 100 bytes into an engine in memory, and out of it again. */
async function measureEngine() {
  const [put, get] = ["storage engine in wasm, put", "storage engine in wasm, get"];
  if (!wants(put) && !wants(get)) return;
  const taken = await inWorker("", `() => {
    const count = 200_000;
    const times = [[], []];
    for (let round = 0; round < 5; round += 1) {
      const records = new Records();
      let since = performance.now();
      records.put(count);
      times[0].push((performance.now() - since) / count);
      since = performance.now();
      if (records.get(count) !== count) throw new Error("records are missing");
      times[1].push((performance.now() - since) / count);
      records.free();
    }
    return times.map((times) => times.sort((a, b) => a - b)[2]);
  }`, "storage-data");
  report(put, taken[0] * 1e6);
  report(get, taken[1] * 1e6);
}

/** The log of tests/src/bin/bench/access_log.rs, in chunks as the page's worker reads a file, under the same rule. */
async function measureAccessLog() {
  const name = "access log, lines in wasm";
  if (!wants(name)) return;
  const [ours, plain, split] = await inWorker("", `() => {
    const lines = 200_000;
    let state = 4;
    const below = (most) => (state = (state * 48271) % 2147483647) % most;
    const agents = ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "curl/8.5.0",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"];
    const line = (number) => {
      const client = Math.floor(20_000 * (below(1 << 20) / (1 << 20)) ** 3);
      const clock = new Date((1_700_000_000 + Math.floor(number / 200)) * 1000).toISOString();
      return "10." + client % 200 + "." + Math.floor(client / 200) + "." + client % 251 + " - - [" + clock.slice(8, 10) + "/Nov/2023:" + clock.slice(11, 19) +
        ' +0000] "GET /products/' + below(3_000) + "?page=" + below(9) + ' HTTP/1.1" 200 ' + below(50_000) + ' "https://shop.example/" "' + agents[below(3)] + '"';
    };
    const text = new TextEncoder().encode(Array.from({ length: lines }, (_, number) => line(number) + "\\n").join(""));
    const chunks = Array.from({ length: Math.ceil(text.length / (1 << 20)) }, (_, at) => text.subarray(at << 20, (at + 1) << 20));
    const words = (text) => [text.length & 127 | (text.length > 127 ? 128 : 0), ...(text.length > 127 ? [text.length >> 7] : []), ...new TextEncoder().encode(text)];
    const rules = "domain: shop\\ndescriptors:\\n  - key: remote_address\\n    rate_limit: {unit: minute, requests_per_unit: 60}\\n";
    // The format is to be told, no proxies, IPv6 grouped, nothing compared, no key watched.
    const request = new Uint8Array([...words(rules), ...words("token_bucket"), 0, 0, 1, 0, 0]);
    const analyse = () => {
      const work = new AccessLogWork(request, text.length);
      for (let bytes of chunks) while (bytes.length > 0) bytes = bytes.subarray(work.push(bytes));
      if (work.finish().length === 0) throw new Error("no report");
      work.free();
    };
    const read = () => {
      if (chunks.reduce((sum, chunk) => sum + lines_in(chunk), 0) !== lines) throw new Error("lines are missing");
    };
    // What a script does that reads lines.
    const readLines = () => {
      const decoder = new TextDecoder();
      if (chunks.reduce((sum, chunk) => sum + decoder.decode(chunk, { stream: true }).split("\\n").length - 1, 0) !== lines) throw new Error("lines are missing");
    };
    const taken = [[], [], []];
    for (let round = 0; round < 15; round += 1) {
      [analyse, read, readLines].forEach((side, at) => {
        const since = performance.now();
        side();
        taken[at].push((performance.now() - since) / lines);
      });
    }
    return taken.map((times) => times.sort((a, b) => a - b)[7]);
  }`, "gateway-data");
  report(name, ours * 1e6, "plain read of the same lines", plain * 1e6);
  report(name, ours * 1e6, "TextDecoder and split of the same", split * 1e6);
}

await launch();
try {
  await measureFrames();
  await measureSeek();
  await measureRun();
  await measureCluster();
  await measureAccessLog();
  await measureEngine();
} finally {
  await shutDown();
}
for (const { name, ours_ns, ratio } of lines) {
  const time = ours_ns < 1e4 ? `${ours_ns.toFixed(1)} ns` : `${(ours_ns / 1e6).toFixed(2)} ms`;
  console.error(`${name.padEnd(52)}${time.padStart(12)}${ratio === null ? "" : ratio.toFixed(2).padStart(8)}`);
}
process.exit(0);
