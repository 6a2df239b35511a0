// Starts the page of the site: the build fills in the programs and puts program.js after this. Each chapter has a program
// of its own, and so has what it does with own data, so that a visit loads what it shows and no more. The first one also
// shows the list of chapters.
const PROGRAMS = {};   // { "cache": ["./cache-1f.js", "./cache-2e.wasm"], "cache-data": … }

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

// Part of a program that is loaded when it is first wanted: the glue asks for it.
async function instantiate(response, imports) {
  const answer = await response;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
  return WebAssembly.instantiate(await compile(answer), imports);
}

// The system that a link is about: after the version come, in base64url, the length of its name and the name.
function systemOf(link) {
  const packed = link.match(/^[12]\.([\w-]+)/)?.[1].slice(0, 64).replaceAll("-", "+").replaceAll("_", "/") ?? "";
  try {
    const bytes = atob(packed.slice(0, packed.length - (packed.length % 4)));
    return bytes.slice(1, 1 + bytes.charCodeAt(0));
  } catch {
    return "";
  }
}

// The program that the address asks for, as the programs themselves read it: see player/address.rs.
function wanted() {
  const query = new URLSearchParams(location.search).get("s") ?? "";
  const text = location.hash.replace(/^#\/*/, "") || query || (document.documentElement.dataset.chapter ?? "");
  // Behind a slash stands the step of a chapter, or what is brought along to own data.
  const known = [text.split("/", 1)[0], systemOf(text)].find((name) => Object.hasOwn(PROGRAMS, name));
  return known ?? Object.keys(PROGRAMS)[0];
}

await snowglobeStart(wanted, async (name) => {
  const [script, wasm] = PROGRAMS[name];
  const [program, module, glue] = await Promise.all([
    import(at(script)),
    get(wasm, "default").then(compile),
    get(script, "force-cache").then((response) => response.text()),
  ]);
  const about = { root: at("./"), single: false, source: null, offline: at("./snowglobe.html"), instantiate };
  return { init: program.default, enter: program.enter, leave: program.leave, module, glue, ...about };
});
