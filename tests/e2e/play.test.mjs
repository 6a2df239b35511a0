// A run is computed, never recorded: time goes on, back, and anywhere, and the same moment is the same picture.

import assert from "node:assert/strict";
import { noErrors } from "./harness.mjs";
import { computed, digest, moment, open, picture, scrub, settled, step, time } from "./globe.mjs";

export async function plays_and_pauses() {
  const page = await open();
  const since = await time(page);
  await page.keyboard.press("8");
  await page.locator(".transport .play").click();
  await page.waitForFunction((since) => parseFloat(document.querySelector(".clock .time span").textContent) > since + 0.3, since);
  await page.locator(".transport .play").click();
  await settled(page);
  const [there, at] = [await time(page), await step(page)];
  await page.waitForTimeout(300);
  assert.deepEqual([await time(page), await step(page)], [there, at], "paused");
  assert.ok(there > since && at > 0);
  noErrors(page);
}

export async function steps_back_to_the_identical_picture() {
  const page = await open();
  await scrub(page, 0.3);
  await page.mouse.move(2, 2);
  const seen = [];
  for (let index = 0; index < 12; index += 1) {
    await page.keyboard.press("ArrowRight");
    await settled(page);
    seen.push({ step: await step(page), time: await time(page), ...(await picture(page)) });
  }
  assert.ok(new Set(seen.map(({ step }) => step)).size === 12, "each press is another step");
  assert.ok(new Set(seen.map(({ moving }) => moving)).size > 3, "something moves");
  for (const before of seen.slice(0, -1).reverse()) {
    await page.keyboard.press("ArrowLeft");
    await settled(page);
    const again = { step: await step(page), time: await time(page), ...(await picture(page)) };
    assert.deepEqual([again.step, again.time], [before.step, before.time]);
    assert.ok(again.still === before.still, `the still picture of step ${before.step}`);
    assert.ok(again.moving === before.moving, `the moving picture of step ${before.step}`);
  }
  noErrors(page);
}

export async function the_same_moment_by_any_way() {
  const page = await open();
  await scrub(page, 0.4);
  const here = await moment(page);
  await scrub(page, 0.9);
  assert.notEqual(await digest(page), here.digest);
  await scrub(page, 0.1);
  await scrub(page, 0.4);
  assert.deepEqual(await moment(page), here);
  noErrors(page);
}

export async function scrubs_by_pointer() {
  const page = await open();
  const bar = await page.locator(".scrubber").boundingBox();
  const horizon = Number(await page.locator(".scrubber").getAttribute("aria-valuemax")) / 1000;
  const y = bar.y + bar.height / 2;
  const near = async (part) => assert.ok(Math.abs((await time(page)) - horizon * part) < horizon / 100, `${await time(page)} of ${horizon}`);
  await page.keyboard.press("Space");
  await page.mouse.move(bar.x + bar.width / 2, y);
  await page.mouse.down();
  await settled(page);
  await near(0.5);
  await page.mouse.move(bar.x + bar.width * 0.75, y, { steps: 8 });
  await settled(page);
  await near(0.75);
  await page.mouse.move(bar.x + bar.width * 0.25, y - 200, { steps: 8 });
  await settled(page);
  await near(0.25);
  await page.mouse.up();
  await page.mouse.move(bar.x + bar.width * 0.9, y);
  await settled(page);
  await near(0.25);
  const label = await page.locator(".transport .play").getAttribute("aria-label");
  assert.match(label, /재생/, "grabbing the scrubber pauses");
  noErrors(page);
}

export async function scrubs_by_keyboard() {
  const page = await open("#cache", { lang: "en-US" });
  const bar = page.getByRole("slider", { name: "Moment" });
  await bar.focus();
  const horizon = Number(await bar.getAttribute("aria-valuemax")) / 1000;
  const presses = [["Home", 0], ["PageUp", 0.1], ["ArrowUp", 0.11], ["ArrowDown", 0.1], ["PageDown", 0], ["End", 1], ["PageDown", 0.9]];
  for (const [key, part] of presses) {
    await bar.press(key);
    await settled(page);
    assert.ok(Math.abs((await time(page)) - horizon * part) < 0.002, `${key}: ${await time(page)}, not ${horizon * part}`);
    assert.equal(await bar.getAttribute("aria-valuetext"), await page.locator(".clock .time span").textContent());
  }
  noErrors(page);
}

export async function what_nobody_saw_is_not_played() {
  const page = await open();
  await page.keyboard.press("8");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) > 0);
  // A hidden tab has no frames: so does a page whose thread is held.
  const passed = await page.evaluate(async () => {
    const clock = () => parseFloat(document.querySelector(".clock .time span").textContent);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    const before = clock();
    for (const since = performance.now(); performance.now() - since < 4000; );
    await frame();
    await frame();
    return clock() - before;
  });
  assert.ok(passed < 2, `${passed} s were played of 4 s that nobody saw`);
  const before = await time(page);
  await page.waitForFunction((before) => parseFloat(document.querySelector(".clock .time span").textContent) > before, before);
  noErrors(page);
}

export async function stops_at_the_end_and_begins_anew() {
  const page = await open();
  await computed(page);
  await scrub(page, 0.995);
  await page.keyboard.press("9");
  await page.keyboard.press("Space");
  const horizon = Number(await page.locator(".scrubber").getAttribute("aria-valuemax")) / 1000;
  await page.waitForFunction((end) => parseFloat(document.querySelector(".clock .time span").textContent) >= end, horizon);
  await page.waitForFunction(() => /재생/.test(document.querySelector(".transport .play").ariaLabel));
  await page.keyboard.press("1");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) < 1);
  noErrors(page);
}
