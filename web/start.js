// Starts the page. The two file names below are replaced by the built ones, and `globalThis.snowglobe` is set before the
// program runs:
//   module   the compiled WebAssembly.Module, to be posted to a worker
//   glue     the text of the JavaScript that wraps it, to make a worker of without a fetch
//   chapter  the chapter whose address was opened ("cache"), or ""
//   root     the address of the site's first page
//   single   whether the page is the self-contained file
//   source   the self-contained file's own text, else null
//   offline  () => the address of the self-contained file, or null when the page itself is it (hand out `source` then)
import init from "./snowglobe-web.js";

const at = (name) => new URL(name, import.meta.url).href;

async function get(name, cache) {
  const response = await fetch(at(name), { cache });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return response;
}

async function compile(response) {
  const type = response.headers.get("content-type") ?? "";
  return type.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

try {
  const [module, glue] = await Promise.all([
    get("./snowglobe-web_bg.wasm", "default").then(compile),
    get("./snowglobe-web.js", "force-cache").then((response) => response.text()),
  ]);
  const offline = at("./snowglobe.html");
  globalThis.snowglobe = {
    module,
    glue,
    chapter: document.documentElement.dataset.chapter ?? "",
    root: at("./"),
    single: false,
    source: null,
    offline: () => offline,
  };
  await init({ module_or_path: module });
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) loading.textContent = `페이지를 시작하지 못했습니다. 새로 고쳐 보세요. The page could not start: please reload. (${error})`;
  throw error;
}
