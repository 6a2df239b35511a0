// Acting in the past does not erase the future: it makes a branch, and both can be gone to.

import assert from "node:assert/strict";
import { noErrors } from "./harness.mjs";
import { act, digest, moment, notice, open, scrub, settled, tab } from "./globe.mjs";

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
