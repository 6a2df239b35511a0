// What the tests of the player share: opening a chapter or a moment, and reading off the page where it is.

import assert from "node:assert/strict";
import { newPage, serve, started } from "./harness.mjs";

/** Letters of Korean. */
export const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/;

/** Opens the site at a hash (with `#`) or query (with `?`), in a fresh profile; `before` has the page while it is empty. */
export async function open(what = "#cache", { before, ...options } = {}) {
  const { url } = await serve();
  const page = await newPage(options);
  await before?.(page);
  await page.goto(url + what);
  await started(page);
  // A chapter, from its beginning.
  if (/^#(cache|gateway|storage)$/.test(what)) await computed(page);
  return page;
}

/** Waits until the whole run is known: only then the number of its steps is final. */
export async function computed(page) {
  await page.waitForFunction(() => {
    const clock = document.querySelector(".clock .step");
    return clock && !clock.textContent.includes("…");
  });
}

/** Waits until the page has drawn what it was told. */
export const settled = (frame) =>
  frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

/** The time shown, in seconds. */
export async function time(page) {
  const text = await page.locator(".clock .time").textContent();
  assert.match(text, /^t = \d+\.\d{3} s$/);
  return Number(text.match(/[\d.]+/)[0]);
}

/** The step shown. */
export async function step(page) {
  return Number((await page.locator(".clock .step").textContent()).match(/(\d+) \//)[1]);
}

/** Everything that the stage shows: the markup of what stands still, and the pixels of what moves. */
export const picture = (frame) =>
  frame.evaluate(() => {
    const canvas = document.querySelector("canvas.moving");
    const still = document.querySelector(".glass > svg.still");
    return { still: still?.outerHTML ?? null, moving: canvas?.toDataURL() ?? null };
  });

/** Opens a tab of the panel: follow, adjust, inspect. */
export async function tab(page, name) {
  await page.locator(`#tab-${name}`).click();
  await page.waitForFunction((name) => document.querySelector(`#tab-${name}`).ariaSelected === "true", name);
}

/** The digest of the run up to the moment shown, as the tab "inspect" says it. */
export async function digest(page) {
  await tab(page, "inspect");
  const text = await page.locator("#panel .entries code").last().textContent();
  assert.match(text, /^[0-9a-f]{16}$/);
  return text;
}

/** Where the run is, to the bit. */
export async function moment(page) {
  return { digest: await digest(page), time: await time(page), step: await step(page) };
}

/** Goes to a part of the whole run, 0 to 1, with the pointer. */
export async function scrub(page, part) {
  const bar = await page.locator(".scrubber").boundingBox();
  await page.mouse.click(bar.x + bar.width * part, bar.y + bar.height / 2);
  await settled(page);
}

/** Does an action in its textual form, in the tab "adjust". */
export async function act(page, text) {
  await tab(page, "adjust");
  await page.locator(".console input").fill(text);
  await page.locator(".console button").click();
  await settled(page);
}

/** What the share dialog offers, by its place: link, embed code, Mermaid, terminal, file. */
export async function shared(page) {
  await page.locator("header .button.primary").click();
  await page.locator(".dialog").waitFor();
  const texts = await page.locator(".share > .copyable textarea").evaluateAll((areas) => areas.map((area) => area.value));
  await page.keyboard.press("Escape");
  await page.locator(".dialog").waitFor({ state: "detached" });
  const [link, embed, mermaid, terminal, file] = texts;
  return { link, embed, mermaid, terminal, file };
}

/** The sentence at the foot of the page. */
export async function notice(page) {
  const place = page.locator("[role=status] .notice span");
  await place.first().waitFor();
  return (await place.first().textContent()).trim();
}
