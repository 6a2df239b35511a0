// The storage engine: bytes on their way from put to a level and back, crashes, bytes of files, and what the house gives.

import assert from "node:assert/strict";
import { axe, newPage, noErrors, serve, started } from "./harness.mjs";
import { act, computed, digest, moment, open, picture, scrub, settled, shared, step, tab, time } from "./globe.mjs";
import { collisions, framed, misplaced, scrolling } from "./frames.mjs";
import { link, SECOND } from "./links.mjs";
import { english, korean, texts } from "./words.mjs";

/** Parameters by their place in links. */
const [SYNC, MEMTABLE, WORKLOAD, KEYS, PRELOAD, RATE, COMPARE] = [7, 2, 17, 19, 20, 22, 24];
const NONE = 9;
const VIEWS = { topology: 0, compare: 1, bytes: 2, spaceTime: 3, table: 4 };
const view = (page, name) => page.locator(".view-tab").nth(VIEWS[name]).click();

/** Nothing but what is commanded. */
const QUIET = link({ system: "storage", settings: [[WORKLOAD, NONE], [PRELOAD, 100]], timelines: [[0, 0, [[SECOND, "put 42 blue"], [2n * SECOND, "flush"], [3n * SECOND, "get 42"]]]], at: SECOND });
/** A key that nobody else writes, among many that push it down; it is read at the end. */
const DEEP = link({
  system: "storage",
  settings: [[WORKLOAD, 7], [KEYS, 2_000], [RATE, 60]],
  timelines: [[0, 0, [[SECOND / 2n, "put 4242 blue"], [19n * SECOND, "get 4242"]]]],
  at: 0n,
});
/** Both engines at work. */
const BOTH = link({ system: "storage", settings: [[RATE, 200], [COMPARE, 1]], at: 6n * SECOND });

export async function a_put_travels_down_and_back() {
  const page = await open(`#${QUIET}`, { lang: "en-US" });
  await computed(page);
  await page.locator("[aria-controls=transcript]").click();
  const told = [];
  const digests = [];
  for (let index = 0; index < 90; index += 1) {
    await page.keyboard.press("ArrowRight");
    await settled(page);
    told.push((await page.locator(".transcript li.now").allTextContents()).join(" "));
    if (/key-000042: read/.test(told.at(-1))) break;
  }
  const story = told.join("\n");
  const order = [/put key-000042/, /append .* to log-/, /sync log-/, /key-000042 written/, /append \d+ B to table-.*has flushed a memtable.*freezes a memtable/, /get key-000042/, /read .* of table-/, /key-000042 found/];
  let from = 0;
  for (const part of order) {
    const at = story.slice(from).search(part);
    assert.ok(at >= 0, `${part} in its place:\n${story}`);
    from += at;
  }
  digests.push(await digest(page));
  const { still } = await picture(page);
  for (let index = 0; index < 5; index += 1) await page.keyboard.press("ArrowLeft");
  await settled(page);
  assert.notEqual(await digest(page), digests[0]);
  for (let index = 0; index < 5; index += 1) await page.keyboard.press("ArrowRight");
  await settled(page);
  assert.equal(await digest(page), digests[0], "there and back");
  assert.equal((await picture(page)).still, still);
  noErrors(page);
}

