// The gateway: the same traffic in lanes, a race message by message, and everything that the house gives a chapter.

import assert from "node:assert/strict";
import { axe, newPage, noErrors, serve, started } from "./harness.mjs";
import { collisions, framed, misplaced, scrolling } from "./frames.mjs";
import { act, computed, digest, moment, open, picture, scrub, settled, shared, step, tab, time } from "./globe.mjs";
import { link, SECOND } from "./links.mjs";
import { english, korean, texts } from "./words.mjs";

/** Parameters by their place in links. */
const [ALGORITHM, WINDOW, NODES, COUNTING, CLIENTS, TRAFFIC, API_SERVERS] = [0, 2, 4, 5, 17, 18, 27];
const VIEWS = { topology: 0, lanes: 1, spaceTime: 2, table: 3 };
const view = (page, name) => page.locator(".view-tab").nth(VIEWS[name]).click();

/** Two gateways that read and then write, and two requests at once. */
const RACE = link({
  system: "gateway",
  settings: [[WINDOW, 10n * SECOND], [NODES, 2], [COUNTING, 1], [TRAFFIC, 5]],
  timelines: [[0, 0, [[SECOND, "send c0"], [SECOND, "send c1 at u0"]]]],
  at: SECOND,
});
/** As much as there can be. */
const CROWD = link({ system: "gateway", settings: [[NODES, 8], [CLIENTS, 20], [API_SERVERS, 8]], at: 3n * SECOND });
/** The book's attack on the edge of a window. */
const EDGE = link({ system: "gateway", settings: [[ALGORITHM, 4], [CLIENTS, 1], [TRAFFIC, 3]], at: 4n * SECOND });

export async function opens_and_plays() {
  const page = await open("#gateway", { lang: "en-US" });
  assert.match(await page.title(), /Rate limiter/);
  await page.keyboard.press("8");
  await page.locator(".transport .play").click();
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) > 1);
  await page.locator(".transport .play").click();
  assert.ok((await step(page)) > 10);
  noErrors(page);
}

export async function steps_back_to_the_identical_picture() {
  const page = await open("#gateway");
  await scrub(page, 0.3);
  await page.mouse.move(2, 2);
  for (const name of ["topology", "lanes"]) {
    await view(page, name);
    const seen = [];
    for (let index = 0; index < 10; index += 1) {
      await page.keyboard.press("ArrowRight");
      await settled(page);
      seen.push({ step: await step(page), time: await time(page), ...(await picture(page)) });
    }
    const changes = seen.filter(({ still, moving }, index) => index > 0 && (still !== seen[index - 1].still || moving !== seen[index - 1].moving));
    assert.ok(changes.length > 3, `${name}: ${changes.length} of 9 steps can be seen`);
    for (const before of seen.slice(0, -1).reverse()) {
      await page.keyboard.press("ArrowLeft");
      await settled(page);
      const again = { step: await step(page), time: await time(page), ...(await picture(page)) };
      assert.ok(again.step === before.step && again.still === before.still && again.moving === before.moving, `${name}, step ${before.step}`);
    }
  }
  noErrors(page);
}

export async function lanes_show_the_same_traffic_nine_times() {
  const page = await open(`#${EDGE}`, { lang: "en-US" });
  await computed(page);
  await view(page, "lanes");
  await settled(page);
  const said = await page.locator(".glass svg.still").getAttribute("aria-label");
  assert.match(said, /Fixed window admitted 20, denied 0, worst 10\./);
  assert.match(said, /Sliding log admitted 10, denied 10, worst 5\./);
  assert.equal((said.match(/worst/g) ?? []).length, 9);
  assert.deepEqual(await collisions(page), []);
  // Another key, by the keyboard.
  await page.locator('.glass [data-thing="key 0"][role=button]').press("Enter");
  await page.locator(".thing h2", { hasText: "u0" }).waitFor();
  // While it plays, it is painted.
  await page.keyboard.press("7");
  await page.locator(".transport .play").click();
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) > 4.5);
  const moving = await page.evaluate(() => document.querySelector("canvas.moving").getContext("2d").getImageData(0, 0, 400, 400).data.some((value) => value > 0));
  assert.ok(moving);
  await page.locator(".transport .play").click();
  noErrors(page);
}

