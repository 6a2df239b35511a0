// The built site starts wherever it is put, and asks for nothing once it has started.

import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, DIST, newPage, noErrors, scratch, serve, started } from "./harness.mjs";

/** What the page knows about itself. */
const facts = (frame) =>
  frame.evaluate(() => {
    const { module, glue, chapter, root, single, source, offline } = globalThis.snowglobe;
    const compiled = module instanceof WebAssembly.Module;
    return { compiled, glue: glue.length, chapter, root, single, source: source?.length ?? null, offline };
  });

/** Starts a worker as the page does, of the glue's text and the compiled program, without a fetch. */
const worker = (frame) =>
  frame.evaluate(async () => {
    const { glue, module } = globalThis.snowglobe;
    const answer = "onmessage = ({ data }) => postMessage([typeof __wbg_init, data instanceof WebAssembly.Module].join());";
    const url = URL.createObjectURL(new Blob([glue, answer], { type: "text/javascript" }));
    const worker = new Worker(url);
    worker.postMessage(module);
    const said = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => reject(new Error("the worker did not start"));
    });
    worker.terminate();
    return said;
  });

async function works(page, frame = page) {
  await started(frame);
  assert.equal(await worker(frame), "function,true");
  noErrors(page);
  return facts(frame);
}

async function opened(url, options) {
  const page = await newPage(options);
  await page.goto(url);
  return [page, await works(page)];
}

export async function opens() {
  const { url } = await serve();
  const [, found] = await opened(url);
  assert.ok(found.compiled && found.glue > 1000);
  assert.deepEqual([found.chapter, found.root, found.single, found.source], ["", url, false, null]);
  assert.equal(found.offline, `${url}snowglobe.html`);
}

export async function opens_in_one_file() {
  const { url } = await serve();
  const [, found] = await opened(`${url}snowglobe.html?s=1#1`);
  assert.ok(found.compiled && found.single && found.source > 1000);
  assert.deepEqual([found.root, found.offline], [`${url}snowglobe.html`, null]);
}

export async function opens_in_one_file_from_the_disk() {
  await opened(pathToFileURL(join(DIST, "snowglobe.html")).href);
}

export async function hands_out_itself() {
  const { url } = await serve();
  const [page] = await opened(`${url}snowglobe.html`);
  const source = await page.evaluate(() => globalThis.snowglobe.source);
  const copy = join(scratch(), "copy.html");
  writeFileSync(copy, source);
  const [again] = await opened(pathToFileURL(copy).href);
  assert.ok((await again.evaluate(() => globalThis.snowglobe.source)) === source, "a copy of a copy is the same");
}

export async function opens_in_a_sandboxed_frame_of_another_origin() {
  const { url } = await serve();
  const frame = `<iframe sandbox="allow-scripts" src="${url}snowglobe.html" width="768" height="430"></iframe>`;
  const host = await serve({ embedHtml: `<!doctype html><link rel="icon" href="data:,">${frame}${frame}` });
  const page = await newPage();
  await page.goto(host.url);
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  assert.equal(frames.length, 2);
  for (const frame of frames) {
    await works(page, frame);
    assert.equal(await frame.evaluate(() => globalThis.origin), "null");
  }
}

export async function opens_under_a_sub_path() {
  const { url } = await serve({ prefix: "/a/b/" });
  const [, found] = await opened(url);
  assert.equal(found.root, url);
}

export async function every_chapter_has_an_address() {
  const { url } = await serve({ prefix: "/a/b/" });
  const chapters = readdirSync(DIST).filter((name) => existsSync(join(DIST, name, "index.html")));
  assert.ok(chapters.length > 0);
  for (const chapter of chapters) {
    const [page, found] = await opened(`${url}${chapter}?s=1`);
    assert.deepEqual([found.chapter, found.root], [chapter, url]);
    assert.equal(page.url(), `${url}${chapter}/?s=1`);
    await page.close();
  }
}

export async function asks_for_nothing_after_it_has_started() {
  const { url } = await serve();
  const [page] = await opened(url);
  await page.context().setOffline(true);
  assert.equal(await worker(page), "function,true");
  noErrors(page);
}

export async function opens_from_a_host_that_knows_no_wasm() {
  const { url } = await serve();
  const page = await newPage();
  await page.route(/\.wasm$/, async (route) => {
    await route.fulfill({ response: await route.fetch(), contentType: "application/octet-stream" });
  });
  await page.goto(url);
  await works(page);
}

export async function what_comes_late_may_fail_and_is_asked_for_again() {
  const { url } = await serve();
  const page = await newPage({ lang: "en-US" });
  await page.route(/-late-.*\.wasm$/, (route) => route.abort());
  await page.goto(`${url}#cache`);
  await started(page);
  await page.locator("#tab-adjust").click();
  await page.locator(".notice.wrong", { hasText: "could not be loaded" }).waitFor();
  assert.match(await page.locator("#panel").innerText(), /could not be loaded/);
  await page.unroute(/-late-.*\.wasm$/);
  await page.locator("#tab-inspect").click();
  await page.locator("#panel .entries").first().waitFor();
  // And then it is there, whatever becomes of the network.
  await page.context().setOffline(true);
  await page.locator("#tab-adjust").click();
  await page.locator("#panel .servers").waitFor();
}

export async function says_why_it_cannot_start() {
  const { url } = await serve();
  const page = await newPage();
  await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404 }));
  await page.goto(url);
  await page.getByText("The page could not start").waitFor();
  assert.match(await page.locator("#loading").textContent(), /wasm: 404/);
}

export async function asks_for_javascript_where_there_is_none() {
  const { url } = await serve();
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(url);
  assert.match(await page.locator("noscript").innerText(), /자바스크립트/);
}

export async function keeps_scripts_and_styles_out_that_are_not_its_own() {
  const { url } = await serve();
  for (const name of ["", "snowglobe.html"]) {
    const [page] = await opened(url + name);
    const done = await page.evaluate(async () => {
      const add = (tag, text) => document.head.append(Object.assign(document.createElement(tag), { textContent: text }));
      add("script", "globalThis.intruder = true");
      add("style", "html { outline-width: 77px }");
      document.body.setAttribute("style", "outline-width: 77px");
      const sent = await fetch("https://example.com/").then(() => true, () => false);
      const styled = [document.documentElement, document.body].some((node) => getComputedStyle(node).outlineWidth === "77px");
      return { ran: globalThis.intruder === true, styled, sent };
    });
    assert.deepEqual(done, { ran: false, styled: false, sent: false }, name);
    assert.ok(page.problems.length > 0, "and the harness notices");
  }
}

export async function axe_finds_nothing() {
  const { url } = await serve();
  for (const theme of ["light", "dark"]) {
    const [page] = await opened(url, { theme });
    await axe(page);
    noErrors(page);
  }
}
