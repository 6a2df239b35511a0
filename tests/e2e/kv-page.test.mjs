// What the page says of the cluster beside the pictures: the legend, cuts that hold, steps that there are not, and room.

import assert from "node:assert/strict";
import { axe, noErrors } from "./harness.mjs";
import { act, computed, notice, open, settled, tab } from "./globe.mjs";
import { link, SECOND } from "./links.mjs";

/** The parameter "workload", by its place in links; 1 is none. */
const QUIET = [[14, 1]];
const run = (timelines, at, more = {}) => link({ system: "kv", settings: QUIET, timelines, at, ...more });

const meanings = (page) => page.locator(".legend li").allTextContents();

export async function the_legend_names_what_is_on_the_picture() {
  const page = await open(`#${run([[0, 0, []]], 2n * SECOND)}`, { lang: "en-US", size: [1600, 1000] });
  await computed(page);
  await act(page, "crash n2");
  await page.locator(".legend[open] li", { hasText: "down" }).waitFor();
  assert.ok(!(await meanings(page)).some((text) => text.includes("letters that differ")), "nothing is cut");
  await act(page, "partition {c0 n0 n2} | {c1 n1 n3 n4}");
  await page.locator(".legend li", { hasText: "letters that differ" }).waitFor();
  await axe(page);
  // A reader folds it, by the keyboard too, and it stays so.
  await page.locator(".legend summary").press("Enter");
  await page.locator(".legend:not([open])").waitFor();
  await act(page, "heal");
  assert.equal(await page.locator(".legend li").count(), 0);
  noErrors(page);
}

export async function the_legend_is_folded_on_a_telephone() {
  const page = await open(`#${run([[0, 0, [[SECOND, "crash n2"]]]], 2n * SECOND)}`, { lang: "en-US", size: [390, 844] });
  await computed(page);
  await tab(page, "inspect");
  await page.locator(".legend:not([open])").waitFor();
  await page.locator(".legend summary").click();
  await page.locator(".legend li", { hasText: "down" }).waitFor();
  const [legend, stage] = [await page.locator(".legend").boundingBox(), await page.locator(".glass").boundingBox()];
  assert.ok(legend.y >= stage.y && legend.y + legend.height <= stage.y + stage.height, "it stays on the stage");
  noErrors(page);
}

export async function cuts_that_hold_are_listed_and_healed() {
  const timelines = [[0, 0, [[SECOND, "partition {n0} | {n1}"], [2n * SECOND, "partition {n0} | {n2}"]]]];
  const page = await open(`#${run(timelines, 3n * SECOND)}`, { lang: "en-US" });
  await computed(page);
  await tab(page, "adjust");
  const rows = page.locator("#panel .cuts li");
  assert.equal(await rows.count(), 2);
  assert.deepEqual(await rows.locator("code").allTextContents(), ["partition {n0} | {n1}", "partition {n0} | {n2}"]);
  assert.match(await rows.first().textContent(), /^1s/);
  assert.match(await page.locator("#panel .cuts").textContent(), /add up/);
  await axe(page);
  await rows.last().locator("button", { hasText: "Heal" }).click();
  await page.locator("#panel .cuts").waitFor({ state: "detached" });
  noErrors(page);
}

export async function no_page_is_wider_than_the_narrowest_telephone() {
  for (const lang of ["ko-KR", "en-US"]) {
    const page = await open("#kv", { lang, size: [320, 640] });
    for (const view of await page.locator(".view-tab").all()) {
      await view.click();
      await settled(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, lang);
    }
    noErrors(page);
  }
}

