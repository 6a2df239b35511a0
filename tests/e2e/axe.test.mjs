// axe-core finds nothing, wherever one can be, in light and dark, in both languages.

import { axe, newPage, noErrors, serve } from "./harness.mjs";
import { act, open, scrub, settled, shared, tab } from "./globe.mjs";

/** The desk for own data, with a result on it. */
async function desk(page) {
  await page.locator("#own-servers").waitFor();
  await page.locator("#own-servers").fill("a:1 1\nb:2 0\n");
  await page.locator("#own-servers").fill("a:11211 1\nb:11211 2\n");
  await page.locator(".own-drop").nth(1).locator("button").nth(1).click();
  await page.locator(".own-main:not(:disabled)").click();
  await page.locator(".own-schemes tbody tr").first().waitFor();
  await page.locator(".own-toggle").first().click();
}

const dialog = (key) => async (page) => {
  await page.keyboard.press("Escape");
  await page.keyboard.press(key);
  await page.locator(".dialog").waitFor();
};

/** Places in the player, each reached from the one before. */
const PLACES = [
  ["follow", async () => {}],
  ["a question", (page) => page.keyboard.press("Shift+ArrowRight")],
  ["an answer", (page) => page.locator(".choice").last().click()],
  ["adjust", async (page) => {
    await act(page, "crash s3");
    await page.locator("#panel details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ["branches", async (page) => {
    await scrub(page, 0.2);
    await act(page, "crash s2");
    await tab(page, "inspect");
  }],
  ["something selected", (page) => page.locator('.glass [role=button][data-thing="node s0"]').press("Enter")],
  ["the transcript", (page) => page.locator("[aria-controls=transcript]").click()],
  ["space-time", (page) => page.locator(".view-tab").nth(1).click()],
  ["the table", (page) => page.locator(".view-tab").nth(2).click()],
  ["a sentence", async (page) => {
    await page.locator(".view-tab").first().click();
    await act(page, "nonsense");
  }],
  ["help", async (page) => {
    await page.locator("#tab-adjust").focus();
    await dialog("?")(page);
  }],
  ["find", async (page) => {
    await page.keyboard.press("Escape");
    await dialog("/")(page);
  }],
  ["share", async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("header .button.primary").click();
    await page.locator(".dialog").waitFor();
  }],
];

async function everywhere(options) {
  const failures = [];
  const look = async (page, place) => {
    await settled(page);
    await axe(page).catch((error) => failures.push(`── ${place}\n${error.message}`));
  };
  const page = await open("#cache", options);
  for (const [place, go] of PLACES) {
    await go(page);
    await look(page, place);
  }
  await page.keyboard.press("Escape");
  const { link } = await shared(page);
  noErrors(page);
  const first = await open("", options);
  await look(first, "the first page");
  const own = await open("#cache-data", options);
  await desk(own);
  await look(own, "the desk for own data");
  const frame = await newPage({ ...options, size: [768, 430] });
  await frame.goto(link.replace("#", "?embed#"));
  await frame.locator(".embed canvas").waitFor();
  await look(frame, "embedded");
  if (failures.length > 0) throw new Error(failures.join("\n"));
}

export const light_in_korean = () => everywhere({ lang: "ko-KR", theme: "light" });
export const light_in_english = () => everywhere({ lang: "en-US", theme: "light" });
export const dark_in_korean = () => everywhere({ lang: "ko-KR", theme: "dark" });
export const dark_in_english = () => everywhere({ lang: "en-US", theme: "dark" });
export const on_a_telephone = () => everywhere({ lang: "ko-KR", theme: "light", size: [390, 844] });
for (const test of [light_in_korean, light_in_english, dark_in_korean, dark_in_english, on_a_telephone]) test.timeout = 120_000;

export async function light_and_dark_by_the_button_too() {
  const { url } = await serve();
  for (const theme of ["light", "dark"]) {
    const page = await newPage({ theme, lang: "en-US" });
    await page.goto(`${url}#cache`);
    await page.getByRole("button", { name: "Light / dark" }).click();
    await settled(page);
    await axe(page);
  }
}