export async function a_key_goes_down_to_level_2_and_comes_back_out() {
  const page = await open(`#${DEEP}`, { lang: "en-US" });
  await computed(page);
  await tab(page, "inspect");
  const find = page.locator(".field input[inputmode=numeric]").first();
  await find.fill("4242");
  await find.press("Enter");
  await page.locator(".thing h2", { hasText: "key-004242" }).waitFor();
  const parts = Array.from({ length: 120 }, (_, index) => index / 120);
  const place = async (part) => {
    await scrub(page, part);
    const said = await page.locator(".thing .entries").innerText();
    return said.match(/\(L\d\)|memtable|nowhere/i)?.[0].toLowerCase() ?? said;
  };
  const down = [];
  for (const part of parts) down.push(await place(part));
  const way = down.filter((place, index) => place !== down[index - 1]);
  assert.deepEqual(way, ["nowhere", "memtable", "(l0)", "(l1)", "(l2)"]);
  const up = [];
  for (const part of parts.toReversed()) up.push(await place(part));
  assert.deepEqual(up.toReversed(), down, "the same places on the way back");
  await page.locator("[aria-controls=transcript]").click();
  await scrub(page, 0.951);
  const table = (await page.locator(".thing .entries").innerText()).match(/table-\d+/)[0];
  const story = await page.locator(".transcript").innerText();
  assert.match(story, /get key-004242/);
  assert.match(story, /key-004242 found/);
  assert.match(story, new RegExp(`read .* of ${table}`), "out of the table in which it lies");
  noErrors(page);
}

export async function a_power_cut_without_sync_loses_writes() {
  const page = await open(`#${link({ system: "storage", settings: [[MEMTABLE, 65_536], [SYNC, 2], [WORKLOAD, 7], [RATE, 50]], at: 3n * SECOND })}`, { lang: "en-US" });
  await computed(page);
  await act(page, "power_cut");
  await scrub(page, 0.2);
  await page.locator('.glass [data-thing="node disk0"][aria-label*="down"]').waitFor();
  await act(page, "power_on");
  await page.locator("[aria-controls=transcript]").click();
  await scrub(page, 0.3);
  await page.locator('.glass [role=button][data-thing="node c0"]').first().press("Enter");
  const lost = page.locator(".entries dt", { hasText: "writes lost" }).locator("xpath=following-sibling::dd[1]");
  assert.ok(Number((await lost.textContent()).replaceAll(",", "")) > 50, await lost.textContent());
  noErrors(page);
}

export async function the_trees_are_compared() {
  const alone = await open("#storage", { lang: "en-US" });
  await view(alone, "compare");
  await settled(alone);
  assert.match(await alone.locator(".glass svg.still").getAttribute("aria-label"), /alone/, "it says how a comparison comes about");
  const page = await open(`#${BOTH}`, { lang: "en-US" });
  await computed(page);
  await view(page, "compare");
  await settled(page);
  const said = await page.locator(".glass svg.still").getAttribute("aria-label");
  assert.match(said, /write amplification LSM tree engine [\d.]+× B\+tree engine [\d.]+×/);
  await view(page, "topology");
  await page.locator('.glass [role=button][data-thing="node btree"]').first().press("Enter");
  await page.locator(".entries dt", { hasText: "pages in memory" }).waitFor();
  noErrors(alone);
  noErrors(page);
}

export async function any_file_byte_by_byte() {
  const page = await open("#storage", { lang: "en-US" });
  await scrub(page, 0.6);
  await view(page, "bytes");
  const table = page.locator('.glass [role=button][data-thing^="file table-"][aria-label*=", "]').first();
  const name = await table.getAttribute("data-thing");
  await table.press("Enter");
  await settled(page);
  assert.match(await page.locator(".glass svg.still").getAttribute("aria-label"), new RegExp(`: ${name.slice(5)}$`));
  const key = page.locator('.glass [role=button][aria-label^="key key-"]').first();
  const label = await key.getAttribute("aria-label");
  await key.press("Enter");
  const means = page.locator(".entries dt", { hasText: "what it is" }).locator("xpath=following-sibling::dd[1]");
  assert.equal(await means.textContent(), label);
  // The link opens the same bytes.
  const { link: shareable } = await shared(page);
  const { url } = await serve();
  const again = await newPage({ lang: "en-US" });
  await again.goto(url + shareable.slice(shareable.indexOf("#")));
  await started(again);
  await computed(again);
  assert.equal(await again.locator(".glass svg.still").getAttribute("aria-label"), await page.locator(".glass svg.still").getAttribute("aria-label"));
  assert.deepEqual(await moment(again), await moment(page));
  noErrors(page);
  noErrors(again);
}

