// Everything can be done without a pointer.

import assert from "node:assert/strict";
import { noErrors } from "./harness.mjs";
import { open, scrub, settled, step, time } from "./globe.mjs";

/** The element that has the focus, as far as a test cares. */
const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (!active || active === document.body) return null;
    const part = active.closest(".dialog, header, .chapters, .views, .glass, .tabs, .panel-body, .transport, .speed, .scrubber, .timeline");
    const style = getComputedStyle(active);
    return {
      part: part?.className.baseVal ?? part?.className ?? active.className,
      tag: active.tagName.toLowerCase(),
      name: active.getAttribute("aria-label") ?? active.textContent.trim().slice(0, 40),
      seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    };
  });

export async function tab_reaches_everything_in_order_and_shows_where() {
  const page = await open("#cache", { lang: "en-US" });
  const stops = [];
  for (let index = 0; index < 200; index += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop === null) break;
    stops.push(stop);
  }
  const unseen = stops.filter((stop) => !stop.seen);
  assert.deepEqual(unseen, [], "the focus can be seen everywhere");
  const parts = stops.map(({ part }) => part).filter((part, index, all) => part !== all[index - 1]);
  const expected = ["skip", "bar", "chapters", "views", "glass", "tabs", "panel-body", "transport", "speed", "timeline", "scrubber"];
  assert.deepEqual(parts.map((part) => part.split(" ")[0]), expected);
  const marks = stops.filter(({ part }) => part === "glass").map(({ name }) => name);
  assert.ok(marks.length >= 7, `4 servers, 2 clients and the database, not ${marks}`);
  assert.equal(new Set(marks).size, marks.length, "each once");
  noErrors(page);
}

export async function the_skip_link_goes_to_the_stage() {
  const page = await open("#cache", { lang: "en-US" });
  await scrub(page, 0.3);
  const there = await time(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.locator("a.skip").focus();
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.locator(".notice").count(), 0, "it is no broken link");
  assert.equal(await time(page), there);
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).part, /views/);
  noErrors(page);
}

export async function a_mark_on_the_stage_is_chosen_by_enter_and_by_space() {
  const page = await open("#cache", { lang: "en-US" });
  for (const [key, name] of [["Enter", "s1"], ["Space", "s2"]]) {
    await page.locator(`.glass [role=button][data-thing="node ${name}"]`).focus();
    await page.keyboard.press(key);
    await page.locator(".thing h2", { hasText: name }).waitFor();
    assert.equal(await page.locator("#tab-inspect").getAttribute("aria-selected"), "true");
    const label = await page.locator(".transport .play").getAttribute("aria-label");
    assert.match(label, /Play/, "Space chose, and did not play");
  }
  await page.keyboard.press("Escape");
  await page.locator(".thing").waitFor({ state: "detached" });
  noErrors(page);
}

export async function keys_do_what_the_help_says() {
  const page = await open("#cache", { lang: "en-US" });
  const playing = () => page.locator(".transport .play").getAttribute("aria-label").then((label) => label.startsWith("Pause"));
  const press = async (key) => {
    await page.keyboard.press(key);
    await settled(page);
  };
  await press("Home");
  assert.equal(await time(page), 0);
  await press("Space");
  assert.ok(await playing());
  await press("Space");
  assert.ok(!(await playing()));
  const from = await step(page);
  await press("ArrowRight");
  await press("ArrowRight");
  assert.ok((await step(page)) > from);
  const there = await step(page);
  await press("ArrowRight");
  await press("ArrowLeft");
  assert.equal(await step(page), there);
  for (const [key, speed] of [["1", "1/3000×"], ["5", "1/30×"], ["8", "1×"], ["9", "3×"]]) {
    await press(key);
    assert.equal(await page.locator(".speed output").textContent(), speed);
  }
  const pressed = (selector, attribute) => page.locator(`${selector}[${attribute}=true]`).textContent();
  for (const view of ["Space-time", "Table", "Topology"]) {
    await press("v");
    assert.equal(await pressed(".view-tab", "aria-pressed"), view);
  }
  for (const tab of ["Adjust", "Inspect", "Follow"]) {
    await press("t");
    assert.equal(await pressed(".tab", "aria-selected"), tab);
  }
  await press("l");
  assert.equal(await page.locator("html").getAttribute("lang"), "ko");
  await press("l");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const title = () => page.locator(".step .hint").first().textContent();
  const first = await title();
  await press("Shift+ArrowRight");
  assert.match(await title(), /^Step 2 of/);
  await press("Shift+ArrowLeft");
  assert.match(await title(), /^Step 1 of/);
  assert.match(first, /^Step 1 of/);
  await press("m");
  await press("s");
  assert.ok(await playing(), "a storm is watched");
  await press("Space");
  noErrors(page);
}

export async function space_plays_wherever_it_does_nothing_else() {
  const page = await open("#cache", { lang: "en-US" });
  for (const selector of [".scrubber", "#panel"]) {
    await page.locator(selector).focus();
    await page.keyboard.press("Space");
    assert.match(await page.locator(".transport .play").getAttribute("aria-label"), /Pause/, selector);
    await page.keyboard.press("Space");
    assert.match(await page.locator(".transport .play").getAttribute("aria-label"), /Play/, selector);
  }
}