export async function a_lane_shows_what_was_chosen() {
  const page = await open(`#${EDGE}`, { lang: "en-US" });
  await computed(page);
  await view(page, "lanes");
  await settled(page);
  const [before, at] = [await digest(page), await time(page)];
  await tab(page, "adjust");
  const group = page.locator("#panel details", { hasText: "First lane" });
  await group.evaluate((details) => (details.open = true));
  await group.locator(".field", { hasText: "First lane" }).locator("select").selectOption("sliding_log");
  for (const lane of ["Second", "Third"]) {
    await group.locator(".field", { hasText: `${lane} lane` }).locator("select").selectOption("none");
  }
  await computed(page);
  await settled(page);
  const said = await page.locator(".glass svg.still").getAttribute("aria-label");
  assert.match(said, /^[^:]*: Sliding log admitted 10, denied 10, worst 5\. Leaky meter/);
  assert.equal((said.match(/worst/g) ?? []).length, 7);
  assert.deepEqual([await digest(page), await time(page)], [before, at], "it is the same run, at the same time");
  assert.deepEqual(await collisions(page), []);
  noErrors(page);
}

export async function a_race_message_by_message() {
  const page = await open(`#${RACE}`, { lang: "en-US" });
  await computed(page);
  await view(page, "spaceTime");
  await page.locator("[aria-controls=transcript]").click();
  const now = () => page.locator(".transcript li.now").allTextContents();
  const digests = [];
  const told = [];
  for (let index = 0; index < 60; index += 1) {
    await page.keyboard.press("ArrowRight");
    await settled(page);
    told.push((await now()).join(" "));
    if (told.at(-1).includes("an update was lost")) break;
  }
  assert.match(told.join("\n"), /read u0/);
  assert.match(told.join("\n"), /write u0 = 1/);
  assert.match(told.at(-1), /an update was lost/, told.join("\n"));
  digests.push(await digest(page));
  const { still } = await picture(page);
  await page.keyboard.press("ArrowLeft");
  await settled(page);
  assert.doesNotMatch((await now()).join(" "), /an update was lost/);
  await page.keyboard.press("ArrowRight");
  await settled(page);
  assert.equal(await digest(page), digests[0]);
  assert.equal((await picture(page)).still, still);
  await page.locator('.glass [role=button][data-thing="node store"]').first().press("Enter");
  await page.locator(".entries dt", { hasText: "lost updates" }).waitFor();
  noErrors(page);
}

export async function shared_and_opened_again() {
  const page = await open("#gateway", { lang: "en-US" });
  await scrub(page, 0.2);
  await act(page, "crash store");
  await act(page, "limit 2");
  await view(page, "lanes");
  await scrub(page, 0.5);
  const here = await moment(page);
  const { link: shareable, mermaid, file } = await shared(page);
  assert.match(mermaid, /^sequenceDiagram/);
  assert.match(mermaid, /GET \/api \(u\d\)/);
  assert.match(file, /system gateway/);
  const { url } = await serve();
  const again = await newPage({ lang: "en-US" });
  await again.goto(url + shareable.slice(shareable.indexOf("#")));
  await started(again);
  await computed(again);
  assert.equal(await again.locator(".view-tab").nth(VIEWS.lanes).getAttribute("aria-pressed"), "true");
  assert.deepEqual(await moment(again), here);
  noErrors(page);
  noErrors(again);
}

export async function fits_a_frame() {
  const page = await open(`#${CROWD}`, { lang: "en-US" });
  await computed(page);
  const codes = [(await shared(page)).embed];
  await view(page, "lanes");
  codes.push((await shared(page)).embed);
  await page.context().close();
  for (const code of codes) {
    for (const size of [[768, 430], [320, 400]]) {
      for (const lang of ["ko-KR", "en-US"]) {
        const { page, frames: [frame] } = await framed(code, { size, options: { lang } });
        const what = `${size.join("×")} in ${lang}`;
        assert.deepEqual(await scrolling(frame), [], what);
        assert.deepEqual(await misplaced(frame), [], what);
        assert.deepEqual(await collisions(frame), [], what);
        noErrors(page);
        await page.context().close();
      }
    }
  }
}

