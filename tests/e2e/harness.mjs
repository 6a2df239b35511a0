// What the end-to-end tests stand on: the built site behind the project's own static server, and Chromium.
//
//   import { newPage, noErrors, serve } from "./harness.mjs";
//   export async function opens() {
//     const site = await serve();                     // or { prefix: "/a/b/" }, or { embedHtml: "<iframe …>" }
//     const page = await newPage({ lang: "ko-KR", size: [768, 430] });
//     await page.goto(site.url);
//     noErrors(page);
//   }
//
// Whatever a test opens is closed after it.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

const wanted = (name) => {
  if (!process.env[name]) throw new Error(`${name} is not set: run this by \`cargo xtask e2e\``);
  return process.env[name];
};
const packages = createRequire(join(wanted("SNOWGLOBE_PACKAGES"), "package.json"));

let browser;
let contexts = [];
let servers = []; // of one test
const sites = new Map(); // prefix → the server of the built site, kept for all tests

/** Starts the browser. The runner calls this once. */
export async function launch() {
  const { chromium } = packages("playwright-core");
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ executablePath: wanted("CHROMIUM"), args });
  return browser;
}

/** Closes what the last test opened. */
export async function cleanUp() {
  const [open, running] = [contexts, servers];
  [contexts, servers] = [[], []];
  await Promise.all(open.map((context) => context.close()));
  for (const server of running) server.close();
}

/** Ends the browser and the servers. */
export async function shutDown() {
  await cleanUp().catch(() => {});
  for (const site of sites.values()) (await site).close();
  sites.clear();
  await browser?.close();
}

/** The pages of the last test that are still open, for pictures of a failure. */
export const openPages = () => contexts.flatMap((context) => context.pages());

/**
 * Serves the built site under a prefix; or, from another origin, a page made of `embedHtml`, to frame the site in.
 * Gives `{ url, origin, close }`.
 */
export async function serve({ prefix = "/", embedHtml = null } = {}) {
  if (embedHtml === null) {
    if (!sites.has(prefix)) sites.set(prefix, start(DIST, prefix));
    return sites.get(prefix);
  }
  const dir = scratch();
  writeFileSync(join(dir, "index.html"), embedHtml);
  const server = await start(dir, prefix);
  servers.push(server);
  return server;
}

/** A folder for files of this test; removed when the run ends. */
export function scratch() {
  const dir = mkdtempSync(join(tmpdir(), "snowglobe-e2e-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

function start(dir, prefix) {
  const args = ["serve", "--no-build", "--port", "0", "--prefix", prefix, "--dir", dir];
  const child = spawn(wanted("SNOWGLOBE_XTASK"), args, { stdio: ["ignore", "pipe", "inherit"] });
  const close = () => child.kill();
  process.once("exit", close);
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with status ${code}: ${said}`)));
    child.stdout.on("data", (text) => {
      said += text;
      const [url] = said.match(/http:\/\/\S+/) ?? [];
      if (url) resolve({ url, origin: new URL(url).origin, close });
    });
  });
}

/**
 * A page in a fresh profile. `lang` as in "en-US", `theme` "light" or "dark", `size` [width, height]; the rest goes to
 * Playwright's `newContext` (`javaScriptEnabled`, `hasTouch`, `permissions`, …).
 * `page.problems` collects what should not happen: see `noErrors`.
 */
export async function newPage({ lang = "ko-KR", theme = "light", reducedMotion = false, size = [1280, 800], ...rest } = {}) {
  const context = await browser.newContext({
    locale: lang,
    colorScheme: theme,
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    viewport: { width: size[0], height: size[1] },
    ...rest,
  });
  contexts.push(context);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.problems = [];
  const problem = (text) => page.problems.push(text);
  page.on("console", (message) => message.type() === "error" && problem(`console: ${message.text()}`));
  page.on("pageerror", (error) => problem(`error: ${error.stack ?? error}`));
  page.on("crash", () => problem("the page crashed"));
  page.on("requestfailed", (request) => problem(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && problem(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") problem(`left the machine: ${request.url()}`);
  });
  return page;
}

/** Throws if anything went wrong on the page so far: console errors, exceptions, failed or foreign requests. */
export function noErrors(page) {
  if (page.problems.length > 0) throw new Error(`the page is not free of errors:\n  ${page.problems.join("\n  ")}`);
}

/** Waits until the page in a frame has started; `frame` may be a page. */
export async function started(frame) {
  await frame.waitForFunction(() => globalThis.snowglobe && !document.getElementById("loading"));
}

/** Throws if axe-core finds a violation. Evaluated from outside the page, so its policy stays in force. */
export async function axe(page, options = {}) {
  await page.evaluate(readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  const told = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 5).map(({ html, failureSummary }) => `    ${html}\n      ${failureSummary.replace(/\s+/g, " ")}`);
    return `  ${id}: ${help} (${nodes.length} places)\n${places.join("\n")}`;
  });
  if (told.length > 0) throw new Error(`axe finds ${told.length} violations:\n${told.join("\n")}`);
}
