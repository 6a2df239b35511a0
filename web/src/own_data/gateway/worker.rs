//! What the worker's script calls for an access log: [`Session`] with bytes for arguments and results.
//!
//! ```js
//! const work = new AccessLogWork(request, file.size); // request: postcard bytes of Request
//! while (bytes.length > 0) bytes = bytes.subarray(work.push(bytes));
//! const report = work.finish();                       // postcard bytes of Report
//! ```

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::session::Session;
use crate::own_data::class::class;
use crate::own_data::work::Work;

class!(AccessLogWork, Session);
