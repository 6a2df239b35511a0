// Starts a program and sets `globalThis.snowglobe` before it runs:
//   module   the compiled WebAssembly.Module, to be posted to a worker
//   glue     the JavaScript that wraps it, as the text of a classic script: with a few lines more it is a worker
//   chapter  the chapter whose address was opened ("cache"), or ""
//   root     the address of the site's first page
//   single   whether the page is the self-contained file
//   source   the self-contained file's own text, else null
//   offline  the address of the self-contained file, or null when the page itself is it (hand out `source` then)
//   instantiate  brings what a program loads when it is first wanted, from the response to a request; the site's alone
//   turn     turn() lets the program take over that the address asks for; false if it is the one that runs.
//            The window hears "chapterlost" if that program cannot be had: the one that runs stays.

// Chromium starts no module worker from a blob where the origin is opaque (file://, a sandboxed frame), but a classic one.
// The built site has its glue without line breaks.
function snowglobeClassic(glue) {
  const plain = glue
    .replace(/(^|[;}\n])export ?\{[^}]*\};?/g, "$1")
    .replace(/(^|[;}\n])export (?=(async )?(function|class|const|let)\b)/g, "$1")
    .replaceAll("import.meta.url", "location.href");
  return `"use strict";\n${plain}\n`;
}

// `wanted()` is the name of the program that the address asks for; `gather(name)` brings it.
async function snowglobeStart(wanted, gather) {
  const chapter = document.documentElement.dataset.chapter ?? "";
  let running = null;
  const turn = () => {
    const to = wanted();
    if (to === running) return false;
    start(to).catch(() => dispatchEvent(new Event("chapterlost")));
    return true;
  };
  const loaded = new Map();
  const start = async (to) => {
    const again = loaded.get(to);
    const { init, enter, leave, module, glue, ...about } = again ?? (await gather(to));
    if (!again) loaded.set(to, { init, enter, leave, module, glue, ...about });
    globalThis.snowglobe?.leave?.();
    running = to;
    globalThis.snowglobe = { module, glue: snowglobeClassic(glue), chapter, ...about, turn, leave };
    // The first time, the program enters by itself.
    if (again) enter();
    else await init({ module_or_path: module });
  };
  try {
    await start(wanted());
  } catch (error) {
    const loading = document.getElementById("loading");
    if (loading) {
      loading.textContent =
        "페이지를 시작하지 못했습니다. 새로 고치거나 브라우저를 새 것으로 바꿔 보세요. " +
        `The page could not start: please reload, or try a newer browser. (${error})`;
    }
    throw error;
  }
}
