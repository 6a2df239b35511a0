// The worker's end of own_data::storage::station. It runs as one classic script: the wasm-bindgen glue, then this text.
//
//   page → worker   {type: 'start', module}                 once; opens the database
//                   {type: 'ask', request} | {type: 'import', file, import} | {type: 'export', export}
//                   {type: 'destroy'} | {type: 'cancel'}    the import or export under way ends
//   worker → page   {type: 'ready'}                         the script runs
//                   {type: 'opened', persisted} | {type: 'answer', answer} | {type: 'imported', report}
//                   {type: 'progress', done, total, count} | {type: 'exported', blob} | {type: 'cancelled'}
//                   {type: 'locked'} | {type: 'failed', failure} | {type: 'unreadable' | 'broken', reason}
//
// What is asked is done one after the other. The bytes are postcard that only Rust looks into.

const FOLDER = 'snowglobe-storage';
const CHUNK = 1 << 20;
const MOST_HELD = 16 << 20;
// A tab that was just closed may take this long to let its files go.
const PATIENCE_MS = 3000;

let store;
// The open files: two for the names, and the pool; undefined where there is nothing but memory.
let pool;
let cancelled = false;

const breathe = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens a file of the folder, which no other tab may have open. */
async function openFile(folder, name) {
  const file = await folder.getFileHandle(name, { create: true });
  for (const since = Date.now(); ; await breathe(100)) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (error.name !== 'NoModificationAllowedError') throw error;
      if (Date.now() - since > PATIENCE_MS) throw { type: 'locked' };
    }
  }
}

/** The folder, or undefined where the browser has none for us: an opaque origin, file://, an older browser. */
async function openFolder() {
  if (typeof FileSystemSyncAccessHandle === 'undefined') return undefined;
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return undefined;
  }
}

async function openPool() {
  const folder = await openFolder();
  if (!folder) return undefined;
  const names = [await openFile(folder, 'names-0'), await openFile(folder, 'names-1')];
  const opened = { folder, names, files: [] };
  let count = 0;
  for await (const name of folder.keys()) {
    const number = /^file-(\d+)$/.exec(name)?.[1];
    if (number !== undefined) count = Math.max(count, Number(number) + 1);
  }
  while (opened.files.length < count) await openNext(opened);
  return opened;
}

async function openNext({ folder, files }) {
  const file = await openFile(folder, `file-${files.length}`);
  files.push(file);
  return file;
}

/** Has files wait for when they are needed: while Rust runs none can be opened. */
async function grow() {
  if (!pool) return;
  for (let wanted = store.wanted(); wanted > 0; wanted -= 1) store.add(await openNext(pool));
}

async function open() {
  pool = await openPool();
  // The engine is opened with room for its first files.
  if (pool) while (pool.files.length < 8) await openNext(pool);
  store = new StorageWork(pool?.names ?? [], pool?.files ?? []);
  await grow();
  const persisted = await navigator.storage?.persisted?.().catch(() => false);
  postMessage({ type: 'opened', persisted: Boolean(persisted) });
}

function close() {
  store?.free();
  store = undefined;
  for (const file of [...(pool?.names ?? []), ...(pool?.files ?? [])]) file.close();
}

async function destroy() {
  close();
  if (pool) {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(FOLDER, { recursive: true });
  }
  await open();
}

async function importFile({ file, import: how }) {
  store.start_import(how);
  for (let at = 0; at < file.size && !cancelled; ) {
    const to = Math.min(at + CHUNK, file.size);
    let bytes;
    try {
      bytes = new Uint8Array(await file.slice(at, to).arrayBuffer());
    } catch (error) {
      throw { type: 'unreadable', reason: String(error) };
    }
    store.import_chunk(bytes);
    at = to;
    await grow();
    postMessage({ type: 'progress', done: at, total: file.size, count: store.imported() });
    // Reading is quick enough that no message would be heard meanwhile.
    await breathe(0);
  }
  postMessage({ type: 'imported', report: store.finish_import(cancelled) });
  await grow();
}

async function exportAll(message) {
  let parts = [store.start_export(message.export)];
  for (let done = parts[0].length, held = done; !cancelled; ) {
    const piece = store.export_piece();
    if (piece.length === 0) {
      postMessage({ type: 'exported', blob: new Blob(parts) });
      return;
    }
    parts.push(piece);
    done += piece.length;
    held += piece.length;
    // What is in a blob the browser may keep on its disk.
    if (held > MOST_HELD) {
      parts = [new Blob(parts)];
      held = 0;
    }
    postMessage({ type: 'progress', done, total: 0, count: 0 });
    await breathe(0);
  }
  postMessage({ type: 'cancelled' });
}

async function act(message) {
  cancelled = false;
  switch (message.type) {
    case 'start':
      await __wbg_init({ module_or_path: message.module });
      return open();
    case 'ask':
      postMessage({ type: 'answer', answer: store.ask(message.request) });
      return grow();
    case 'import':
      return importFile(message);
    case 'export':
      return exportAll(message);
    case 'destroy':
      return destroy();
  }
}

function told(error) {
  if (error instanceof Uint8Array) return { type: 'failed', failure: error };
  if (error && ['unreadable', 'locked'].includes(error.type)) return error;
  return { type: 'broken', reason: String(error) };
}

let last = Promise.resolve();
onmessage = ({ data }) => {
  if (data.type === 'cancel') {
    cancelled = true;
    return;
  }
  last = last.then(() => act(data)).catch((error) => postMessage(told(error)));
};

postMessage({ type: 'ready' });
