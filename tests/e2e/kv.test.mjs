// The cluster: two writes on two sides of a cut, who has what, and what the house gives.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, noErrors } from "./harness.mjs";
import { act, computed, notice, open, settled, tab } from "./globe.mjs";
import { link, SECOND } from "./links.mjs";
import { english, korean, texts } from "./words.mjs";

/** Parameters by their place in links. */
const [R, W, QUORUM, WORKLOAD, RETRIES, GOSSIP, FAIL] = [2, 3, 4, 14, 22, 23, 26];
const SPLIT = [
  [SECOND, "put cart milk"],
  [2n * SECOND, "partition {c0 n0 n1} | {c1 n2 n3 n4}"],
  [8n * SECOND, "put cart eggs at c0"],
  [8n * SECOND, "put cart rice at c1"],
  [12n * SECOND, "heal"],
];
/** Nothing but what is commanded: a cart that is written on both sides of a cut. */
const CART = link({
  system: "kv",
  settings: [[R, 1], [W, 1], [QUORUM, 1], [WORKLOAD, 1], [RETRIES, 5], [GOSSIP, SECOND / 2n], [FAIL, 2n * SECOND]],
  timelines: [[0, 0, SPLIT]],
  at: 25n * SECOND,
});

export async function two_writes_stand_side_by_side() {
  const page = await open(`#${CART}`, { lang: "en-US" });
  await computed(page);
  await act(page, "get cart");
  await page.keyboard.press("End");
  await page.locator("[data-thing='node n0']").first().press("Enter");
  await page.locator(".glass svg.still", { hasText: "with siblings" }).waitFor();
  await tab(page, "inspect");
  assert.match(await page.locator("#panel").textContent(), /membership.*n1.*heartbeat \d+/s);
  noErrors(page);
}

export async function the_history_shows_who_asked_for_what() {
  const page = await open(`#${CART}`, { lang: "en-US" });
  await computed(page);
  await page.locator(".view-tab", { hasText: "History" }).click();
  const bars = page.locator(".glass [role=button][data-thing^='call ']");
  await bars.first().waitFor();
  assert.equal(await bars.count(), 3, "three writes");
  assert.match(await bars.last().getAttribute("aria-label"), /^c1 put cart=rice, 8/);
  await bars.last().press("Enter");
  await tab(page, "inspect");
  assert.match(await page.locator("#panel").textContent(), /put cart=rice/);
  noErrors(page);
}

export async function a_node_opens_down_to_the_bytes_of_its_log() {
  const page = await open(`#${CART}`, { lang: "en-US" });
  await computed(page);
  await page.locator("[data-thing='node n2']").first().press("Enter");
  await tab(page, "inspect");
  await page.locator("#panel button", { hasText: "Look inside" }).click();
  const log = page.locator(".glass [role=button][data-thing^='file n2/log-']").first();
  await log.press("Enter");
  await page.locator(".glass svg.still", { hasText: "000000" }).waitFor();
  assert.match(await page.locator("#panel").textContent(), /durable/);
  // The way back, and to another machine.
  await page.locator(".glass [role=button][data-thing='node n4']").press("Enter");
  await page.locator(".glass [role=button][data-thing^='file n4/log-']").first().waitFor();
  noErrors(page);
}

export async function a_step_has_an_address() {
  const page = await open("#kv/dynamos-story", { lang: "en-US" });
  await page.locator("#step h2", { hasText: "Dynamo" }).waitFor();
  await page.locator("#question button", { hasText: "E alone" }).click();
  await page.locator(".glass svg.still", { hasText: "{n0:1, n2:3," }).waitFor();
  // Who believes that W+R>N is enough is shown the moment at which it is not.
  await tab(page, "adjust");
  await page.locator("#panel a", { hasText: "always fresh" }).click();
  await page.locator("#step h2", { hasText: "R+W is above N" }).waitFor();
  // A step that there is not is the chapter's first, and that is said.
  await page.evaluate(() => (location.hash = "#kv/nobody"));
  await page.locator("#step h2", { hasText: "three copies" }).waitFor();
  assert.equal(await notice(page), "This chapter has no step ‘nobody’; here is its first.");
  noErrors(page);
}