export async function a_dialog_takes_the_focus_keeps_it_and_gives_it_back() {
  const page = await open("#cache", { lang: "en-US" });
  const share = page.getByRole("button", { name: "Share", exact: true });
  for (const [opener, key, name] of [[share, "Enter", "Share"], [page.locator("#tab-adjust"), "?", "Keys"], [page.locator(".scrubber"), "/", "Find"]]) {
    await opener.focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole("dialog", { name });
    await dialog.waitFor();
    assert.ok(await dialog.evaluate((dialog) => dialog.contains(document.activeElement)), `${name} takes the focus`);
    for (const tab of ["Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", ...Array(25).fill("Tab")]) {
      await page.keyboard.press(tab);
      const stop = await focused(page);
      assert.ok(stop === null || stop.part === "dialog", `${name}: ${tab} went to ${JSON.stringify(stop)}`);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.ok(await opener.evaluate((opener) => opener === document.activeElement), `${name} gives it back`);
  }
  noErrors(page);
}

export async function finds_a_step_and_an_action_by_name() {
  const page = await open("#cache", { lang: "en-US" });
  // What is typed while the dialog is still loaded is not lost.
  await page.route(/-late-/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("hot key");
  await page.waitForFunction(() => document.querySelector(".found li")?.textContent.includes("hot key"));
  // From here on the keys are the dialog's.
  await page.waitForFunction(() => document.activeElement?.closest(".dialog"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".dialog").waitFor({ state: "detached" });
  assert.match(await page.locator(".step .hint").first().textContent(), /^Step 11 of/);
  await page.keyboard.press("/");
  await page.keyboard.type("crash s2");
  await page.locator(".found li", { hasText: "crash s2" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".dialog").waitFor({ state: "detached" });
  await page.locator("#tab-adjust").click();
  assert.match(await page.locator(".actions").textContent(), /crash s2/);
  noErrors(page);
}

export async function typing_in_a_field_is_only_typing() {
  const page = await open("#cache", { lang: "en-US" });
  await page.locator("#tab-adjust").click();
  const field = page.locator(".console input");
  await field.focus();
  await page.keyboard.type("slv ?/19");
  await settled(page);
  assert.equal(await field.inputValue(), "slv ?/19");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator(".dialog").count(), 0);
  assert.match(await page.locator(".transport .play").getAttribute("aria-label"), /Play/);
  noErrors(page);
}

export async function after_an_answer_space_plays() {
  const page = await open("#gateway", { lang: "en-US" });
  await page.locator(".choice").first().focus();
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "question", "what was answered has the focus");
  const told = await time(page);
  await page.keyboard.press("Space");
  await page.waitForFunction((told) => parseFloat(document.querySelector(".clock .time span").textContent) > told, told);
  assert.equal(await page.locator(".choice:disabled").count(), await page.locator(".choice").count());
  noErrors(page);
}

export async function arrows_go_from_tab_to_tab() {
  const page = await open("#cache", { lang: "en-US" });
  const at = await time(page);
  await page.locator("#tab-follow").focus();
  for (const id of ["tab-adjust", "tab-inspect", "tab-follow"]) {
    await page.keyboard.press("ArrowRight");
    await page.locator(`#${id}[aria-selected=true]`).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  await page.keyboard.press("ArrowLeft");
  await page.locator("#tab-inspect[aria-selected=true]").waitFor();
  assert.equal(await time(page), at, "time stands still");
  noErrors(page);
}

export async function a_key_leads_to_the_line_for_commands() {
  for (const size of [[1280, 800], [390, 844]]) {
    const page = await open("#kv", { lang: "en-US", size });
    await page.keyboard.press("?");
    assert.match(await page.locator(".dialog .keys").textContent(), /cwrite an action/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    await page.waitForFunction(() => document.activeElement === document.querySelector(".console input"));
    assert.equal(await page.locator("#tab-adjust").getAttribute("aria-selected"), "true");
    assert.equal(await page.locator(".console input").inputValue(), "", "the key itself is not written");
    const [field, panel] = [await page.locator(".console input").boundingBox(), await page.locator("#panel").boundingBox()];
    assert.ok(field.y - panel.y < 120, "it is the first thing of the tab");
    await page.keyboard.type("crash n1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.locator(".actions code", { hasText: "crash n1" }).waitFor();
    await page.keyboard.press("Escape");
    const told = await time(page);
    await page.keyboard.press("Space");
    await page.waitForFunction((told) => parseFloat(document.querySelector(".clock .time").textContent.slice(4)) > told, told);
    noErrors(page);
  }
}

export async function what_is_typed_on_the_way_to_the_line_for_commands_is_kept() {
  const page = await open("#kv", {
    lang: "en-US",
    before: async (page) => {
      await page.route(/-late-/, async (route) => {
        await page.waitForFunction(() => globalThis.mayArrive);
        await route.continue();
      });
    },
  });
  await page.keyboard.type("ccrash n");
  await page.evaluate(() => (globalThis.mayArrive = true));
  await page.waitForFunction(() => document.activeElement === document.querySelector(".console input"));
  await page.keyboard.type("1");
  assert.equal(await page.locator(".console input").inputValue(), "crash n1");
  await page.keyboard.press("Enter");
  await page.locator(".actions code", { hasText: "crash n1" }).waitFor();
  assert.equal(await page.locator(".actions code").count(), 1, "no letter acted as a key of the page");
  noErrors(page);
}

export async function a_line_is_done_as_it_stands_however_late_the_page_is() {
  const page = await open("#kv", { lang: "en-US" });
  await page.keyboard.press("c");
  await page.waitForFunction(() => document.activeElement === document.querySelector(".console input"));
  await page.evaluate(() => {
    const field = document.querySelector(".console input");
    field.value = "crash n1";
    // In one turn: the page draws nothing between the two.
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.form.requestSubmit();
  });
  await page.locator(".actions code", { hasText: "crash n1" }).waitFor();
  assert.equal(await page.locator(".console input").inputValue(), "", "it was done, and is gone from the line");
  noErrors(page);
}
