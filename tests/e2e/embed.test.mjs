// A moment inside another page: framed as the share dialog says, in a sandbox, from a server that knows nothing of it.

import assert from "node:assert/strict";
import { newPage, noErrors, serve } from "./harness.mjs";
import { framed, misplaced, scrolling } from "./frames.mjs";
import { act, open, scrub, shared, time } from "./globe.mjs";

/** The embed code of a moment, and the time that is shown there. */
async function code({ lesson = 0, part = 0.55, lang = "en-US" } = {}) {
  const page = await open("#cache", { lang });
  for (let step = 0; step < lesson; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await scrub(page, 0.4);
  await act(page, "crash s1");
  await page.locator("#tab-follow").click();
  await scrub(page, part);
  const { embed, link } = await shared(page);
  const here = await time(page);
  noErrors(page);
  await page.context().close();
  assert.match(embed, /^<iframe src="http[^"]+" title="[^"]+" width="768" height="430" loading="lazy" sandbox="allow-scripts/);
  return { embed, link, time: here };
}

const shown = async (frame) => Number((await frame.locator(".embed .scrubber").getAttribute("aria-valuetext")).match(/[\d.]+/)[0]);

export async function starts_paused_on_the_moment() {
  const { embed, time: at } = await code();
  const { page, frames: [frame] } = await framed(embed);
  assert.equal(await frame.evaluate(() => globalThis.origin), "null");
  assert.equal(await shown(frame), at);
  await page.waitForTimeout(400);
  assert.equal(await shown(frame), at, "paused");
  assert.match(await frame.locator(".play").getAttribute("aria-label"), /Play/);
  await frame.locator(".play").click();
  await frame.waitForFunction((at) => parseFloat(document.querySelector(".scrubber").ariaValueText) > at, at);
  await frame.locator(".play").click();
  noErrors(page);
}

export async function fits_without_scroll_bars() {
  for (const lesson of [0, 1]) {
    const { embed } = await code({ lesson, lang: "ko-KR" });
    for (const size of [[768, 430], [320, 400]]) {
      for (const lang of ["ko-KR", "en-US"]) {
        const { page, frames: [frame] } = await framed(embed, { size, options: { lang } });
        const what = `${size.join("×")} in ${lang}, step ${lesson + 1}`;
        assert.deepEqual(await scrolling(frame), [], what);
        assert.deepEqual(await misplaced(frame), [], what);
        noErrors(page);
        await page.context().close();
      }
    }
  }
}

export async function several_on_one_page() {
  const { embed, time: at } = await code();
  const { page, frames } = await framed(embed, { count: 3 });
  await frames[1].locator(".play").click();
  await frames[1].waitForFunction((at) => parseFloat(document.querySelector(".scrubber").ariaValueText) > at, at);
  assert.equal(await shown(frames[0]), at);
  assert.equal(await shown(frames[2]), at);
  noErrors(page);
}

export async function tells_its_height() {
  const { embed } = await code();
  const { page } = await framed(embed);
  await page.waitForFunction(() => heights.length > 0);
  const [first] = await page.evaluate(() => heights);
  assert.equal(first.data.snowglobe, "height");
  assert.ok(first.data.height > 100 && first.data.height <= 430, JSON.stringify(first));
}

export async function has_a_way_to_the_whole_page() {
  const { embed, time: at } = await code();
  const { page, frames: [frame] } = await framed(embed);
  const way = frame.getByRole("link", { name: "Open in Snowglobe" });
  const href = await way.getAttribute("href");
  assert.equal(await way.getAttribute("target"), "_blank");
  const other = await newPage({ lang: "en-US" });
  await other.goto(href);
  await other.locator(".clock").waitFor();
  assert.equal(await time(other), at);
  noErrors(other);
  noErrors(page);
}

export async function is_there_without_chrome_at_the_sites_own_address() {
  const { link, time: at } = await code();
  const page = await newPage({ lang: "en-US", size: [768, 430] });
  await page.goto(link.replace("#", "?embed#"));
  await page.locator(".embed canvas").waitFor();
  assert.equal(await shown(page), at);
  assert.equal(await page.locator("header, .panel, .chapters").count(), 0);
  noErrors(page);
}

export async function a_broken_moment_says_so_in_the_frame_too() {
  const { embed } = await code();
  const broken = embed.replace(/#1\.[\w-]{20}/, "#1.AAAAAAAAAAAAAAAAAAAA");
  const host = await serve({ embedHtml: `<!doctype html><link rel="icon" href="data:,">${broken.replace('loading="lazy"', "")}` });
  const page = await newPage({ lang: "en-US" });
  await page.goto(host.url);
  const frame = page.frames().at(-1);
  await frame.locator(".notice", { hasText: /damaged/ }).waitFor();
  noErrors(page);
}
