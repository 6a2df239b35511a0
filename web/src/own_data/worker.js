// The worker's end of own_data::job. It runs as one classic script: the wasm-bindgen glue, then this text.
//
//   page → worker   {type: 'start', work, module, file, request}   once; work names a class of CLASSES
//                   {type: 'export', table}                  as often as wanted, after the report
//   worker → page   {type: 'ready'}                          the module runs
//                   {type: 'progress', done, total, count}   after each chunk
//                   {type: 'report', report} | {type: 'table', blob}
//                   {type: 'failed', failure} | {type: 'unreadable' | 'broken', reason}
//
// request, report and failure are postcard bytes that only Rust looks into.

// A program has the class of its own chapter alone, so a name is looked up only when it is asked for.
const CLASSES = { OwnDataWork: () => OwnDataWork, AccessLogWork: () => AccessLogWork, HistoryWork: () => HistoryWork };
const CHUNK = 1 << 20;
let file;
let work;

/** Reads into the same megabyte again and again: what is read once and dropped, browsers keep for long. */
function readAgain() {
  const reader = file.stream().getReader({ mode: 'byob' });
  let buffer = new ArrayBuffer(CHUNK);
  return async () => {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (done) return undefined;
    buffer = value.buffer;
    return value;
  };
}

/** For browsers that cannot read so. */
function readSlices() {
  let at = 0;
  return async () => {
    if (at >= file.size) return undefined;
    const from = at;
    at = Math.min(at + CHUNK, file.size);
    return new Uint8Array(await file.slice(from, at).arrayBuffer());
  };
}

function chunks() {
  try {
    return readAgain();
  } catch {
    return readSlices();
  }
}

async function eachChunk(take) {
  const next = chunks();
  for (let done = 0; ; ) {
    let bytes;
    try {
      bytes = await next();
    } catch (error) {
      throw { type: 'unreadable', reason: String(error) };
    }
    if (!bytes) return;
    done += bytes.length;
    take(bytes);
    postMessage({ type: 'progress', done, total: file.size, count: work.count() });
  }
}

async function start(message) {
  await __wbg_init({ module_or_path: message.module });
  file = message.file;
  const Class = CLASSES[message.work]();
  work = new Class(message.request, file.size);
  await eachChunk((bytes) => {
    // Packed bytes are taken a few at a time.
    while (bytes.length > 0) bytes = bytes.subarray(work.push(bytes));
  });
  postMessage({ type: 'report', report: work.finish() });
}

async function exportTable(message) {
  const parts = [work.start_export(message.table)];
  await eachChunk((bytes) => parts.push(work.export_chunk(bytes)));
  parts.push(work.finish_export());
  postMessage({ type: 'table', blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }) });
}

function told(error) {
  if (error instanceof Uint8Array) return { type: 'failed', failure: error };
  if (error && error.type === 'unreadable') return error;
  return { type: 'broken', reason: String(error) };
}

onmessage = async (event) => {
  try {
    await (event.data.type === 'start' ? start(event.data) : exportTable(event.data));
  } catch (error) {
    postMessage(told(error));
  }
};

postMessage({ type: 'ready' });
