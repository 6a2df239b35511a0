// Real work: a history recorded by somebody's database is judged, a counterexample to one's settings is looked for, and
// nothing leaves the page.

import assert from "node:assert/strict";
import { axe, noErrors } from "./harness.mjs";
import { open, settled, tab } from "./globe.mjs";
import { english, korean, texts } from "./words.mjs";

const line = (process, type, f, value, rest = "") => `{:process ${process}, :type :${type}, :f :${f}, :value ${value}${rest}}\n`;
/** A write is done, and a later read finds nothing; the key's name is to stay a name. */
const KEY = ', :key "<img src=x>"';
const STALE = [line(0, "invoke", "write", 1, KEY), line(0, "ok", "write", 1, KEY), line(7, "invoke", "read", "nil", KEY), line(7, "ok", "read", "nil", KEY)].join("");

async function panel(options = { lang: "en-US" }, hash = "#kv-data") {
  const page = await open(hash, options);
  await page.locator("#own-look").waitFor();
  return page;
}

/** Drops a file on the place for histories, as a reader does. */
async function drop(page, name, content) {
  const data = await page.evaluateHandle(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(content), (char) => char.charCodeAt(0))], name));
    return data;
  }, [name, Buffer.from(content).toString("base64")]);
  await page.locator(".own-drop").dispatchEvent("dragover", { dataTransfer: data });
  await page.locator(".own-drop").dispatchEvent("drop", { dataTransfer: data });
  await page.locator(".own-chosen-file", { hasText: name }).waitFor();
}

const result = (page) => page.locator(".own-result").first();
const headline = async (page) => (await result(page).locator(".own-headline").textContent()).trim();
const failure = async (page) => (await result(page).locator("[role=status] .own-failure").textContent()).trim();
const verdicts = (page) => page.locator(".own-verdict").allTextContents();

export async function a_dropped_history_is_judged_and_drawn() {
  const page = await panel();
  const worker = page.waitForEvent("worker");
  await drop(page, "history.edn", STALE);
  await worker;
  assert.equal(await headline(page), "The history is not linearizable: no order explains lines 1 to 4 on the key “<img src=x>”.");
  assert.deepEqual(await verdicts(page), ["broken", "kept", "kept", "kept", "kept"]);
  const drawing = page.locator(".own-history svg[role=img]");
  assert.match(await drawing.getAttribute("aria-label"), /^Bars of 2 operations of 2 processes over time; .* operation 2 breaks it\.$/);
  assert.deepEqual(await drawing.locator("text").evaluateAll((texts) => texts.map((text) => text.textContent.trim()).filter((text) => /^\d+ \D/.test(text))), ["1 write 1", "2 read → nil"]);
  const list = await page.locator(".own-operations li").allTextContents();
  assert.equal(list.length, 2);
  assert.match(list[1], /^process 7, read → nil: called in line 3, returned in line 4\. — this answer breaks the promise$/);
  assert.equal(await page.locator(".own img").count(), 0, "names are text");
  noErrors(page);
}

export async function samples_say_what_they_are_called() {
  for (const [lang, good, speaks] of [["en-US", "The history is linearizable.", english], ["ko-KR", "선형성을 지키는 이력이다.", korean]]) {
    const page = await panel({ lang });
    const samples = page.locator(".own-drop [role=group] button");
    await samples.nth(0).click();
    await result(page).locator(".own-headline", { hasText: good }).waitFor();
    assert.equal(await page.locator(".own-history").count(), 0);
    await samples.nth(1).click();
    await page.locator(".own-history svg").waitFor();
    assert.match(await headline(page), lang === "ko-KR" ? /선형성이 깨진 이력이다/ : /lines 6 to 13/);
    await samples.nth(2).click();
    await page.locator("#own-shown").waitFor();
    await page.locator("#own-shown").selectOption({ index: 1 });
    await settled(page);
    assert.ok((await page.locator(".own-operations li").count()) >= 3);
    for (const text of await texts(page)) assert.ok(speaks(text), `${lang}: ${text}`);
    await axe(page);
    noErrors(page);
  }
}

