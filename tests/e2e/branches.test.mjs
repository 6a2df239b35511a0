// Acting in the past does not erase the future: it makes a branch, and both can be gone to.

import assert from "node:assert/strict";
import { axe, noErrors } from "./harness.mjs";
import { act, computed, digest, moment, notice, open, scrub, settled, tab } from "./globe.mjs";
import { link, MANY, SECOND } from "./links.mjs";

const branches = (page) => page.locator(".branch-choice option").count();
const choose = async (page, index) => {
  await page.locator(".branch-choice select").selectOption(String(index));
  await settled(page);
};

export async function acting_in_the_past_makes_a_branch() {
  const page = await open();
  await scrub(page, 0.8);
  const future = await moment(page);
  assert.equal(await branches(page), 0, "one branch needs no choice");
  await scrub(page, 0.4);
  const past = await moment(page);
  await act(page, "crash s1");
  assert.equal(await branches(page), 2);
  assert.equal(await page.locator(".branch-choice select").inputValue(), "1", "the new branch is shown");
  assert.equal((await moment(page)).time, past.time, "at the moment of the action");
  await scrub(page, 0.8);
  assert.notEqual(await digest(page), future.digest, "the server is missing on the new branch");
  await choose(page, 0);
  assert.deepEqual(await moment(page), future, "the old future is kept");
  await choose(page, 1);
  assert.notEqual(await digest(page), future.digest);
  noErrors(page);
}

export async function branches_stand_side_by_side() {
  const page = await open("#cache", { lang: "en-US" });
  await scrub(page, 0.8);
  await scrub(page, 0.4);
  await act(page, "crash s1");
  await scrub(page, 0.6);
  await tab(page, "inspect");
  const heads = page.locator("table.compare thead button");
  assert.deepEqual(await heads.allTextContents(), ["Branch 2", "Branch 1"]);
  const misses = page.locator("table.compare tbody tr").nth(1);
  const [with_crash, without] = await misses.locator("td").allTextContents();
  assert.ok(parseFloat(with_crash) > parseFloat(without), `${with_crash} missed, ${without} without the crash`);
  const seen = () => page.locator("#panel .table-scroll").evaluate((box) => [box.clientHeight, box.scrollHeight]);
  assert.equal(...(await seen()), "all of it is there to be seen");
  // A selected server has entries of its own above it.
  await page.locator('.glass [role=button][data-thing="node s2"]').first().press("Enter");
  assert.equal(...(await seen()), "beside a selected server, too");
  await page.locator("table.compare thead button").nth(1).click();
  await settled(page);
  assert.equal(await page.locator(".branch-choice select").inputValue(), "0");
  noErrors(page);
}

export async function what_if_it_had_not() {
  const page = await open();
  await scrub(page, 0.6);
  const untouched = await moment(page);
  await scrub(page, 0.3);
  await act(page, "crash s1");
  await scrub(page, 0.6);
  const crashed = await moment(page);
  assert.notEqual(crashed.digest, untouched.digest);
  await tab(page, "adjust");
  await page.locator(".actions .button").first().click();
  await settled(page);
  assert.equal(await branches(page), 3);
  await scrub(page, 0.6);
  assert.equal(await digest(page), untouched.digest, "without the action it is the run without it");
  await choose(page, 1);
  await scrub(page, 0.6);
  assert.equal(await digest(page), crashed.digest, "the branch with it is still there");
  noErrors(page);
}

export async function shaking_makes_a_branch_that_can_be_left() {
  const page = await open();
  await scrub(page, 0.8);
  const calm = await digest(page);
  await scrub(page, 0.4);
  await page.keyboard.press("s");
  await page.waitForFunction(() => document.querySelectorAll(".branch-choice option").length === 2);
  await page.keyboard.press("Space");
  await scrub(page, 0.8);
  assert.notEqual(await digest(page), calm);
  await tab(page, "adjust");
  assert.ok((await page.locator(".actions li").count()) > 1, "the storm is written down");
  await choose(page, 0);
  assert.equal(await digest(page), calm);
  noErrors(page);
}

export async function what_cannot_be_done_makes_no_branch() {
  const page = await open();
  await scrub(page, 0.8);
  await scrub(page, 0.4);
  const before = await digest(page);
  await act(page, "restart s1");
  assert.match(await notice(page), /지금은 할 수 없다/);
  assert.equal(await page.locator(".console input").inputValue(), "restart s1", "what was typed is kept");
  assert.equal(await branches(page), 0);
  assert.equal(await digest(page), before);
  noErrors(page);
}

/** The cluster under a workload, in which a machine is lost on a branch of its own; that branch is shown, at 9 s. */
const LOST = { system: "kv", timelines: [[0, 0, []], [0, 8n * SECOND, [[8n * SECOND, "crash n1"]]]], at: 9n * SECOND };
const sides = (page) => page.locator(".sides .side");
const heads = async (page) => (await page.locator(".side header").allTextContents()).map((text) => text.trim());
const numbers = (page) => page.locator(".differences tbody tr").evaluateAll((rows) => rows.map((row) => row.textContent));