export async function a_damaged_byte_is_found() {
  const page = await open("#storage", { lang: "en-US" });
  await scrub(page, 0.4);
  await view(page, "bytes");
  const name = (await page.locator('.glass [role=button][data-thing^="file table-"]').first().getAttribute("data-thing")).slice(5).split("@")[0];
  await act(page, `rot ${name} 60`);
  await view(page, "bytes");
  await page.locator(`.glass [role=button][data-thing="file ${name}"]`).first().press("Enter");
  await settled(page);
  const wrong = page.locator('.glass [aria-label="checksum, wrong"]');
  for (let turn = 0; turn < 4 && (await wrong.count()) === 0; turn += 1) {
    await page.locator(`.glass [role=button][aria-label^="${name} "]`).last().press("Enter");
    await settled(page);
  }
  assert.ok((await wrong.count()) > 0, "the checksum of the block does not fit");
  noErrors(page);
}

export async function plays_and_shakes() {
  const page = await open("#storage", { lang: "en-US" });
  await page.keyboard.press("8");
  await page.locator(".transport .play").click();
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) > 1.2);
  await page.locator(".transport .play").click();
  assert.ok((await step(page)) > 10);
  await page.keyboard.press("s");
  await settled(page);
  assert.ok((await time(page)) > 1);
  await page.keyboard.press("Space");
  await scrub(page, 0.9);
  for (const name of Object.keys(VIEWS)) {
    await view(page, name);
    await settled(page);
  }
  noErrors(page);
}

export async function fits_a_frame() {
  const page = await open(`#${BOTH}`, { lang: "en-US" });
  await computed(page);
  const codes = [(await shared(page)).embed];
  await view(page, "compare");
  codes.push((await shared(page)).embed);
  await page.context().close();
  for (const code of codes) {
    for (const size of [[768, 430], [320, 400]]) {
      const { page, frames: [frame] } = await framed(code, { size });
      const what = size.join("×");
      assert.deepEqual(await scrolling(frame), [], what);
      assert.deepEqual(await misplaced(frame), [], what);
      assert.deepEqual(await collisions(frame), [], what);
      noErrors(page);
      await page.context().close();
    }
  }
}
fits_a_frame.timeout = 60_000;

/** Everywhere that has words of this chapter. */
const PLACES = [
  ...Object.keys(VIEWS).map((name) => [name, (page) => view(page, name)]),
  ["adjust", async (page) => {
    await view(page, "topology");
    await tab(page, "adjust");
    await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ...["c0", "lsm", "disk0", "btree"].map((name) => [name, (page) => page.locator(`.glass [role=button][data-thing="node ${name}"]`).press("Enter")]),
  ["the transcript", (page) => page.locator("[aria-controls=transcript]").click()],
];

async function everywhere(options, check) {
  const page = await open(`#${BOTH}`, options);
  await computed(page);
  for (const [place, go] of PLACES) {
    await go(page);
    await settled(page);
    await check(page, place);
  }
  noErrors(page);
}

const speaks = (lang, check) => () =>
  everywhere({ lang }, async (page, place) => assert.deepEqual((await texts(page)).filter((text) => !check(text)), [], place));
export const english_has_no_korean = speaks("en-US", english);
export const korean_has_no_english = speaks("ko-KR", korean);

const accessible = (options) => () =>
  everywhere(options, (page, place) => axe(page).catch((error) => assert.fail(`${place}: ${error.message}`)));
export const axe_in_light = accessible({ theme: "light", lang: "ko-KR" });
export const axe_in_dark = accessible({ theme: "dark", lang: "en-US" });
export const axe_on_a_telephone = accessible({ theme: "light", lang: "ko-KR", size: [390, 844] });
for (const test of [axe_in_light, axe_in_dark, axe_on_a_telephone]) test.timeout = 120_000;
