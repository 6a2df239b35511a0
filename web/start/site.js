// Starts the page of the site: the build fills in the two file names and puts program.js after this.
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

await snowglobeStart(init, async () => {
  const [module, glue] = await Promise.all([
    get("./snowglobe-web_bg.wasm", "default").then(compile),
    get("./snowglobe-web.js", "force-cache").then((response) => response.text()),
  ]);
  return { module, glue, root: at("./"), single: false, source: null, offline: at("./snowglobe.html") };
});
