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
const CLASSES = { OwnDataWork: () => OwnDataWork, AccessLogWork: () => AccessLogWork };
const CHUNK = 1 << 20;
let file;
let work;

async function eachChunk(take) {
  for (let at = 0; at < file.size; at += CHUNK) {
    const end = Math.min(at + CHUNK, file.size);
    let bytes;
    try {
      bytes = await file.slice(at, end).arrayBuffer();
    } catch (error) {
      throw { type: 'unreadable', reason: String(error) };
    }
    take(new Uint8Array(bytes));
    postMessage({ type: 'progress', done: end, total: file.size, count: work.count() });
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
