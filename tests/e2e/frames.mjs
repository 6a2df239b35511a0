// The page inside a page of another origin, and what must not happen there.

import assert from "node:assert/strict";
import { newPage, serve, started } from "./harness.mjs";
import { settled } from "./globe.mjs";

/** A page of another origin that frames the code, as strictly as frames go, `count` times. */
export async function framed(embed, { size = [768, 430], count = 1, options = {} } = {}) {
  const strict = embed.replace(/sandbox="[^"]*"/, 'sandbox="allow-scripts"').replace(/width="\d+" height="\d+"/, `width="${size[0]}" height="${size[1]}"`);
  const html = `<!doctype html><html lang="en"><title>A post</title><link rel="icon" href="data:,"><style>body{margin:0}iframe{border:0;display:block}</style>
    <script>heights=[];onmessage=({data,origin})=>heights.push({data,origin})</script><main>${strict.repeat(count)}</main></html>`;
  const host = await serve({ embedHtml: html });
  const page = await newPage({ size: [1280, 900], lang: "en-US", ...options });
  await page.goto(host.url);
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  assert.equal(frames.length, count);
  for (const frame of frames) {
    await frame.frameElement().then((element) => element.scrollIntoViewIfNeeded());
    await started(frame);
    await frame.locator(".embed canvas").waitFor();
    await settled(frame);
  }
  return { page, frames };
}

/** What scrolls, or would have to. */
export const scrolling = (frame) =>
  frame.evaluate(() => {
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push(`the page: ${root.scrollWidth}×${root.scrollHeight}`);
    for (const element of document.querySelectorAll("body *")) {
      const { overflowX, overflowY, scrollbarWidth } = getComputedStyle(element);
      if (scrollbarWidth === "none") continue;
      const wide = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth;
      const high = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight;
      if (wide || high) found.push(`${element.className}: ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`);
    }
    return found;
  });

/** Controls that are cut off or lie over one another. */
export const misplaced = (frame) =>
  frame.evaluate(() =>
    [...document.querySelectorAll(".embed-bar button, .embed-bar a, .embed-bar .scrubber")]
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0)
      .filter(([element, box]) => {
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return box.left < 0 || box.right > innerWidth || box.bottom > innerHeight || !(at && (element.contains(at) || at.contains(element)));
      })
      .map(([element]) => element.outerHTML.slice(0, 100)),
  );

/** Texts on the stage that lie over one another, or are cut off. */
export const collisions = (frame) =>
  frame.evaluate(() => {
    const stage = document.querySelector("svg.still").getBoundingClientRect();
    const texts = [...document.querySelectorAll("svg.still text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    const inside = ([, box]) => box.left >= stage.left - 1 && box.right <= stage.right + 1 && box.top >= stage.top - 1 && box.bottom <= stage.bottom + 1;
    const found = texts.filter((text) => !inside(text)).map(([text]) => `${text} is cut off`);
    for (const [index, [one, a]] of texts.entries()) {
      for (const [other, b] of texts.slice(index + 1)) {
        // Boxes of letters are higher than letters.
        const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height * 0.35;
        if (over) found.push(`${one} and ${other}`);
      }
    }
    return found;
  });