export async function acting_before_what_was_planned_says_that_it_will_not_come() {
  const page = await open("#kv/cap", { lang: "en-US" });
  await page.locator(".choice").first().waitFor();
  await act(page, "put x tea");
  assert.match(await notice(page), /^Branch 2 begins here, without the [1-9]\d* actions that were to come\.$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.locator("[role=status] .notice").waitFor({ state: "detached" });
  noErrors(page);
}

export async function a_term_leads_to_the_steps_that_speak_of_it() {
  const page = await open("#kv", { lang: "ko-KR" });
  await page.keyboard.press("/");
  await page.locator(".dialog input").fill("벡터 시계");
  await page.locator(".found li", { hasText: "따라하기" }).first().waitFor();
  await page.locator(".dialog input").fill("양자");
  await page.locator(".dialog .empty").waitFor();
  assert.equal(await page.locator(".found li").count(), 0, "what is no action is not offered as one");
  noErrors(page);
}

export async function a_step_that_there_is_not_is_told_in_any_chapter() {
  for (const [chapter, lang, told] of [["kv", "en-US", /no step ‘nosuch’/], ["storage", "ko-KR", /‘nosuch’ 단계가 없어/]]) {
    const page = await open(`#${chapter}/nosuch`, { lang });
    assert.match(await notice(page), told);
    await page.locator("#step h2").waitFor();
    // Another step takes the sentence away.
    await page.keyboard.press("Shift+ArrowRight");
    await page.locator("[role=status] .notice").waitFor({ state: "detached" });
    noErrors(page);
  }
}

export async function whatever_is_put_into_the_panel_is_read_from_its_top() {
  const page = await open(`#${run([[0, 0, []]], 2n * SECOND)}`, { lang: "en-US" });
  await computed(page);
  await tab(page, "adjust");
  const scrolled = () => page.evaluate(() => document.querySelector("#panel").scrollTop);
  const down = () => page.evaluate(() => document.querySelector("#panel").scrollTo(0, 9_999));
  await page.locator("#panel .console").waitFor();
  await down();
  assert.ok(await scrolled() > 100, "there is much to adjust");
  await page.locator(".glass [role=button][data-thing='node n2']").press("Enter");
  await page.locator("#panel .thing h2").waitFor();
  assert.equal(await scrolled(), 0);
  await down();
  assert.ok(await scrolled() > 0, "there is much to know of a node");
  await page.keyboard.press("t");
  await page.keyboard.press("t");
  await page.locator("#panel .console").waitFor();
  assert.equal(await scrolled(), 0);
  noErrors(page);
}

export async function the_panel_comes_out_from_under_the_stage_of_a_telephone() {
  const page = await open(`#${run([[0, 0, []]], 2n * SECOND)}`, { lang: "en-US", size: [390, 844] });
  await computed(page);
  await tab(page, "adjust");
  await page.locator("#panel .console").waitFor();
  await page.evaluate(() => scrollTo(0, 9_999));
  await page.locator(".glass [role=button][data-thing='node n2']").first().press("Enter");
  await page.locator("#panel .thing h2").waitFor();
  await settled(page);
  const [head, stage] = [await page.locator("#panel .thing h2").boundingBox(), await page.locator(".glass").boundingBox()];
  assert.ok(head.y >= stage.y + stage.height, "its heading is not hidden");
  noErrors(page);
}

export async function two_histories_have_one_axis() {
  const cut = [[3n * SECOND, "partition {c0 c1} | {n0 n1 n2 n3 n4}"]];
  const timelines = [[0, 0, []], [0, 3n * SECOND, cut]];
  const busy = link({ system: "kv", timelines, timeline: 1, at: 10n * SECOND, view: 6, beside: 0 });
  const page = await open(`#${busy}`, { lang: "en-US" });
  await computed(page);
  await tab(page, "inspect");
  await page.locator(".side svg.still text", { hasText: " s" }).first().waitFor();
  const times = () =>
    page.locator(".side .glass").evaluateAll((all) =>
      all.map((glass) => [...glass.querySelectorAll("svg.still text")].filter((text) => /^[\d. ]+ m?s$/.test(text.textContent)).map((text) => [text.textContent, text.getAttribute("x")])),
    );
  const [own, other] = await times();
  assert.ok(own.length > 2, JSON.stringify(own));
  assert.deepEqual(own, other);
  noErrors(page);
}

export async function a_step_that_is_watched_is_shared_by_its_name() {
  const page = await open("#kv/cap", { lang: "en-US" });
  await page.locator(".choice").first().waitFor();
  await computed(page);
  await page.locator("header .button.primary").click();
  const short = page.locator(".dialog .of-step textarea");
  await short.waitFor();
  const address = await short.inputValue();
  assert.match(address, /#kv\/cap$/);
  await axe(page);
  await page.keyboard.press("Escape");
  const again = await open(address.slice(address.indexOf("#")), { lang: "en-US" });
  await again.locator("#step h2", { hasText: "What to give up" }).waitFor();
  // Another run than the step's has no such name.
  await act(page, "crash n0");
  await page.locator("header .button.primary").click();
  await page.locator(".dialog .share > .copyable").first().waitFor();
  assert.equal(await short.count(), 0);
  noErrors(page);
}

export async function a_tree_of_hashes_has_room_on_a_telephone() {
  const page = await open("#kv/one-bucket-differs", { lang: "en-US", size: [390, 844] });
  await page.locator(".choice").first().waitFor();
  // The engine is drawn by what comes late.
  await tab(page, "inspect");
  const told = page.locator(".glass svg.still text", { hasText: "1,048,576 buckets" });
  await told.waitFor();
  const [words, stage] = [await told.boundingBox(), await page.locator(".glass").boundingBox()];
  assert.ok(words.x >= stage.x && words.x + words.width <= stage.x + stage.width, "it is told whole");
  assert.ok((await page.locator(".glass svg.still circle").count()) >= 41, "all hashes that are compared");
  noErrors(page);
}

export async function a_long_time_is_short_in_the_list_of_actions() {
  const page = await open(`#${run([[0, 0, [[1_234_567_891, "crash n1"]]]], 2n * SECOND)}`, { lang: "en-US" });
  await computed(page);
  await tab(page, "adjust");
  const moment = page.locator("#panel .actions .moment").first();
  await moment.waitFor();
  assert.equal(await moment.textContent(), "1.234s");
  assert.equal(await moment.getAttribute("title"), "1.234567891s");
  // It leads to the very moment, not to the short one.
  await moment.click();
  await settled(page);
  await page.locator(".glass [data-thing='node n1'][aria-label*='down']").waitFor();
  noErrors(page);
}

export async function two_branches_stay_within_a_telephone() {
  // They differ in many numbers, and each is told to those who do not see it.
  const timelines = [[0, 0, []], [0, 3n * SECOND, [[3n * SECOND, "partition {c0 n0 n1} | {c1 n2 n3 n4}"]]]];
  const both = link({ system: "kv", timelines, timeline: 1, at: 12n * SECOND, beside: 0 });
  const page = await open(`#${both}`, { lang: "en-US", size: [390, 844] });
  await page.locator(".differences .differs").first().waitFor();
  assert.ok(await page.locator(".differences").evaluate((table) => table.scrollWidth > table.clientWidth), "the numbers scroll");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, "and the page does not");
  noErrors(page);
}
