// Real work: a reader's own access log and rules go in, what would have been denied comes out, and nothing leaves the page.

import assert from "node:assert/strict";
import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { axe, noErrors, scratch } from "./harness.mjs";
import { HANGUL, computed, open, settled, time } from "./globe.mjs";
import { english, korean, texts } from "./words.mjs";

const RULES = "domain: shop\ndescriptors:\n  - key: remote_address\n    rate_limit: {unit: minute, requests_per_unit: 30}\n";
/** A whole minute. */
const START = 1_699_999_980;

async function panel(options = { lang: "en-US" }) {
  const page = await open("#gateway-data", options);
  await page.locator("#own-rules").waitFor();
  return page;
}

/** Gives the log as a file chosen with the button. */
const choose = (page, name, content) =>
  page.locator("#own-log-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

/** Drops a file on a place: the rules (0) or the log (1). */
async function drop(page, place, name, content) {
  const data = await page.evaluateHandle(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(content), (char) => char.charCodeAt(0))], name));
    return data;
  }, [name, Buffer.from(content).toString("base64")]);
  await page.locator(".own-drop").nth(place).dispatchEvent("dragover", { dataTransfer: data });
  await page.locator(".own-drop").nth(place).dispatchEvent("drop", { dataTransfer: data });
}

const headline = (page) => page.locator(".own-headline");

/** Works it out; gives the headline. */
async function work(page) {
  await page.locator(".own-main:not(:disabled)").click();
  await headline(page).waitFor({ timeout: 50_000 });
  return (await headline(page).textContent()).replaceAll("\u{a0}", " ");
}

/** A hundred users, a hundred lines a second: one a second of each. */
function* lines(count) {
  for (let index = 0; index < count; index += 1) yield `${(START + index / 100).toFixed(2)} user-${index % 100}\n`;
}

async function written(name, count) {
  const path = join(scratch(), name);
  const file = createWriteStream(path);
  let text = "";
  for (const line of lines(count)) {
    text += line;
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, "drain");
    text = "";
  }
  file.end(text);
  await once(file, "finish");
  return path;
}

async function tried(options) {
  const page = await panel(options);
  await page.locator("#own-try").click();
  await headline(page).waitFor();
  return page;
}

/** What a download holds. */
async function saved(page, click) {
  const waiting = page.waitForEvent("download");
  await click();
  return readFileSync(await (await waiting).path(), "utf8");
}