export async function a_run_is_judged_and_the_verdict_leads_to_its_moment() {
  const page = await open("#kv/stale-reads", { lang: "en-US" });
  await page.locator(".choice").first().click();
  await page.locator(".step-table td.broken").first().waitFor();
  await page.locator(".step-table[aria-busy=false]").waitFor({ timeout: 60_000 });
  assert.equal(await page.locator(".step-table td.broken").count(), 3, "R+W is at most N in three cells");
  assert.equal(await page.locator(".step-table td.kept").count(), 6);
  await tab(page, "inspect");
  await page.locator("#panel button", { hasText: "Judge up to here" }).click();
  const broken = page.locator("#panel .judged strong", { hasText: "broken at" });
  assert.ok(await broken.count() >= 2, "stale reads and lost own writes");
  const before = await page.locator(".clock .time").textContent();
  await page.locator("#panel .judged button").first().click();
  await page.locator(".glass [data-thing^='call ']").first().waitFor();
  assert.notEqual(await page.locator(".clock .time").textContent(), before);
  assert.match(await page.locator("#panel .thing").textContent(), /get key-/);
  await axe(page);
  // What is offered against it is done at once, in the run with that setting, and judged again.
  const again = page.locator("#panel .again");
  assert.equal(await again.textContent(), "Again: R=3");
  await again.click();
  await again.waitFor({ state: "detached" });
  assert.equal(await broken.count(), 0);
  assert.ok(await page.locator("#panel .judged dd", { hasText: /^kept$/ }).count() >= 5);
  noErrors(page);
}

export async function a_step_keeps_its_answer_through_a_reload() {
  const page = await open("#kv/cap", { lang: "en-US" });
  await page.locator(".choice").first().waitFor();
  await settled(page);
  await page.reload();
  await page.locator(".choice").first().waitFor();
  assert.equal(await page.locator(".choice.right").count(), 0, "nobody has guessed yet");
  await page.locator(".choice").first().click();
  await page.locator(".choice.right").waitFor();
  noErrors(page);
}

export async function the_history_and_its_clocks_can_be_taken_along() {
  const page = await open(`#${CART}`, { lang: "en-US" });
  await computed(page);
  await page.locator("header .button.primary").click();
  const saved = async (name) => {
    const waiting = page.waitForEvent("download");
    await page.locator(".dialog button", { hasText: name }).click();
    return readFileSync(await (await waiting).path(), "utf8");
  };
  const edn = await saved("EDN");
  assert.match(edn, /^\{:type :invoke, :f :write, :value \["cart" \d+\], :process \d, :time 1000000000, :index 0\}\n/);
  const lines = (await saved("JSON lines")).trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 6, "a call and a return of each of three writes");
  const shiviz = await saved("ShiViz");
  assert.match(shiviz, /^(\S* \{.*\}\n.*\n)*$/);
  noErrors(page);
}

const PLACES = [
  ["topology", (page) => page.locator(".view-tab").nth(0).click()],
  ["space-time", (page) => page.locator(".view-tab").nth(1).click()],
  ["the history", (page) => page.locator(".view-tab").nth(2).click()],
  ["a request", (page) => page.locator(".glass [role=button][data-thing^='call ']").first().press("Enter")],
  ["an engine", (page) => page.locator(".view-tab").nth(3).click()],
  ["a log", (page) => page.locator(".glass [role=button][data-thing^='file ']").first().press("Enter")],
  ["table", (page) => page.locator(".view-tab").nth(4).click()],
  ["adjust", async (page) => {
    await page.locator(".view-tab").nth(0).click();
    await tab(page, "adjust");
    await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ...["c0", "n2"].map((name) => [name, (page) => page.locator(`.glass [role=button][data-thing="node ${name}"]`).press("Enter")]),
  ["the transcript", (page) => page.locator("[aria-controls=transcript]").click()],
];

async function everywhere(options, check) {
  const page = await open(`#${CART}`, options);
  await computed(page);
  for (const [place, go] of PLACES) {
    await go(page);
    await settled(page);
    await check(page, place);
  }
  noErrors(page);
}

/** The key that the reader chose is in no language, nor is what it has. */
const own = (text) => /^cart(: |$)/.test(text);
const speaks = (lang, check) => () =>
  everywhere({ lang }, async (page, place) =>
    assert.deepEqual((await texts(page)).filter((text) => !check(text) && !own(text)), [], place));
export const english_has_no_korean = speaks("en-US", english);
export const korean_has_no_english = speaks("ko-KR", korean);

const accessible = (options) => () =>
  everywhere(options, (page, place) => axe(page).catch((error) => assert.fail(`${place}: ${error.message}`)));
export const axe_in_light = accessible({ theme: "light", lang: "ko-KR" });
export const axe_in_dark = accessible({ theme: "dark", lang: "en-US" });
export const axe_on_a_telephone = accessible({ theme: "light", lang: "ko-KR", size: [390, 844] });
for (const test of [axe_in_light, axe_in_dark, axe_on_a_telephone]) test.timeout = 120_000;
