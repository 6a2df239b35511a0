// A link opens the same moment anywhere, and one that cannot be opened says why.

import assert from "node:assert/strict";
import { noErrors, serve } from "./harness.mjs";
import { link, MANY, SECOND } from "./links.mjs";
import { act, HANGUL, moment, notice, open, picture, scrub, settled, shared, tab, time } from "./globe.mjs";

const hash = (link) => link.slice(link.indexOf("#"));

/** A page with a branch, on it, at a moment between two events. */
async function somewhere(options) {
  const page = await open("#cache", options);
  await scrub(page, 0.7);
  await scrub(page, 0.4);
  await act(page, "crash s1");
  await scrub(page, 0.55);
  return page;
}

export async function opens_the_same_moment_in_a_fresh_profile() {
  const page = await somewhere({ lang: "ko-KR" });
  await page.locator(".view-tab").nth(1).click();
  const here = await moment(page);
  const { link } = await shared(page);
  const { url } = await serve();
  assert.ok(link.startsWith(`${url}#1.`), link);
  const other = await open(hash(link), { lang: "en-US" });
  assert.equal(await other.locator("#tab-inspect").getAttribute("aria-selected"), "true", "the tab is part of it");
  assert.equal(await other.locator(".view-tab").nth(1).getAttribute("aria-pressed"), "true", "and the view");
  assert.deepEqual(await moment(other), here);
  assert.equal(await other.locator(".branch-choice select").inputValue(), "1", "and the branch");
  assert.equal(await other.locator("html").getAttribute("lang"), "en", "a language that was not chosen is the reader's");
  noErrors(page);
  noErrors(other);
}

export async function draws_the_same_picture() {
  const page = await somewhere();
  await tab(page, "follow");
  await page.mouse.move(2, 2);
  await settled(page);
  const { link } = await shared(page);
  await settled(page);
  const here = await picture(page);
  const other = await open(hash(link));
  await settled(other);
  const there = await picture(other);
  assert.ok(there.still === here.still && there.moving === here.moving);
  noErrors(other);
}

export async function keeps_the_language_that_was_chosen() {
  const page = await open("#cache", { lang: "ko-KR" });
  await page.keyboard.press("l");
  const { link } = await shared(page);
  const other = await open(hash(link), { lang: "ko-KR" });
  assert.equal(await other.locator("html").getAttribute("lang"), "en");
}

export async function is_accepted_as_a_query_too() {
  const page = await somewhere();
  const here = await moment(page);
  const { link } = await shared(page);
  const other = await open(`?s=${hash(link).slice(1)}`);
  assert.deepEqual(await moment(other), here);
  noErrors(other);
}

export async function the_address_follows_the_moment() {
  const page = await somewhere();
  const here = await moment(page);
  await page.reload();
  await page.locator(".clock .time").waitFor();
  await settled(page);
  assert.deepEqual(await moment(page), here);
  noErrors(page);
}

const GOOD = link({ at: SECOND });

/** What is wrong, and a word that the English sentence about it must have. */
const BAD = [
  ["no link", "hello", /not a Snowglobe link/],
  ["a foreign one", "https://example.com/?q=1", /not a Snowglobe link/],
  ["of the future", `3.${GOOD.slice(2)}`, /newer version/],
  ["of a far future", `4000000000.${GOOD.slice(2)}`, /newer version/],
  ["cut off", GOOD.slice(0, -5), /damaged or cut off/],
  ["one letter changed", `${GOOD.slice(0, 9)}${GOOD[9] === "A" ? "B" : "A"}${GOOD.slice(10)}`, /damaged/],
  ["with a strange letter", `${GOOD.slice(0, 9)}!${GOOD.slice(10)}`, /character 10/],
  ["empty", "1.", /damaged or cut off/],
  ["far too long", `1.${"A".repeat(70_000)}`, /70,?002 characters/],
  ["of no system", link({ system: "nope" }), /nope/],
  ["out of range", link({ settings: [[2, 1_000_000]] }), /1,?000,?000/],
  ["of no setting", link({ settings: [[200, 1]] }), /setting|parameter/],
  ["of too much work", link({ settings: [[10, 20_000], [16, 600n * SECOND]] }), /at most|limit|steps/],
  ["with no timeline", link({ timelines: [] }), /timeline|branch/],
  ["with 2^63 timelines", link({ timelines_count: MANY }), /damaged/],
  ["with 2^63 settings", link({ settings_count: MANY }), /damaged/],
  ["with 40 timelines", link({ timelines: Array.from({ length: 40 }, () => [0, 0, []]) }), /40/],
  ["with a branch of itself", link({ timelines: [[0, 0, []], [1, 0, []]] }), /branch|timeline/],
  ["with 2,000 actions", link({ timelines: [[0, 0, Array.from({ length: 2000 }, () => [0, "heal"])]] }), /2,?000/],
  ["with an action of nonsense", link({ timelines: [[0, 0, [[0, "<img src=x onerror=alert(1)>"]]]] }), /<img/],
];

export async function one_that_cannot_be_opened_says_why() {
  for (const [what, text, english] of BAD) {
    const page = await open(`#${text}`, { lang: "en-US" });
    const said = await notice(page);
    assert.match(said, english, what);
    assert.doesNotMatch(said, HANGUL, what);
    await page.locator("a.button.big").click();
    await page.locator(".clock").waitFor();
    noErrors(page);
    await page.context().close();
  }
}
one_that_cannot_be_opened_says_why.timeout = 180_000;

export async function one_that_cannot_be_opened_says_why_in_korean() {
  const page = await open("", { lang: "ko-KR" });
  const said = [];
  for (const [what, text] of BAD) {
    await page.evaluate((text) => void (location.hash = text), text);
    await page.waitForFunction((last) => (document.querySelector(".notice span")?.textContent ?? last) !== last, said.at(-1) ?? "", { timeout: 700 })
      .catch(() => {}); // two of the list may deserve the same sentence
    said.push(await notice(page));
    assert.match(said.at(-1), HANGUL, `${what}: ${said.at(-1)}`);
    assert.doesNotMatch(said.at(-1), /\b(the|is|at most|link)\b/, what);
  }
  assert.ok(new Set(said).size > 9, "not one sentence for all");
  noErrors(page);
}
one_that_cannot_be_opened_says_why_in_korean.timeout = 180_000;

export async function a_bad_one_in_the_address_bar_leaves_the_run_as_it_is() {
  const page = await somewhere({ lang: "en-US" });
  const here = await moment(page);
  for (const [what, text, english] of BAD) {
    await page.evaluate((text) => void (location.hash = text), text);
    await page.waitForFunction((source) => new RegExp(source).test(document.querySelector(".notices").textContent), english.source)
      .catch(() => assert.fail(`${what}: nothing is said`));
    assert.equal(await time(page), here.time, what);
  }
  assert.deepEqual(await moment(page), here);
  noErrors(page);
}

export async function a_moment_beyond_the_end_is_the_end() {
  const page = await open(`#${link({ at: MANY })}`);
  await settled(page);
  const horizon = Number(await page.locator(".scrubber").getAttribute("aria-valuemax")) / 1000;
  assert.equal(await time(page), horizon);
  noErrors(page);
}
