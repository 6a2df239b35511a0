// What the cluster is told that cannot be: each gets its sentence in the reader's language, and the run stays as it was.
// And the line for commands: what it offers, and what was typed before.

import assert from "node:assert/strict";
import { axe, noErrors } from "./harness.mjs";
import { act, computed, HANGUL, moment, notice, open, settled, step, tab } from "./globe.mjs";
import { link, SECOND } from "./links.mjs";

const LANGUAGES = ["en-US", "ko-KR"];

/** A moment of a cluster as it is at first: five nodes, two clients that ask by themselves. */
const CLUSTER = link({ system: "kv", at: 3n * SECOND });

async function cluster(lang) {
  const page = await open(`#${CLUSTER}`, { lang });
  await computed(page);
  return page;
}

async function adjust(page) {
  await tab(page, "adjust");
  await page.locator("#panel details.group").evaluateAll((all) => all.forEach((details) => (details.open = true)));
}

/** The page still works: it goes one step on. */
async function working(page) {
  const before = await step(page);
  await page.locator(".transport .button").last().click();
  await settled(page);
  assert.ok((await step(page)) > before);
  noErrors(page);
}

/** A setting by its label in both languages, what it cannot be, and what must be said of it. */
const SETTINGS = [
  [/^N$/, "6", [/^N is 6, but there are only 5 nodes/, /^N이 6인데 노드가 5대뿐이다/]],
  [/^R$/, "0", [/^r cannot be "0": it lies between 1 and 9/, /^R 설정에 ‘0’을 쓸 수 없다\. 1부터 9까지 된다/]],
  [/^W$/, "0", [/^w cannot be "0": it lies between 1 and 9/, /^W 설정에 ‘0’을 쓸 수 없다\. 1부터 9까지 된다/]],
  [/^R$/, "4", [/^R is 4; it must be from 1 to N, which is 3/, /^R이 4이다\. 1부터 N\(3\)까지 된다/]],
  [/^W$/, "5", [/^W is 5; it must be from 1 to N, which is 3/, /^W가 5이다\. 1부터 N\(3\)까지 된다/]],
  [/^(Keys|키 수)$/, "1000000", [/^keys cannot be "1000000": it lies between 1 and 100000/, /^키 수 설정에 ‘1000000’을 쓸 수 없다\. 1부터 100000까지 된다/]],
];

export async function a_setting_that_the_cluster_cannot_have() {
  for (const [index, lang] of LANGUAGES.entries()) {
    const page = await cluster(lang);
    const before = await moment(page);
    await adjust(page);
    for (const [label, text, sentences] of SETTINGS) {
      const field = page.locator("#panel label.field", { has: page.locator("span", { hasText: label }) }).locator("input").first();
      const was = await field.inputValue();
      await field.fill(text);
      await field.press("Enter");
      await settled(page);
      const said = await notice(page);
      assert.match(said, sentences[index], `${label} ${text}`);
      assert.equal(HANGUL.test(said), lang === "ko-KR", said);
      assert.equal(await field.inputValue(), text, "what was typed is kept");
      await field.fill(was);
      await field.press("Enter");
      await settled(page);
      assert.equal(await page.locator(".notice").count(), 0, "and the sentence goes when it is mended");
    }
    assert.equal((await moment(page)).digest, before.digest, "the run is as it was");
    await working(page);
  }
}

/** Commands that cannot be done, and what must be said of them. */
const COMMANDS = [
  ["partition {} | {n1}", [/write it like "partition \{c0 c1\} \| \{n1\}"/, /‘partition \{c0 c1\} \| \{n1\}’처럼 쓰면 된다/]],
  ["partition {s1} | {n1}", [/no node "s1"/, /‘s1’이라는 노드는 없다/]],
  ["crash s1", [/no node "s1"/, /‘s1’이라는 노드는 없다/]],
  ["crash", [/write it like "crash n1"/, /‘crash n1’처럼 쓰면 된다/]],
  [`put cart ${"x".repeat(100)}`, [/value has 100 bytes; it may have 64/, /값이 100바이트다\. 64바이트까지 된다/]],
  [`get ${"x".repeat(65)}`, [/key has 65 bytes; it may have 64/, /키가 65바이트다\. 64바이트까지 된다/]],
  ["put a b at n0", [/only a client asks/, /요청은 클라이언트만 보낸다/]],
  ["leave c0", [/does not belong to the cluster/, /클러스터에 속하지 않은 노드다/]],
  ["restart n1", [/up already/, /이미 살아 있는 노드다/]],
];

export async function a_command_that_cannot_be_done() {
  for (const [index, lang] of LANGUAGES.entries()) {
    const page = await cluster(lang);
    const before = await moment(page);
    for (const [text, sentences] of COMMANDS) {
      await act(page, text);
      const said = await notice(page);
      assert.match(said, sentences[index], text);
      assert.equal(HANGUL.test(said), lang === "ko-KR", said);
      assert.equal(await page.locator(".console input").inputValue(), text, "what was typed is kept");
    }
    assert.deepEqual(await moment(page), before, "the run is as it was");
    assert.equal(await page.locator(".branch-choice").count(), 0);
    await working(page);
  }
}