export async function bad_histories_are_told_with_their_line() {
  const early = line(0, "invoke", "write", 1, ", :time 20") + line(0, "ok", "write", 1, ", :time 10");
  const cases = [
    [early, /^Line 2: it returns earlier than it was called\./, /^2번째 줄: 부른 시각보다 답한 시각이 이르다\./],
    [STALE.slice(0, -9), /^Line 4: the file ends in the midst/, /^4번째 줄: 여기서 시작한 것이 끝나기 전에/],
    ["", /^The file is empty/, /^빈 파일이다/],
    ["hello\n", /^There is no operation in the whole file/, /^작업이 하나도 없다/],
    ["PNG\0\0\0", /^The file is no text: byte 4 is zero/, /^텍스트 파일이 아니다/],
  ];
  for (const [lang, place] of [["en-US", 1], ["ko-KR", 2]]) {
    const page = await panel({ lang });
    await drop(page, "good.edn", STALE);
    await page.locator(".own-history svg").waitFor();
    for (const [index, bad] of cases.entries()) {
      await drop(page, `bad-${index}.edn`, bad[0]);
      await result(page).locator("[role=status] .own-failure").waitFor();
      assert.match(await failure(page), bad[place]);
    }
    // An operation that never returns is no fault.
    await drop(page, "open.edn", line(3, "invoke", "write", 5));
    await result(page).locator(".own-headline").waitFor();
    assert.match(await result(page).textContent(), lang === "ko-KR" ? /끝을 알 수 없는 작업 1건/ : /of unknown end: 1/);
    noErrors(page);
  }
}

export async function a_counterexample_is_found_and_opened_at_its_moment() {
  const page = await open("#kv", { lang: "en-US" });
  await tab(page, "adjust");
  await page.locator("a.own-data[href^='#kv-data']").click();
  await page.locator("#own-look").waitFor();
  assert.match(await page.locator("#own-link").inputValue(), /^1\./, "the run at hand comes along");
  await page.getByRole("button", { name: "With R=1, W=1" }).click();
  await page.locator("#own-promise").selectOption("linearizable");
  assert.match(await page.locator(".own-settings").innerText(), /R: 1\nW: 1/);
  await page.locator("#own-look").click();
  const story = page.locator(".own-stories > li");
  await story.waitFor({ timeout: 50_000 });
  const told = await story.locator("p").first().textContent();
  const [, seed, seconds] = told.match(/^Seed (\d+): at ([\d.]+) s the promise “linearizability” is broken\. Actions left: \d+ of \d+\.(?: The small story has seed \d+\.)?$/);
  assert.equal(await page.locator(".own-found .own-headline").textContent(), `Found: seed ${seed} breaks the promise.`);
  await page.getByRole("button", { name: "Go on from the next seed" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".own-stories > li").length === 2, null, { timeout: 50_000 });
  assert.ok(Number((await story.first().textContent()).match(/^Seed (\d+)/)[1]) > Number(seed));
  await story.last().locator("a").click();
  await page.locator(".clock .time").waitFor();
  const shown = Number((await page.locator(".clock .time").textContent()).match(/[\d.]+/)[0]);
  assert.ok(Math.abs(shown - Number(seconds)) < 0.006, `${shown} and ${seconds}`);
  await page.locator(".glass svg.still", { hasText: "a read gone wrong" }).waitFor();
  await page.locator("#panel .judged strong.broken").first().waitFor();
  assert.equal(await page.locator("#tab-inspect").getAttribute("aria-selected"), "true");
  assert.match(await page.locator("#panel .thing").textContent(), /get /, "the read that shows it is chosen");
  noErrors(page);
}
a_counterexample_is_found_and_opened_at_its_moment.timeout = 120_000;

export async function a_search_can_be_stopped_and_says_how_far_it_was() {
  const page = await panel({ lang: "ko-KR" });
  await page.getByRole("button", { name: "R+W>N인 원자 레지스터로" }).click();
  await page.locator("#own-promise").selectOption("linearizable");
  await page.locator("#own-seeds").fill("100000");
  await page.locator("#own-look").click();
  await page.locator(".own-found progress + p", { hasText: /100,000개 가운데 [1-9][\d,]*개/ }).waitFor({ timeout: 30_000 });
  const workers = page.workers();
  assert.ok(workers.length >= 1);
  const ended = Promise.all(workers.map((worker) => worker.waitForEvent("close")));
  await page.locator("#own-look + button").click();
  await ended;
  await page.locator(".own-found [role=status]", { hasText: "계산을 멈췄다." }).waitFor();
  await page.waitForFunction(() => !document.querySelector(".own-found progress"));
  // Few seeds come to an end, and what was typed stays.
  await page.locator("#own-seeds").fill("0");
  await page.locator("#own-refused", { hasText: "시드 수는 1에서 100,000" }).waitFor();
  assert.ok(await page.locator("#own-look").isDisabled());
  await page.locator("#own-seeds").fill("6");
  await page.locator("#own-look").click();
  await page.locator(".own-found .own-headline", { hasText: "시드 6개를 돌려 보았지만" }).waitFor({ timeout: 40_000 });
  for (const text of await texts(page)) assert.ok(korean(text), text);
  noErrors(page);
}
