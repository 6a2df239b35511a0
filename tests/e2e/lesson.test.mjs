// The lesson: every step can be reached and told, and a question comes before its answer.

import assert from "node:assert/strict";
import { noErrors } from "./harness.mjs";
import { HANGUL, open, settled, time } from "./globe.mjs";

/** The number of the step at hand, and of all: the smaller is the step's, in whichever order a language says them. */
async function number(page) {
  const text = await page.locator("article.step .hint").first().textContent();
  return text.match(/(\d+)\D+(\d+)/).slice(1).map(Number).sort((a, b) => a - b);
}

/** Reads one step: what it says before and after its question is answered. */
async function read(page) {
  const before = (await page.locator("article.step > p:not(.hint)").allTextContents()).join("\n");
  const choices = page.locator(".choice");
  if ((await choices.count()) === 0) return { before, asked: null };
  const asked = (await page.locator(".question h3").textContent()).trim();
  assert.ok((await choices.count()) > 1);
  assert.equal(await page.locator(".choice.right").count(), 0, "the answer is not shown before the guess");
  assert.equal(await page.locator(".verdict").textContent(), "");
  assert.equal(await page.locator("table.shares").count(), 0, "nor the bars that give it away");
  const since = await time(page);
  await choices.last().click();
  await settled(page);
  const verdict = (await page.locator(".verdict").textContent()).trim();
  const after = (await page.locator("article.step > p:not(.hint)").allTextContents()).join("\n");
  assert.ok(after.length > before.length + 20, "the guess brings the words");
  assert.equal(await page.locator(".choice[aria-pressed=true]").count(), 1);
  const right = await page.locator(".choice.right").count();
  assert.ok(right >= 1, "one choice is right");
  const won = await page.locator(".choice.right[aria-pressed=true]").count();
  assert.match(verdict, won ? /^(Right\.|맞았다\.)$/ : /^(Not quite\. The answer: .+\.|아니다\. 답: .+\.)$/);
  assert.ok((await time(page)) >= since, "and what happened is shown");
  return { before, asked, after, verdict };
}

async function reads_all(lang) {
  const page = await open("#cache", { lang });
  const [, count] = await number(page);
  assert.ok(count >= 8, `${count} steps`);
  let questions = 0;
  for (let index = 1; index <= count; index += 1) {
    assert.deepEqual(await number(page), [index, count]);
    const told = await read(page);
    questions += told.asked === null ? 0 : 1;
    const text = await page.locator("article.step").innerText();
    assert.doesNotMatch(text, /[{}]|\*\*|NaN|undefined/, `step ${index}: ${text}`);
    assert.ok((lang === "ko-KR") === HANGUL.test(text), `step ${index} is in ${lang}`);
    assert.doesNotMatch(text, /이\(가\)|은\(는\)|을\(를\)|와\(과\)|\(으\)로/, `step ${index}`);
    assert.equal(await page.locator(".notice").count(), 0, `step ${index}`);
    await page.keyboard.press("Shift+ArrowRight");
    await settled(page);
  }
  assert.deepEqual(await number(page), [count, count], "the last step is the last");
  assert.ok(questions >= count / 2, `${questions} questions`);
  noErrors(page);
}

export const every_step_in_korean = () => reads_all("ko-KR");
export const every_step_in_english = () => reads_all("en-US");
every_step_in_korean.timeout = every_step_in_english.timeout = 120_000;

export async function a_noun_lights_its_shape_and_selects_it() {
  const page = await open("#cache", { lang: "en-US" });
  const chip = page.locator(".step .chip").first();
  const name = (await chip.textContent()).trim();
  await chip.hover();
  await page.locator(`.glass .mark.hovered[data-thing="node ${name}"]`).first().waitFor();
  await chip.click();
  await page.locator(".thing h2", { hasText: name }).waitFor();
  await page.locator(`.glass .mark.selected[data-thing="node ${name}"]`).first().waitFor();
  noErrors(page);
}

export async function wandering_off_shows_the_way_back() {
  const page = await open("#cache", { lang: "en-US" });
  await page.keyboard.press("Shift+ArrowRight");
  await page.locator(".choice").first().click();
  await settled(page);
  const told = await time(page);
  assert.equal(await page.getByRole("button", { name: "Back to this step's moment" }).count(), 0);
  await page.keyboard.press("Home");
  await page.getByRole("button", { name: "Back to this step's moment" }).click();
  await settled(page);
  assert.equal(await time(page), told);
  noErrors(page);
}