export async function a_value_of_ten_megabytes() {
  for (const [index, lang] of LANGUAGES.entries()) {
    const page = await cluster(lang);
    const before = await moment(page);
    await tab(page, "adjust");
    const field = page.locator(".console input");
    await field.fill("put cart tea");
    await field.fill(`put cart ${"x".repeat(10_000_000)}`);
    const sentences = [/has 10000009 bytes; it may have 2000/, /10,000,009바이트다\. 2,000바이트까지 된다/];
    assert.match(await notice(page), sentences[index]);
    assert.equal(await field.inputValue(), "put cart tea", "nothing is cut, nothing is lost");
    // A little too much, letter by letter.
    await field.fill("x".repeat(2_000));
    await field.press("End");
    await page.keyboard.type("y");
    assert.match(await notice(page), [/has 2001 bytes/, /2,001바이트다/][index]);
    assert.equal((await field.inputValue()).length, 2_000);
    assert.deepEqual(await moment(page), before, "the run is as it was");
    await working(page);
  }
}
a_value_of_ten_megabytes.timeout = 120_000;

export async function the_line_offers_what_there_is() {
  const page = await cluster("en-US");
  await tab(page, "adjust");
  const field = page.locator(".console input");
  const offers = page.locator(".console [role=option]");
  await field.pressSequentially("cr");
  await offers.first().waitFor();
  assert.match(await offers.first().textContent(), /^crash n1/);
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await axe(page);
  await page.keyboard.press("ArrowDown");
  const chosen = await field.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${chosen}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "crash n1", "taken, not done");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.locator(".notice.wrong").count(), 0);
  assert.equal(await field.inputValue(), "");
  // Only who is down can be restarted; a click takes an offer as well.
  await field.fill("restart ");
  assert.deepEqual(await offers.locator("code").allTextContents(), ["restart n1"]);
  await offers.first().click();
  assert.equal(await field.inputValue(), "restart n1");
  await page.keyboard.press("Escape");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  noErrors(page);
}

export async function earlier_commands_come_back() {
  const page = await cluster("ko-KR");
  for (const text of ["put cart tea", "crash n2"]) await act(page, text);
  // Another tab in between loses nothing.
  await tab(page, "inspect");
  await tab(page, "adjust");
  const field = page.locator(".console input");
  await field.fill("he");
  const after = async (key) => {
    await field.press(key);
    await settled(page);
    return field.inputValue();
  };
  assert.equal(await after("ArrowUp"), "crash n2");
  assert.equal(await after("ArrowUp"), "put cart tea");
  assert.equal(await after("ArrowUp"), "put cart tea", "there is none before");
  assert.equal(await after("ArrowDown"), "crash n2");
  assert.equal(await after("ArrowDown"), "he", "what was being typed");
  noErrors(page);
}

export async function the_finder_names_nodes_that_there_are() {
  const page = await cluster("en-US");
  await page.keyboard.press("/");
  await page.locator(".dialog input").fill("crash");
  await page.locator(".dialog .found button", { hasText: "crash n1" }).click();
  await settled(page);
  assert.equal(await page.locator(".notice.wrong").count(), 0);
  await tab(page, "adjust");
  assert.match(await page.locator("#panel .actions").textContent(), /crash n1/);
  noErrors(page);
}

export async function every_command_is_a_button() {
  const page = await cluster("en-US");
  await adjust(page);
  const titles = await page.locator("#panel button[title]").evaluateAll((all) => all.map((button) => button.title));
  for (const node of ["n1", "c0"]) {
    await page.locator(`.glass [role=button][data-thing="node ${node}"]`).first().press("Enter");
    await settled(page);
    titles.push(...(await page.locator("#panel button[title]").evaluateAll((all) => all.map((button) => button.title))));
  }
  // Those of a group of nodes wait until one is chosen; those that mend wait until there is something to mend.
  await adjust(page);
  await page.locator("#panel button[aria-pressed]", { hasText: /^n1$/ }).click();
  titles.push(...(await page.locator("#panel button[title]").evaluateAll((all) => all.map((button) => button.title))));
  const verbs = ["put", "get", "delete", "join", "leave", "lose", "replace", "wear", "crash", "flap", "partition", "heal", "hold",
    "release", "slow", "latency", "loss", "duplicate", "reorder", "skew", "drift"];
  const missing = verbs.filter((verb) => !titles.some((title) => new RegExp(`(^|\\()${verb}\\b`).test(title)));
  assert.deepEqual(missing, []);
  noErrors(page);
}

export async function a_key_and_a_value_of_ones_own() {
  const page = await cluster("en-US");
  await adjust(page);
  const field = (name) => page.locator("#panel label.field", { has: page.locator("span", { hasText: new RegExp(`^${name}$`) }) });
  await field("Key").locator("input").fill("cart");
  await field("Value").locator("input").fill("milk");
  await field("Client").locator("select").selectOption("c1");
  await page.locator("#panel button[title='put cart milk at c1']").click();
  await settled(page);
  assert.equal(await page.locator(".notice.wrong").count(), 0);
  assert.match(await page.locator("#panel .actions").textContent(), /put cart milk at c1/);
  noErrors(page);
}
