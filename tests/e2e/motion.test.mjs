// Who asks for less motion gets steps instead of movement, and loses nothing else.

import assert from "node:assert/strict";
import { noErrors } from "./harness.mjs";
import { open, picture, scrub, settled, tab, time } from "./globe.mjs";

/** How often the canvas changes while a second of frames goes by, at a speed at which a hop takes seconds. */
async function changes(page) {
  await scrub(page, 0.3);
  await page.mouse.move(2, 2);
  await page.keyboard.press("1");
  await page.keyboard.press("Space");
  const seen = await page.evaluate(async () => {
    const canvas = document.querySelector("canvas.moving");
    const seen = [];
    for (let frame = 0; frame < 40; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      seen.push(canvas.toDataURL());
    }
    return seen.filter((picture, index) => index > 0 && picture !== seen[index - 1]).length;
  });
  await page.keyboard.press("Space");
  return seen;
}

export async function nothing_glides() {
  const lively = await changes(await open());
  const calm = await changes(await open("#cache", { reducedMotion: true }));
  assert.ok(lively > 20, `with motion the picture changes in most frames, not ${lively} of 40`);
  assert.ok(calm < lively / 2, `without it changes ${calm} times`);
}

export async function everything_still_works() {
  const page = await open("#cache", { reducedMotion: true, lang: "en-US" });
  await page.keyboard.press("8");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) > 0.5);
  await page.keyboard.press("Space");
  await scrub(page, 0.3);
  await page.mouse.move(2, 2);
  await page.keyboard.press("ArrowRight");
  await settled(page);
  const here = { time: await time(page), ...(await picture(page)) };
  await page.keyboard.press("ArrowRight");
  await settled(page);
  const next = { time: await time(page), ...(await picture(page)) };
  assert.ok(next.moving !== here.moving || next.still !== here.still, "a step can be seen");
  await page.keyboard.press("ArrowLeft");
  await settled(page);
  assert.deepEqual({ time: await time(page), ...(await picture(page)) }, here);
  for (const name of ["follow", "adjust", "inspect"]) await tab(page, name);
  await page.keyboard.press("Shift+ArrowRight");
  await page.locator(".choice").first().click();
  await page.locator(".verdict:not(:empty)").waitFor();
  noErrors(page);
}

export async function nothing_is_animated_by_style() {
  const page = await open("#cache", { reducedMotion: true });
  const lively = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(lively, []);
}
