// Korean and English are equals: no word of one is left in the other.

import assert from "node:assert/strict";
import { noErrors, newPage, serve, started } from "./harness.mjs";
import { moment, open, scrub, settled, tab } from "./globe.mjs";
import { english, korean, texts } from "./words.mjs";

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

export const english_has_no_korean = () => everywhere("en-US", english);

export const korean_has_no_english = () => everywhere("ko-KR", korean);

export async function the_first_page_too() {
  for (const [lang, check] of [["en-US", english], ["ko-KR", korean]]) {
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
