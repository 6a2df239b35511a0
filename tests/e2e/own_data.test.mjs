// Real work: a reader's own servers and keys go in, every placement's answer comes out, and nothing leaves the page.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { noErrors, scratch } from "./harness.mjs";
import { HANGUL, open, settled, tab } from "./globe.mjs";

const SERVERS = "cache-a:11211 2\ncache-b:11211 1\ncache-c 1\n";

async function panel(options = { lang: "en-US" }) {
  const page = await open("#cache-data", options);
  await page.locator("#own-servers").waitFor();
  return page;
}

/** Gives the keys as a file chosen with the button. */
const choose = (page, name, content) =>
  page.locator("#own-keys-file").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

/** Drops a file on the place for keys, as a reader does. */
async function drop(page, name, content) {
  const data = await page.evaluateHandle(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    return data;
  }, [name, content]);
  const place = page.locator(".own-drop").nth(1);
  await place.dispatchEvent("dragover", { dataTransfer: data });
  await place.dispatchEvent("drop", { dataTransfer: data });
}

/** Works it out; gives what is said and the rows of the table. */
async function work(page) {
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator(".own-schemes tbody tr").first().waitFor({ timeout: 50_000 });
  const said = (await page.locator(".own-result [role=status]").textContent()).trim();
  const rows = await page.locator(".own-schemes tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  return { said, rows };
}

const lines = (count) => Array.from({ length: count }, (_, index) => `user:${index * 7919}:profile`).join("\n");

export async function a_dropped_file_of_100_000_keys() {
  const page = await panel();
  await page.locator("#own-servers").fill(SERVERS);
  await page.locator("#own-change").selectOption("dies cache-b:11211");
  await drop(page, "keys.txt", lines(100_000));
  await page.locator(".own-drop").nth(1).locator("strong", { hasText: "keys.txt" }).waitFor();
  const { said, rows } = await work(page);
  assert.match(said, /100,000/);
  assert.ok(rows.length >= 7, "every placement");
  const moved = Object.fromEntries(rows.map(([name, moved]) => [name, Number(moved.match(/([\d.]+)\s*%/)?.[1]) / 100]));
  const share = (pattern) => moved[Object.keys(moved).find((name) => pattern.test(name))];
  // Of three servers of weights 2, 1 and 1 the second dies: a quarter has to move, and modulo moves far more.
  assert.ok(share(/ring/i) > 0.2 && share(/ring/i) < 0.3, JSON.stringify(moved));
  assert.ok(share(/^Modulo/) > 0.5, JSON.stringify(moved));
  noErrors(page);
}

export async function a_file_of_a_million_lines() {
  const page = await panel();
  const path = join(scratch(), "million.txt");
  writeFileSync(path, `${lines(1_000_000)}\n`);
  await page.locator("#own-servers").fill(SERVERS);
  await page.locator("#own-keys-file").setInputFiles(path);
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator("progress").waitFor();
  // The page is not frozen while the worker works.
  await page.locator("header .button.quiet").first().click();
  await page.locator("html[data-theme]").waitFor({ state: "attached" });
  await page.locator(".own-schemes tbody tr").first().waitFor({ timeout: 50_000 });
  const said = (await page.locator(".own-result [role=status]").textContent()).trim();
  assert.match(said, /1,000,000/);
  noErrors(page);
}

export async function can_be_cancelled() {
  const page = await panel();
  const path = join(scratch(), "long.txt");
  writeFileSync(path, lines(2_000_000));
  await page.locator("#own-servers").fill(SERVERS);
  await page.locator("#own-keys-file").setInputFiles(path);
  await page.locator(".own-main:not(:disabled)").click();
  await page.waitForFunction(() => document.querySelector("progress")?.value > 0);
  assert.equal(page.workers().length, 1, "keys are read in a worker");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The work was cancelled.").waitFor();
  await choose(page, "few.txt", lines(500));
  assert.match((await work(page)).said, /500/);
  noErrors(page);
}

export async function the_table_can_be_downloaded_and_its_every_key_is_there() {
  const page = await panel();
  await page.locator("#own-servers").fill(SERVERS);
  await choose(page, "keys.txt", lines(2_000));
  await work(page);
  await page.locator(".own-toggle", { hasText: /ketama/i }).click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: /Download as CSV/ }).click();
  const download = await waiting;
  const rows = readFileSync(await download.path(), "utf8").trim().split(/\r?\n/);
  assert.ok(rows.length >= 2_001, `${rows.length} rows`);
  assert.match(rows.at(-1), /user:\d+:profile.*cache-[abc]/);
  noErrors(page);
}

