// Real work: a reader's own records go into the storage engine, stay in the browser, and come out again.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { axe, newPage, noErrors, scratch, serve, started } from "./harness.mjs";
import { HANGUL, open, settled } from "./globe.mjs";
import { english, korean, texts } from "./words.mjs";

const ROWS = 60_000;

/** A table of so many rows, in the order of their keys. */
function table(rows) {
  const lines = ["id,text,more"];
  for (let row = 0; row < rows; row += 1) lines.push(`key-${String(row).padStart(7, "0")},"value, of ${row}",${"x".repeat(row % 90)}`);
  return `${lines.join("\n")}\n`;
}

/** A package index of tens of thousands of records: the machine's own, or else one that is made here. */
function index() {
  const own = spawnSync("apt-cache", ["dumpavail"], { encoding: "utf8", maxBuffer: 1 << 30 }).stdout ?? "";
  if (own.split("\nPackage: ").length > 20_000) return own;
  const record = (_, number) => `Package: lib${(number * 7_919) % 40_000}\nVersion: 1.${number}\nDescription: ${"x".repeat(number % 700)}\n\n`;
  return Array.from({ length: 40_000 }, record).join("");
}

/** Keys as the engine has them: by their bytes. */
const inOrder = (keys) => keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** The panel, open. */
async function panel(options = { lang: "en-US" }) {
  const page = await open("#storage-data", options);
  await opened(page);
  return page;
}

const opened = (page) => page.locator(".own-figures").waitFor();

const figure = async (page, row) => (await page.locator(".own-figures tr").nth(row).locator("td").textContent()).replaceAll("\u{a0}", " ");
const keys = (page) => figure(page, 0);

