// The worker's end of own_data::kv::search::party. It runs as one classic script: the wasm-bindgen glue, then this text.
//
//   page → worker   {type: 'start', module, request}   once
//   worker → page   {type: 'told', told}               again and again, until the part is over
//                   {type: 'broken', reason}
//
// request and told are postcard bytes that only Rust looks into. To cancel is to end the worker.

onmessage = async (event) => {
  try {
    await __wbg_init({ module_or_path: event.data.module });
    const part = new CounterexampleWork(event.data.request);
    while (!part.over) postMessage({ type: 'told', told: part.step() });
  } catch (error) {
    postMessage({ type: 'broken', reason: String(error) });
  }
};