export async function a_csv_with_quotes_crlf_and_a_bom() {
  const page = await panel();
  await page.locator("#own-servers").fill(SERVERS);
  const rows = Array.from({ length: 300 }, (_, index) => `${index},"user ""${index}"", a\r\nb",x\r\n`).join("");
  await choose(page, "log.csv", `\ufeffnumber,key,rest\r\n${rows}`);
  const column = page.locator(".own-drop").nth(1).locator("select");
  await column.waitFor();
  await column.selectOption({ label: "2: key" });
  assert.match((await work(page)).said, /300/);
  noErrors(page);
}

export async function what_is_no_text_is_refused_with_a_sentence() {
  for (const lang of ["en-US", "ko-KR"]) {
    const page = await panel({ lang });
    await page.locator("#own-servers").fill(SERVERS);
    await choose(page, "photo.png", Uint8Array.from({ length: 5000 }, (_, index) => (index * 197) % 256));
    await page.waitForFunction(() => /binary|text|글|텍스트|바이너리/.test(document.querySelectorAll(".own-drop")[1].querySelector(".own-said").textContent));
    const said = await page.locator(".own-drop").nth(1).locator(".own-said").textContent();
    assert.ok(HANGUL.test(said) === (lang === "ko-KR"), said);
    assert.equal(await page.locator("#own-servers").inputValue(), SERVERS, "what was typed is kept");
    await choose(page, "empty.txt", "");
    await settled(page);
    await choose(page, "keys.txt", lines(200));
    assert.match((await work(page)).said, /200/);
    noErrors(page);
  }
}

export async function a_list_with_mistakes_says_where_and_keeps_what_was_typed() {
  const list = "a:11211 1\na:11211 2\nb:11211 0\nc:11211 -3\nd:11211 1000000000\ne:99999\n:::\n";
  for (const lang of ["en-US", "ko-KR"]) {
    const page = await panel({ lang });
    await page.locator("#own-servers").fill(list);
    const said = await page.locator(".own-problems li").allTextContents();
    assert.equal(said.length, 6, said.join("\n"));
    for (const [index, line] of [2, 3, 4, 5, 6, 7].entries()) assert.match(said[index], lang === "ko-KR" ? new RegExp(`${line}번째 줄`) : new RegExp(`line ${line}:`));
    assert.ok(said.every((text) => HANGUL.test(text) === (lang === "ko-KR")));
    assert.equal(await page.locator("#own-servers").inputValue(), list);
    assert.ok(await page.locator(".own-main").isDisabled());
    await page.keyboard.press("Escape");
    await page.locator("header .button.quiet[lang]").click();
    assert.equal(await page.locator("#own-servers").inputValue(), list, "nor does another language lose it");
    noErrors(page);
  }
}

export async function an_empty_list_and_no_virtual_nodes_say_what_to_do() {
  const page = await panel();
  await choose(page, "keys.txt", lines(200));
  await page.locator("#own-missing", { hasText: /server/ }).waitFor();
  await page.locator("#own-servers").fill(SERVERS);
  for (const text of ["0", "-1", "1000000", ""]) {
    await page.locator("#own-virtual-nodes").fill(text);
    await page.locator("#own-missing", { hasText: /irtual nodes/ }).waitFor();
    assert.equal(await page.locator("#own-virtual-nodes").inputValue(), text);
  }
  noErrors(page);
}

export async function servers_of_ones_own_can_be_simulated() {
  const page = await panel();
  await page.locator("#own-servers").fill(SERVERS);
  await page.getByRole("button", { name: "Put these servers into the simulation" }).click();
  await settled(page);
  for (const name of ["cache-a:11211", "cache-b:11211", "cache-c:11211"]) await page.locator(`.glass [data-thing="node ${name}"]`).first().waitFor();
  assert.equal(await page.locator("#tab-adjust").getAttribute("aria-selected"), "true");
  noErrors(page);
}

export async function the_desk_is_a_program_of_its_own() {
  const page = await open("#cache", { lang: "ko-KR" });
  const programs = () => page.evaluate(() => performance.getEntriesByType("resource")
    .map(({ name }) => name.match(/([a-z-]+)-[0-9a-f]+\.wasm$/)?.[1]).filter((name) => name));
  assert.deepEqual(await programs(), ["cache"], "who only watches loads nothing else");
  await page.locator("header .button.quiet[lang]").click();
  await tab(page, "adjust");
  await page.locator("a.own-data").waitFor();
  assert.deepEqual(await programs(), ["cache", "cache-late"], "the rest comes when something is done");
  await page.locator("a.own-data").click();
  await page.locator("#own-servers").waitFor();
  assert.deepEqual(await programs(), ["cache", "cache-late", "cache-data"]);
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "the language that was chosen stays");
  await page.goBack();
  await page.locator(".clock").waitFor();
  noErrors(page);
}