const choose = (page, name, content) =>
  page.locator("#own-import-file").setInputFiles(typeof content === "string" && content.startsWith("/") ? content : { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

/** Imports what was chosen; gives the headline. */
async function imported(page) {
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator(".own-headline").waitFor({ timeout: 50_000 });
  return page.locator(".own-headline").textContent();
}

/** Reads a key; gives what is said, and the steps. */
async function read(page, key) {
  await page.locator("#own-key").fill(key);
  await page.locator("#own-get:not(:disabled)").click();
  await page.locator(".own-found code", { hasText: new RegExp(`^${key}$`) }).waitFor();
  return { said: await page.locator(".own-found").textContent(), path: await page.locator(".own-path li").allTextContents() };
}

const value = (page) => page.locator(".own-value").textContent();

/** What a download holds. */
async function saved(page, button) {
  const waiting = page.waitForEvent("download");
  await page.locator(`${button}:not(:disabled)`).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

async function reopened(page) {
  await page.reload();
  await started(page);
  await opened(page);
}

export async function what_is_imported_is_there_when_the_tab_comes_back() {
  const page = await panel();
  assert.match(await page.locator("#own-where").textContent(), /OPFS.*Close the tab and come back/);
  assert.equal(await keys(page), "0");
  const text = table(ROWS);
  await choose(page, "rows.csv", text);
  await page.locator("#own-key-field").waitFor();
  assert.equal(await imported(page), "60,000 records were put.");
  assert.equal(await keys(page), "60,000");
  const last = await read(page, "key-0059999");
  assert.match(last.said, /The value has/);
  assert.match(await value(page), /^key-0059999,"value, of 59999",x+$/);

  await reopened(page);
  assert.equal(await keys(page), "60,000");
  const first = await read(page, "key-0000007");
  assert.equal(await value(page), 'key-0000007,"value, of 7",xxxxxxx');
  assert.match(first.path.join("\n"), /^Memtable: not here\n(Frozen memtable: not here\n)*SSTable (\d+): no filter .* in block (\d+)\nSSTable \2, block \3: read from the disk, here it is$/);
  assert.match((await read(page, "key-0000007")).path.join("\n"), /in the cache, here it is/);
  const missing = await read(page, "key-0000007a");
  assert.match(missing.said, /There is no such key/);
  assert.match(missing.path.join("\n"), /Bloom filter says no|not here/);

  assert.deepEqual(await saved(page, "#own-export-original"), { name: "rows.csv", text });
  noErrors(page);
}
what_is_imported_is_there_when_the_tab_comes_back.timeout = 120_000;

export async function ranges_come_page_by_page() {
  const page = await panel();
  await choose(page, "rows.csv", table(130));
  await imported(page);
  const shown = () => page.locator(".own-keys tbody th").allTextContents();
  await page.locator("#own-scan").click();
  await page.locator("#own-next:not(:disabled)").click();
  await page.locator(".own-keys tbody th", { hasText: "key-0000050" }).waitFor();
  assert.equal((await shown()).length, 50);
  await page.locator("#own-next:not(:disabled)").click();
  await page.locator(".own-keys tbody th", { hasText: "key-0000129" }).waitFor();
  assert.equal((await shown()).length, 30);
  assert.equal(await page.locator("#own-next").count(), 0);
  await page.locator("#own-prefix").fill("key-000001");
  await page.locator("#own-from").fill("key-0000015");
  await page.locator("#own-from").press("Enter");
  await page.locator(".own-keys tbody th", { hasText: "key-0000015" }).waitFor();
  assert.deepEqual((await shown()).map((key) => key.trim()), ["15", "16", "17", "18", "19"].map((end) => `key-00000${end}`));
  await page.locator(".own-pick").first().click();
  await page.locator(".own-found", { hasText: "key-0000015" }).waitFor();
  noErrors(page);
}

export async function a_record_is_put_and_deleted_for_good() {
  const page = await panel();
  await page.locator("#own-record-key").fill("차");
  await page.locator("#own-record-value").fill("green\ntea");
  await page.locator("#own-put").click();
  await page.locator("#own-written", { hasText: "on the disk" }).waitFor();
  await reopened(page);
  await read(page, "차");
  assert.equal(await value(page), "green\ntea");
  await page.locator("#own-record-key").fill("차");
  await page.locator("#own-delete").click();
  await page.locator("#own-written", { hasText: "tombstone" }).waitFor();
  await reopened(page);
  assert.match((await read(page, "차")).said, /There is no such key/);
  noErrors(page);
}

export async function an_import_can_be_stopped_and_what_is_in_stays() {
  const page = await panel();
  const path = join(scratch(), "long.csv");
  writeFileSync(path, table(600_000));
  await page.locator("#own-import-file").setInputFiles(path);
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator("progress + p", { hasText: /[1-9][\d,]* records put/ }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator(".own-headline", { hasText: /^Stopped\. The [\d,]+ records/ }).waitFor();
  const records = (await page.locator(".own-headline").textContent()).match(/[\d,]+(?= records)/)[0];
  assert.ok(Number(records.replaceAll(",", "")) < 600_000);
  await reopened(page);
  await read(page, "key-0000000");
  const rows = (await saved(page, "#own-export-json")).text.trim().split("\n");
  assert.equal(rows.length, Number(records.replaceAll(",", "")));
  assert.deepEqual(JSON.parse(rows[1]), { key: "key-0000001", value: 'key-0000001,"value, of 1",x' });
  noErrors(page);
}
an_import_can_be_stopped_and_what_is_in_stays.timeout = 120_000;

export async function two_tabs_do_not_write_the_same_files() {
  const page = await panel();
  await choose(page, "rows.csv", table(100));
  await imported(page);
  const other = await page.context().newPage();
  await other.goto((await serve()).url + "#storage-data");
  await other.locator("#own-where .own-failure", { hasText: "Another tab has this database open" }).waitFor();
  assert.ok(await other.locator(".own-main").isDisabled());
  assert.ok(await other.locator("#own-destroy").isDisabled());
  assert.match((await read(page, "key-0000003")).said, /The value has/);
  await page.close();
  await other.getByRole("button", { name: "Open it again" }).click();
  await opened(other);
  assert.equal(await keys(other), "100");
}

export async function a_killed_tab_keeps_what_it_was_told() {
  const page = await panel();
  await choose(page, "rows.csv", table(400_000));
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator("progress + p", { hasText: /\d{2},\d{3} records put/ }).waitFor();
  const told = Number((await page.locator("progress + p").textContent()).match(/([\d,]+) records/)[1].replaceAll(",", ""));
  // As rudely as can be: the worker ends in the midst of whatever it does.
  await reopened(page);
  const rows = (await saved(page, "#own-export-original")).text.trim().split("\n");
  assert.ok(rows.length - 1 >= told, `${rows.length - 1} of ${told}`);
  assert.deepEqual(rows.slice(1), table(rows.length - 1).trim().split("\n").slice(1));
  noErrors(page);
}
a_killed_tab_keeps_what_it_was_told.timeout = 120_000;

export async function the_machines_package_index_is_kept_killed_or_not() {
  const text = index();
  const records = text.trim().split(/\n{2,}/).map((value) => ({ key: value.match(/^Package: (\S+)/)[1], value }));
  const path = join(scratch(), "Packages");
  writeFileSync(path, text);
  const page = await panel();
  const begin = async () => {
    await page.locator("#own-import-file").setInputFiles(path);
    await page.locator(".own-said", { hasText: "Debian package index" }).waitFor();
    await page.locator(".own-main:not(:disabled)").click();
  };
  const kept = async (page) => (await saved(page, "#own-export-json")).text.trim().split("\n").map((line) => JSON.parse(line));
  const names = [...new Set(records.map(({ key }) => key))];

  await begin();
  await page.locator("progress + p", { hasText: /\d,\d{3} records put/ }).waitFor();
  const told = Number((await page.locator("progress + p").textContent()).match(/([\d,]+) records/)[1].replaceAll(",", ""));
  await reopened(page);
  const some = await kept(page);
  const promised = new Set(records.slice(0, told).map(({ key }) => key)).size;
  assert.ok(some.length >= promised && some.length < names.length, `${promised} <= ${some.length} < ${names.length}`);
  assert.deepEqual(some.map(({ key }) => key), inOrder(names.slice(0, some.length)), "the first of the file, without a hole");
  const values = new Set(records.map(({ value }) => value));
  assert.ok(some.every(({ key, value }) => values.has(value) && value.startsWith(`Package: ${key}\n`)));

  await begin();
  await page.locator(".own-headline", { hasText: `${records.length.toLocaleString("en-US")} records were put.` }).waitFor({ timeout: 50_000 });
  const other = await page.context().newPage();
  await page.close();
  await other.goto(`${(await serve()).url}#storage-data`);
  await opened(other);
  // Of two with one key, the later.
  const last = new Map(records.map(({ key, value }) => [key, value]));
  assert.deepEqual(await kept(other), inOrder(names).map((key) => ({ key, value: last.get(key) })));
  noErrors(page);
}
the_machines_package_index_is_kept_killed_or_not.timeout = 120_000;

export async function packages_and_json_come_out_as_they_went_in() {
  const page = await panel();
  const packages = "Package: apt\nVersion: 2.6.1\nDescription: a\n b\n\nPackage: bash\nVersion: 5.2\n\n";
  await choose(page, "Packages", packages);
  await page.locator(".own-said", { hasText: "Debian package index" }).waitFor();
  assert.equal(await imported(page), "2 records were put.");
  const original = await saved(page, "#own-export-original");
  assert.match(original.name, /^Packages(\.txt)?$/);
  assert.equal(original.text, packages);
  assert.match((await saved(page, "#own-export-csv")).text, /^key,value\r\napt,"Package: apt\nVersion: 2\.6\.1\n/);
  await page.locator("#own-destroy").click();
  await page.locator("#own-sure").click();
  await page.locator(".own-figures tr", { hasText: /Keys\s*0/ }).waitFor();
  const lines = '{"id": 1, "name": "tea"}\n{"id": 2, "name": "rye"}\n';
  await choose(page, "a.jsonl", lines.replaceAll("\n", "\r\n"));
  await page.locator("#own-key-field").selectOption({ label: "name" });
  assert.equal(await imported(page), "2 records were put.");
  assert.equal(await page.locator(".own-replaced").count(), 0);
  await choose(page, "b.jsonl", `${lines}{"id": 3, "name": "oak"}\n`);
  await page.locator(".own-said", { hasText: "b.jsonl" }).waitFor();
  await page.locator("#own-key-field").selectOption({ label: "name" });
  assert.equal(await imported(page), "3 records were put.");
  assert.equal(await page.locator(".own-replaced").textContent(), "2 of them took the place of an earlier record with the same key.");
  await page.locator("#own-record-key").fill("oak");
  await page.locator("#own-delete").click();
  await page.locator("#own-written", { hasText: "tombstone" }).waitFor();
  await read(page, "tea");
  assert.equal(await value(page), '{"id": 1, "name": "tea"}');
  assert.equal((await saved(page, "#own-export-original")).text.trim().split("\n").sort().join("\n"), lines.trim().split("\n").sort().join("\n"));
  noErrors(page);
}

export async function what_cannot_be_read_is_told_and_skipped() {
  for (const lang of ["en-US", "ko-KR"]) {
    const page = await panel({ lang });
    for (const [name, content] of [["photo.png", Uint8Array.from({ length: 5000 }, (_, index) => (index * 197) % 256)], ["empty.csv", ""], ["wide.txt", Buffer.from("a,b\n1,2\n", "utf16le")]]) {
      await choose(page, name, content);
      const said = page.locator(".own-said", { hasText: name }).locator(".own-failure");
      await said.waitFor();
      assert.equal(HANGUL.test(await said.textContent()), lang === "ko-KR", name);
      assert.ok(await page.locator(".own-main").isDisabled(), name);
    }
    const odd = ["\u{feff}id,x", ",none", `${"k".repeat(70_000)},long`, "ok,1", "<img src=x onerror=alert(1)>,2", ",<b>"].join("\r\n");
    await choose(page, "odd.csv", odd);
    await page.locator(".own-said", { hasText: "odd.csv" }).waitFor();
    await page.locator("#own-key-field").selectOption("0");
    assert.match(await imported(page), /2/);
    const skipped = await page.locator(".own-problems").innerText();
    assert.match(skipped, lang === "ko-KR" ? /키가 없다: 2개[^]*64 KiB보다 길다: 1개/ : /no key: 2[^]*longer than 64 KiB: 1/);
    assert.equal(await page.locator(".own img").count(), 0);
    assert.equal(await keys(page), "2");
    noErrors(page);
  }
}

export async function damage_is_told_with_file_and_place() {
  const page = await panel();
  await choose(page, "rows.csv", table(20_000));
  await imported(page);
  await page.goto(`${(await serve()).url}#cache-data`);
  await page.locator("#own-servers").waitFor();
  // The worker's hold on the files ends with the panel.
  await page.waitForFunction(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("snowglobe-storage");
    for await (const [name, file] of folder.entries()) {
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      if (!name.startsWith("file-") || String.fromCharCode(...bytes.subarray(0, 8)) !== "SnowLSMm") continue;
      bytes[40] ^= 255;
      try {
        const out = await file.createWritable();
        await out.write(bytes);
        await out.close();
        return true;
      } catch {
        return false;
      }
    }
    return false;
  });
  await page.goto(`${(await serve()).url}#storage-data`);
  const said = page.locator("#own-where .own-failure");
  await said.waitFor();
  assert.match(await said.textContent(), /^manifest-\d+ at byte 24: the checksum is wrong/);
  await page.locator("#own-destroy").click();
  await page.locator("#own-sure").click();
  await opened(page);
  assert.equal(await keys(page), "0");
  noErrors(page);
}

export async function without_files_it_is_in_memory_and_says_so() {
  const page = await newPage({ lang: "en-US" });
  await page.addInitScript(() => {
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      constructor() {
        throw new Error("no workers here");
      }
    };
  });
  await page.goto(`${(await serve()).url}#storage-data`);
  await opened(page);
  assert.match(await page.locator("#own-where").textContent(), /memory only/);
  await choose(page, "rows.csv", table(5_000));
  assert.equal(await imported(page), "5,000 records were put.");
  assert.match((await read(page, "key-0000004")).said, /The value has/);
  assert.equal((await saved(page, "#own-export-original")).text, table(5_000));
  noErrors(page);
}

async function tried(options) {
  const page = await panel(options);
  await page.getByRole("button", { name: /Sample file|예시 파일/ }).click();
  await page.locator("#own-key-field").waitFor();
  await imported(page);
  await read(page, "tea-07");
  await page.locator("#own-scan:not(:disabled)").click();
  await page.locator(".own-keys").waitFor();
  return page;
}

export async function no_word_of_another_language() {
  for (const [lang, check] of [["en-US", english], ["ko-KR", korean]]) {
    const page = await panel({ lang });
    assert.deepEqual((await texts(page)).filter((text) => !check(text)), [], "empty");
    const full = await tried({ lang });
    // The names of the fields are the file's.
    const fields = ["id", "name", "kind", "origin"];
    assert.deepEqual((await texts(full)).filter((text) => !check(text) && !fields.includes(text)), [], "with records");
    noErrors(full);
  }
}

async function accessible(options) {
  const page = await tried(options);
  await page.locator("#own-destroy").click();
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
