// Starts the self-contained page. It is put after the text of the wasm-bindgen glue, in one inline module, so `__wbg_init`
// is in scope and this script's own text holds the glue. `start.js` tells what `globalThis.snowglobe` is.
try {
  const source = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
  const own = document.getElementById("start").textContent;
  const packed = Uint8Array.from(atob(document.getElementById("wasm").textContent), (char) => char.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  globalThis.snowglobe = {
    module,
    glue: own.slice(0, own.indexOf("// end of the glue\n")),
    chapter: "",
    root: location.href.split(/[?#]/, 1)[0],
    single: true,
    source,
    offline: () => null,
  };
  await __wbg_init({ module_or_path: module });
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) loading.textContent = `페이지를 시작하지 못했습니다. 브라우저를 새 것으로 바꿔 보세요. The page could not start: please try a newer browser. (${error})`;
  throw error;
}
