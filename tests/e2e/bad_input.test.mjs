// Whatever is typed gets a sentence that says what is wrong; the page keeps working and nothing typed is lost.

import assert from "node:assert/strict";
import { noErrors } from "./harness.mjs";
import { act, HANGUL, moment, notice, open, scrub, settled, step, tab, time } from "./globe.mjs";

async function adjust(lang) {
  const page = await open("#cache", { lang });
  // A step whose placement is the ring: others have no use for some of the settings.
  for (let step = 1; step < 6; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await scrub(page, 0.05);
  await tab(page, "adjust");
  await page.locator("#panel details.group").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  return page;
}

const working = async (page) => {
  const before = await step(page);
  await page.locator(".transport .button").last().click();
  await settled(page);
  assert.ok((await step(page)) > before);
};

/** A parameter's label in English, and texts that cannot be its value. */
const WRONG = [
  ["Virtual nodes", ["0", "1001", "-1", "many", "1e9", "99999999999999999999999", "1;drop", ""]],
  ["Servers", ["0", "101", "4.5"]],
  ["Keys", ["99", "100001"]],
  ["Network latency", ["0s", "2s", "fast", "10"]],
  ["Duration", ["0s", "601s", "∞"]],
];

export async function a_setting_out_of_range() {
  const page = await adjust("en-US");
  const before = await moment(page);
  await tab(page, "adjust");
  await page.locator("#panel details.group").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  let said = "";
  for (const [name, texts] of WRONG) {
    const field = page.locator("#panel label.field", { has: page.locator("span", { hasText: new RegExp(`^${name}`, "i") }) }).locator("input").first();
    for (const text of texts) {
      await field.fill(text);
      await field.press("Enter");
      await settled(page);
      said = await notice(page);
      assert.ok(said.length > 20, `${name} ${text}: ${said}`);
      assert.doesNotMatch(said, HANGUL);
      assert.equal(await field.inputValue(), text, `${name}: what was typed is kept`);
    }
  }
  assert.deepEqual(await moment(page), before, "the run is as it was");
  await working(page);
  noErrors(page);
}

export async function a_setting_out_of_range_in_korean() {
  const page = await adjust("ko-KR");
  const field = page.locator("#panel details.group input[type=text]").first();
  await field.fill("0");
  await field.press("Enter");
  assert.match(await notice(page), HANGUL);
  await field.fill("3");
  await field.press("Enter");
  await settled(page);
  assert.equal(await page.locator(".notice").count(), 0, "and goes when it is mended");
  await working(page);
  noErrors(page);
}

export async function a_run_that_would_be_too_long() {
  const page = await adjust("en-US");
  const set = async (name, text) => {
    const field = page.locator("#panel label.field", { hasText: name }).locator("input").first();
    await field.fill(text);
    await field.press("Enter");
    await settled(page);
  };
  await set("Duration", "600s");
  await set(/Requests/i, "20000");
  assert.match(await notice(page), /steps/);
  await working(page);
  noErrors(page);
}

export async function actions_that_make_no_sense() {
  for (const lang of ["en-US", "ko-KR"]) {
    const page = await adjust(lang);
    const before = await time(page);
    const said = new Set();
    for (const text of ["nonsense", "crash", "crash nobody", "restart s1", "partition {c0", "slow s1 0x", "slow s1 99999999999999x", "loss 200%", "weight s1 0", "join s1", "join <b>x</b>", "💥", "flap s1 0ms 99999999", "crash s1 ".repeat(200)]) {
      await act(page, text);
      said.add(await notice(page));
      assert.equal((await page.locator(".console input").inputValue()).trim(), text.trim(), "what was typed is kept");
      assert.ok(HANGUL.test([...said].at(-1)) === (lang === "ko-KR"), [...said].at(-1));
    }
    assert.ok(said.size >= 7, [...said].join("\n"));
    assert.equal(await time(page), before);
    assert.equal(await page.locator(".branch-choice").count(), 0);
    await act(page, "crash s2");
    assert.equal(await page.locator(".notice.wrong").count(), 0);
    assert.equal(await page.locator(".console input").inputValue(), "");
    await working(page);
    noErrors(page);
  }
}

export async function a_seed_that_is_none() {
  const page = await adjust("en-US");
  const field = page.locator("#panel label.field", { hasText: /seed/i }).locator("input");
  for (const text of ["-1", "1.5", "seven", "18446744073709551616", ""]) {
    await field.fill(text);
    await field.press("Enter");
    assert.match(await notice(page), /whole number from 0/);
    assert.equal(await field.inputValue(), text);
  }
  await page.keyboard.type("12");
  assert.equal(await field.inputValue(), "12", "mending it does not lose the focus");
  await field.fill("18446744073709551615");
  await field.press("Enter");
  await settled(page);
  assert.equal(await page.locator(".notice").count(), 0);
  assert.match(await page.locator(".clock .seed").textContent(), /18446744073709551615/);
  await working(page);
  noErrors(page);
}

export async function a_key_that_is_none() {
  const page = await open("#cache", { lang: "en-US" });
  await tab(page, "inspect");
  const field = page.locator("#panel input").first();
  for (const text of ["-5", "key-", "999999999", "key-17"]) {
    await field.fill(text);
    await field.press("Enter");
    await settled(page);
  }
  await page.locator(".thing h2", { hasText: "key-17" }).waitFor();
  noErrors(page);
}

export async function what_is_being_typed_outlives_the_frames_around_it() {
  const page = await adjust("en-US");
  await page.keyboard.press("Escape");
  const field = page.locator("#panel label.field", { hasText: /seed/i }).locator("input");
  await page.locator(".transport .play").click();
  await field.fill("12345");
  await page.waitForTimeout(600);
  assert.match(await page.locator(".transport .play").getAttribute("aria-label"), /Pause/);
  assert.equal(await field.inputValue(), "12345");
  noErrors(page);
}