export async function the_sample_in_one_click() {
  const page = await tried({ lang: "en-US" });
  assert.equal((await headline(page).textContent()).replaceAll("\u{a0}", " "), "Of 296 requests 107 (36.1 %) would have been denied.");
  const { y } = await headline(page).boundingBox();
  assert.ok(y > 50 && y < 200, `the reader is taken to the result: ${y}`);
  const result = (await page.locator(".own-result").innerText()).replaceAll("\u{a0}", " ");
  for (const text of [
    "297 lines read (Combined Log Format). Not understood and skipped: 1. Late, and put back in order: 4.",
    "up to 4,096 lines too late",
    "Requests: 296", "Admitted: 218, denied: 78 (26.4 %)", "Admitted: 8, denied: 37 (82.2 %)",
    "With 70 per minute 0.68 % would have been denied; with 69, 1.01 %.",
  ]) assert.ok(result.includes(text), `${text}\n${result}`);
  const algorithms = await page.locator(".own-algorithms tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1, 6).map((cell) => Number(cell.textContent))));
  assert.deepEqual(algorithms[5], [194, 0, 102, 0, 0]);
  assert.equal(algorithms.length, 9);
  assert.equal(await page.locator(".own-lines tbody tr").count(), 100);
  noErrors(page);
}

export async function a_dropped_gzip_of_200_000_lines_in_a_worker() {
  const page = await panel();
  await drop(page, 0, "rules.yaml", RULES);
  await page.locator("#own-rules-said", { hasText: "Limits read: 1." }).waitFor();
  await drop(page, 1, "log.gz", gzipSync([...lines(200_000)].join("")));
  await page.locator(".own-said strong", { hasText: "log.gz" }).waitFor();
  await page.locator("#own-algorithm").selectOption("fixed_window");
  await page.locator("#own-compare").uncheck();
  const worker = page.waitForEvent("worker");
  assert.equal(await work(page), "Of 200,000 requests 99,000 (49.5 %) would have been denied.");
  await worker;
  assert.match(await page.locator(".own-section").first().innerText(), /200,000 lines read.*a time and a key[^]*unpacked from gzip/);
  noErrors(page);
}

export async function can_be_cancelled() {
  const page = await panel();
  await page.locator("#own-rules").fill(RULES);
  await page.locator("#own-log-file").setInputFiles(await written("long.log", 3_000_000));
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator("progress + p", { hasText: /[1-9][\d,]+ lines read/ }).waitFor();
  const [worker] = page.workers();
  assert.ok(worker, "lines are read in a worker");
  const closed = worker.waitForEvent("close");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The work was cancelled.").waitFor();
  await closed;
  await choose(page, "few.log", [...lines(500)].join(""));
  assert.match(await work(page), /^Of 500 requests/);
  noErrors(page);
}
can_be_cancelled.timeout = 120_000;

export async function wrong_rules_say_where_and_keep_what_was_typed() {
  const wrong = RULES.replace("minute", "fortnight");
  for (const lang of ["en-US", "ko-KR"]) {
    const page = await panel({ lang });
    const rules = page.locator("#own-rules");
    await rules.fill(wrong);
    const said = await page.locator("#own-rules-said .own-failure").textContent();
    assert.match(said, lang === "ko-KR" ? /4번째 줄 24번째 글자.*fortnight/ : /line 4, column 24.*fortnight/);
    assert.match(await page.locator("#own-rules-said code").textContent(), /^4 │ +rate_limit: \{unit: fortnight/);
    assert.equal(await rules.getAttribute("aria-invalid"), "true");
    assert.match(await rules.getAttribute("aria-describedby"), /own-rules-said/);
    await choose(page, "few.log", [...lines(500)].join(""));
    await settled(page);
    assert.ok(await page.locator(".own-main").isDisabled());
    await page.locator("header .button.quiet[lang]").click();
    assert.equal(await rules.inputValue(), wrong, "another language does not lose it");
    await drop(page, 0, "photo.png", Uint8Array.from([137, 80, 78, 71, 0, 0]));
    await page.locator("#own-rules-said .own-failure").nth(1).waitFor();
    assert.equal(await rules.inputValue(), wrong, "nor does a file that is no text");
    await page.locator("[aria-labelledby=own-examples] button").first().click();
    assert.equal(await rules.getAttribute("aria-invalid"), "false");
    await page.getByRole("button", { name: /from before|되돌리기/ }).click();
    assert.equal(await rules.inputValue(), wrong, "nor does an example");
    await rules.fill(RULES);
    assert.match(await work(page), /500/);
    noErrors(page);
  }
}

export async function what_is_no_log_is_refused_with_a_sentence() {
  for (const lang of ["en-US", "ko-KR"]) {
    const page = await panel({ lang });
    await page.locator("#own-rules").fill(RULES);
    const said = page.locator(".own-drop").nth(1).locator(".own-failure");
    const files = [["photo.png", Uint8Array.from({ length: 5000 }, (_, index) => (index * 197) % 256)], ["log.zip", "PK\x03\x04…"], ["empty.log", ""], ["poem.txt", "Two roads diverged\nin a yellow wood\n"]];
    for (const [name, content] of files) {
      await choose(page, name, content);
      await page.locator(".own-drop").nth(1).locator("strong", { hasText: name }).waitFor();
      await said.waitFor();
      assert.equal(HANGUL.test(await said.textContent()), lang === "ko-KR", name);
      assert.ok(await page.locator(".own-main").isDisabled(), name);
      assert.equal(await page.locator("#own-rules").inputValue(), RULES);
    }
    await choose(page, "cut.gz", gzipSync([...lines(5_000)].join("")).subarray(0, 9_000));
    await page.locator(".own-main:not(:disabled)").click();
    await page.locator(".own-result .own-failure", { hasText: /gzip/ }).waitFor();
    await choose(page, "few.log", [...lines(500)].join(""));
    assert.match(await work(page), /500/);
    noErrors(page);
  }
}

export async function odd_lines_are_counted_shown_and_skipped() {
  const page = await panel();
  await page.locator("#own-rules").fill(RULES);
  const good = [...lines(1_000)];
  const odd = ["x".repeat(1 << 20), `${START}.5 a\0b`, "<img src=x onerror=alert(1)>", `${START + 9} ${"k".repeat(300)}`];
  await choose(page, "odd.log", [...good.slice(0, 500), ...odd.map((line) => `${line}\n`), ...good.slice(500)].join(""));
  assert.match(await work(page), /^Of 1,001 requests/);
  const read = page.locator(".own-section").first();
  assert.match(await read.innerText(), /1,004 lines read[^]*Not understood and skipped: 3\./);
  const text = await read.locator("table").innerText();
  for (const part of ["zero byte", "longer than 64 KiB", "<img src=x onerror=alert(1)>", "501", "502", "503"]) assert.ok(text.includes(part), `${part}\n${text}`);
  assert.equal(await page.locator(".own img").count(), 0);
  noErrors(page);
}

export async function downloads_hold_the_numbers() {
  const page = await tried({ lang: "en-US" });
  await page.locator(".own-save summary").click();
  const report = JSON.parse(await saved(page, () => page.getByRole("button", { name: "All of it (JSON)" }).click()));
  assert.deepEqual([report.requests, report.denied, report.reading.late], [296, 107, 4]);
  assert.deepEqual(report.rules.map((rule) => rule.denied), [78, 37]);
  const csv = async (name) => (await saved(page, () => page.getByRole("button", { name: `${name} (CSV)` }).click())).trim().split("\r\n");
  assert.deepEqual((await csv("By rule")).slice(1), ["1,remote_address,30,60,30,296,218,0,78", '2,"path = /login, remote_address",5,60,5,45,8,0,37']);
  assert.ok((await csv("By algorithm")).includes("1,sliding_counter,200,0,96,9,15"));
  assert.ok((await csv("Other limits")).includes("1,10,fixed_window,70,2,296"));
  assert.equal((await csv("First denied lines")).length, 101);
  noErrors(page);
}

export async function a_key_is_seen_again_in_the_simulation() {
  const page = await tried({ lang: "en-US" });
  await page.locator("#own-rule-0 tbody tr", { hasText: "2001:db8:bad:1::/64" }).getByRole("button", { name: "See it happen" }).click();
  const [simulation] = await Promise.all([page.context().waitForEvent("page"), page.locator("#own-found").click()]);
  await simulation.locator(".clock").waitFor();
  assert.match(await simulation.evaluate(() => location.hash), /^#1\./);
  await computed(simulation);
  // The window of the first denial begins at 01:05.
  assert.ok((await time(simulation)) > 0 && (await time(simulation)) < 60);
  await simulation.locator(".view-tab").nth(2).click();
  // The report is still there.
  await page.locator("#own-rule-0").waitFor();
  noErrors(page);
}

export async function no_word_of_another_language() {
  for (const [lang, check] of [["en-US", english], ["ko-KR", korean]]) {
    const page = await panel({ lang });
    assert.deepEqual((await texts(page)).filter((text) => !check(text)), [], "empty");
    await page.locator("#own-try").click();
    await headline(page).waitFor();
    await page.locator(".own-toggle[aria-expanded=false]").click();
    await page.locator(".own-save summary").click();
    assert.deepEqual((await texts(page)).filter((text) => !check(text)), [], "with a result");
    noErrors(page);
  }
}

async function accessible(options) {
  const page = await panel(options);
  await axe(page);
  await page.locator("#own-rules").fill("domain: [");
  await axe(page);
  await page.locator("#own-try").click();
  await headline(page).waitFor();
  await page.locator(".own-toggle[aria-expanded=false]").click();
  await page.locator(".own-save summary").click();
  await settled(page);
  await axe(page);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `scrolls sideways: ${wide} in ${room}`);
  noErrors(page);
}

export const axe_in_light = () => accessible({ lang: "ko-KR", theme: "light" });
export const axe_in_dark = () => accessible({ lang: "en-US", theme: "dark" });
export const axe_on_a_telephone = () => accessible({ lang: "ko-KR", theme: "light", size: [390, 844] });
export const axe_on_a_small_telephone = () => accessible({ lang: "en-US", theme: "dark", size: [320, 640] });

export async function by_keyboard_alone() {
  const page = await panel();
  const go = async (selector) => {
    for (let press = 0; press < 60; press += 1) {
      if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} is not reached`);
  };
  await go("#own-rules");
  await page.keyboard.type(RULES);
  await go("[aria-labelledby=own-log-title] button");
  await page.keyboard.press("Enter");
  await go("#own-compare");
  await page.keyboard.press("Space");
  await go(".own-main");
  await page.keyboard.press("Enter");
  await headline(page).waitFor();
  assert.match(await headline(page).textContent(), /^Of 296 requests 78 /);
  await go(".own-save summary");
  await page.keyboard.press("Enter");
  await go(".own-save button");
  assert.equal(JSON.parse(await saved(page, () => page.keyboard.press("Enter"))).denied, 78);
  await go(".own-toggle");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".own-toggle").getAttribute("aria-expanded"), "false");
  noErrors(page);
}

export async function the_chapter_leads_here() {
  const page = await open("", { lang: "en-US" });
  await page.locator('.own-data a[href="#gateway-data"]').click();
  await page.locator("#own-rules").waitFor();
  noErrors(page);
}
