// Starts the self-contained page: the build puts this after the text of the wasm-bindgen glue, and program.js after this,
// all in one inline module. So `__wbg_init` is in scope, and the module's own text holds the glue. It has every chapter.
await snowglobeStart(() => "", async () => {
  const source = `<!doctype html>\n${document.documentElement.outerHTML}`;
  const own = document.getElementById("start").textContent;
  const packed = Uint8Array.from(atob(document.getElementById("wasm").textContent), (char) => char.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return {
    init: __wbg_init,
    module: await WebAssembly.compile(await new Response(unpacked).arrayBuffer()),
    glue: own.slice(0, own.indexOf("// end of the glue\n")),
    root: location.href.split(/[?#]/, 1)[0],
    single: true,
    source,
    offline: null,
  };
});