export async function nothing_covers_anything() {
  for (const what of [CROWD, EDGE, RACE]) {
    for (const size of [[1280, 800], [390, 844], [320, 700]]) {
      const page = await open(`#${what}`, { size });
      await computed(page);
      for (const name of ["topology", "lanes"]) {
        await view(page, name);
        await settled(page);
        assert.deepEqual(await collisions(page), [], `${name}, ${size.join("×")}`);
      }
      noErrors(page);
      await page.context().close();
    }
  }
}

export async function by_keyboard_only() {
  const page = await open("#gateway", { lang: "en-US" });
  const pressed = (name) => page.locator(".view-tab").nth(VIEWS[name]).getAttribute("aria-pressed");
  for (const name of ["lanes", "spaceTime", "table", "topology"]) {
    await page.keyboard.press("v");
    await settled(page);
    assert.equal(await pressed(name), "true", name);
  }
  await page.locator('.glass [role=button][data-thing="node g0"]').press("Enter");
  await page.locator(".thing h2", { hasText: "g0" }).waitFor();
  await page.locator(".thing .button", { hasText: "Crash" }).press("Enter");
  await page.locator('.glass [aria-label*="g0"][aria-label*="down"]').waitFor();
  noErrors(page);
}

export async function the_curve_is_drawn() {
  const page = await open("#gateway", { lang: "en-US" });
  await tab(page, "adjust");
  await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  const bar = (index) => page.locator(".curve [role=slider]").nth(index);
  assert.equal(await bar(0).getAttribute("aria-disabled"), "true", "traffic does not follow it");
  await page.locator(".field", { hasText: "Traffic" }).locator("select").first().selectOption("curve");
  await page.locator('.curve [role=slider][aria-disabled="false"]').first().waitFor();
  const before = await digest(page);
  await tab(page, "adjust");
  await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  // By keyboard: up, to the next, down.
  const values = await page.locator(".curve [role=slider]").evaluateAll((bars) => bars.map((bar) => Number(bar.ariaValueNow ?? bar.getAttribute("aria-valuenow"))));
  await bar(0).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  const after = () => page.locator(".curve [role=slider]").evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute("aria-valuenow"))));
  await settled(page);
  assert.deepEqual(await after(), [values[0] + 1, 15, ...values.slice(2)]);
  assert.equal(await time(page), 0, "the arrows did not step");
  // By pointer, in one stroke from full to nothing.
  const box = await page.locator(".curve").boundingBox();
  await page.mouse.move(box.x + 2, box.y + 1);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 20 });
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 1, { steps: 20 });
  await page.mouse.up();
  await settled(page);
  const drawn = await after();
  // The stroke goes on falling within a bar.
  assert.ok(drawn[0] >= 14 && drawn[15] <= 1 && drawn.every((height, index) => index === 0 || height <= drawn[index - 1]), drawn.join());
  await scrub(page, 0.9);
  assert.notEqual(await digest(page), before);
  noErrors(page);
}

/** Everywhere that has words of this chapter. */
const PLACES = [
  ["the stage", async () => {}],
  ["lanes", (page) => view(page, "lanes")],
  ["space-time", (page) => view(page, "spaceTime")],
  ["the table", (page) => view(page, "table")],
  ["adjust", async (page) => {
    await view(page, "topology");
    await tab(page, "adjust");
    await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ...["c0", "lb", "g0", "store", "a0"].map((name) => [name, (page) => page.locator(`.glass [role=button][data-thing="node ${name}"]`).press("Enter")]),
  ["the transcript", (page) => page.locator("[aria-controls=transcript]").click()],
];

async function everywhere(options, check) {
  const page = await open("#gateway", options);
  await scrub(page, 0.5);
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

export async function calm_for_who_wants_that() {
  const page = await open("#gateway", { reducedMotion: true, lang: "en-US" });
  await view(page, "lanes");
  await page.keyboard.press("8");
  await page.locator(".transport .play").click();
  await page.waitForFunction(() => parseFloat(document.querySelector(".clock .time span").textContent) > 0.5);
  await page.locator(".transport .play").click();
  await settled(page);
  assert.match(await page.locator(".glass svg.still").getAttribute("aria-label"), /Fixed window admitted \d+/);
  noErrors(page);
}
