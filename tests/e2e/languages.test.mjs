// Korean and English are equals: no word of one is left in the other.

import assert from "node:assert/strict";
import { noErrors, newPage, serve, started } from "./harness.mjs";
import { HANGUL, moment, open, scrub, settled, tab } from "./globe.mjs";

/** Every text of the page that a reader sees or hears, but what is marked as another language. */
const texts = (page) =>
  page.evaluate(() => {
    const found = [document.title];
    const own = document.documentElement.lang;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) found.push(node.data.trim());
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (["SCRIPT", "STYLE", "TEXTAREA", "DATALIST", "CODE", "KBD"].includes(node.tagName)) return;
      if (node.lang && node.lang !== own) return;
      for (const name of ["title", "aria-label", "placeholder", "aria-valuetext", "alt"]) found.push(node.getAttribute(name)?.trim() ?? "");
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return [...new Set(found)].filter((text) => text.length > 0);
  });

/** Everywhere that has words: each goes there and says where it is. */
const PLACES = [
  ["follow", async () => {}],
  ["a question", async (page) => page.keyboard.press("Shift+ArrowRight")],
  ["an answer", async (page) => page.locator(".choice").first().click()],
  ["adjust", async (page) => {
    await tab(page, "adjust");
    await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ["inspect", async (page) => tab(page, "inspect")],
  ["a server", async (page) => page.locator('.glass [role=button][data-thing="node s1"]').press("Enter")],
  ["a client", async (page) => page.locator('.glass [role=button][data-thing="node c0"]').press("Enter")],
  ["the database", async (page) => page.locator('.glass [role=button][data-thing="node db"]').press("Enter")],
  ["the transcript", async (page) => {
    await scrub(page, 0.5);
    await page.locator("[aria-controls=transcript]").click();
  }],
  ["space-time", async (page) => page.locator(".view-tab").nth(1).click()],
  ["the table", async (page) => page.locator(".view-tab").nth(2).click()],
  ["help", async (page) => {
    await page.locator(".view-tab").first().click();
    await page.keyboard.press("?");
    await page.locator(".dialog").waitFor();
  }],
  ["share", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("header .button.primary").click();
    await page.locator(".dialog").waitFor();
  }],
  ["find", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("header .find").click();
    await page.locator(".dialog").waitFor();
  }],
];

async function everywhere(lang, check) {
  const page = await open("#cache", { lang });
  for (const [place, go] of PLACES) {
    await go(page);
    await settled(page);
    const wrong = (await texts(page)).filter((text) => !check(text));
    assert.deepEqual(wrong, [], place);
  }
  noErrors(page);
}

export const english_has_no_korean = () => everywhere("en-US", (text) => !HANGUL.test(text));

/** Names and units that are written alike in both languages. */
const NAMES = new RegExp(
  [
    "Snowglobe", "Mermaid", "SVG", "PNG", "CSV", "HTML", "URL", "host:port", "IPv6", "UTF-8", "space", "shift", "home", "seed",
    "xxh64|xxh3|murmur3|fnv1a?|crc32c?|crc16|siphash|md5|jump|maglev|ketama|rendezvous|modulo|ring|slots|bounded|mod|mix",
    "zipf|Zipf|libmemcached|memcached|Maglev|Ketama|partition|CV|max|mean|TTL|LRU|FNV|XXH\\d*|Murmur\\d?|CRC\\d*C?|SipHash",
    "key-\\d+|[scd][0-9]+|db|ms|ns|us|µs|s|t|x|K",
  ].join("|"),
);
const WORD = new RegExp(`^(${NAMES.source})$`);

/** Actions have one textual form, whatever the language. */
const ACTION = /^(crash|restart|slow|flap|leave|join|weight|forget|recall|partition|heal|hold|release|latency|loss) /;

/** A Korean text may name things in Latin letters, but is not English. */
const korean = (text) =>
  HANGUL.test(text) || ACTION.test(text) || text.split(/[^A-Za-z0-9:-]+/).filter((word) => /[A-Za-z]{2}/.test(word)).every((word) => WORD.test(word) || /\d/.test(word));

export const korean_has_no_english = () => everywhere("ko-KR", korean);

export async function the_first_page_too() {
  for (const [lang, check] of [["en-US", (text) => !HANGUL.test(text)], ["ko-KR", korean]]) {
    const page = await open("", { lang });
    assert.deepEqual((await texts(page)).filter((text) => !check(text)), []);
    noErrors(page);
  }
}

export async function switching_keeps_the_moment() {
  const page = await open("#cache", { lang: "ko-KR" });
  await scrub(page, 0.37);
  const here = await moment(page);
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.deepEqual(await moment(page), here);
  await page.getByRole("button", { name: "한국어" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "ko");
  assert.deepEqual(await moment(page), here);
  noErrors(page);
}

export async function follows_the_browser() {
  const { url } = await serve();
  for (const [lang, expected] of [["ko-KR", "ko"], ["ko", "ko"], ["en-GB", "en"], ["fr-FR", "en"]]) {
    const page = await newPage({ lang });
    await page.goto(url);
    await started(page);
    assert.equal(await page.locator("html").getAttribute("lang"), expected, lang);
    await page.context().close();
  }
}