/** What stands still and what moves on each of the two stages. */
const stages = (page) =>
  page.locator(".side .glass").evaluateAll((all) =>
    all.map((glass) => [glass.querySelector("svg.still").outerHTML, glass.querySelector("canvas").toDataURL()]),
  );

export async function two_branches_are_played_by_one_clock() {
  const page = await open(`#${link({ system: "kv" })}`, { lang: "en-US" });
  await computed(page);
  await page.keyboard.press("b");
  assert.match(await notice(page), /one branch so far/);
  await scrub(page, 0.6);
  await scrub(page, 0.3);
  await act(page, "crash n1");
  await scrub(page, 0.4);
  const toggle = page.locator("#beside");
  assert.equal(await toggle.getAttribute("aria-pressed"), "false");
  await page.keyboard.press("b");
  await page.locator(".differences").waitFor();
  assert.equal(await toggle.getAttribute("aria-pressed"), "true");
  assert.match((await heads(page))[0], /^Branch 2crash n1 · \d\.\d{3} s/);
  assert.match((await heads(page))[1], /^Branch 1nothing else done/);
  assert.match(await page.locator(".work > [role=status]").textContent(), /on branch 2; branch 1 is beside it/);
  const [down, up] = await page.locator(".side [data-thing='node n1'][role=button]").evaluateAll((all) => all.map((mark) => mark.ariaLabel));
  assert.match(down, /down/);
  assert.doesNotMatch(up, /down/);
  // A step, then time itself: both move.
  const before = await stages(page);
  for (let steps = 0; steps < 12; steps += 1) await page.keyboard.press("ArrowRight");
  await settled(page);
  const after = await stages(page);
  for (const side of [0, 1]) assert.notDeepEqual(after[side], before[side], `side ${side} stands still`);
  await page.keyboard.press("9");
  await page.keyboard.press("Space");
  await page.waitForFunction((was) => document.querySelector(".differences table").textContent !== was, await page.locator(".differences table").textContent());
  await page.keyboard.press("Space");
  await scrub(page, 0.9);
  const [own, beside] = await numbers(page);
  assert.match(own, /^Branch 2/);
  assert.match(beside, /≠/, "some number differs, and says so");
  await page.keyboard.press("x");
  await settled(page);
  assert.match((await heads(page))[0], /^Branch 1nothing/);
  assert.equal(await page.locator(".transport-row .branch-choice select").inputValue(), "0");
  const plain = (row) => row.replace("≠ ", "").replace("differs ", "").replace(/≠ |differs /g, "");
  assert.deepEqual((await numbers(page)).map(plain), [beside, own].map(plain), "what was told of one is told of it still");
  await page.locator(".side header button").last().click();
  assert.equal(await sides(page).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "beside", "the focus is where it can be opened again");
  noErrors(page);
}

export async function a_link_opens_both_branches_again() {
  const page = await open(`#${link({ ...LOST, timeline: 1, beside: 0 })}`, { lang: "en-US" });
  await page.locator(".differences").waitFor();
  await computed(page);
  assert.equal(await sides(page).count(), 2);
  const hash = () => page.evaluate(() => location.hash);
  await page.keyboard.press("ArrowRight");
  await settled(page);
  assert.match(await hash(), /^#2\./);
  const [there, told] = [await stages(page), await numbers(page)];
  const again = await open(await hash(), { lang: "en-US" });
  await again.locator(".differences").waitFor();
  await computed(again);
  await settled(again);
  assert.deepEqual(await numbers(again), told);
  assert.deepEqual((await stages(again)).map(([still]) => still), there.map(([still]) => still));
  await page.keyboard.press("b");
  await settled(page);
  assert.match(await hash(), /^#1\./, "alone it is the link that it always was");
  // What is not there, or is shown already, is not beside.
  for (const beside of [1, 2, MANY - 1n]) {
    const lone = await open(`#${link({ ...LOST, timeline: 1, beside: BigInt(beside) % (1n << 32n) })}`);
    await computed(lone);
    assert.equal(await sides(lone).count(), 0, `beside ${beside}`);
  }
  const embedded = await open(`?embed#${link({ ...LOST, timeline: 1, beside: 0 })}`, { size: [768, 430] });
  await embedded.locator(".differences").waitFor();
  const scrolls = () => embedded.evaluate(() => document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth);
  assert.equal(await scrolls(), false);
  noErrors(page);
}

export async function every_view_of_two_branches_is_in_order() {
  for (const lang of ["ko-KR", "en-US"]) {
    for (const [size, theme] of [[[1280, 800], "light"], [[390, 844], "dark"]]) {
      const page = await open(`#${link({ ...LOST, timeline: 1, beside: 0 })}`, { lang, theme, size });
      await page.locator(".differences").waitFor();
      await computed(page);
      for (const tab of await page.locator(".view-tab").all()) {
        await tab.click();
        await settled(page);
        const boxes = await page.locator(".side .glass").evaluateAll((all) => all.map((glass) => glass.getBoundingClientRect().toJSON()));
        assert.deepEqual([boxes[0].width, boxes[0].height], [boxes[1].width, boxes[1].height], "both stages are alike");
        await axe(page);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      noErrors(page);
    }
  }
}
