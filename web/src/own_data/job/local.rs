//! The work without a worker: on the page's own thread, a slice of the file at a time.
//!
//! Reading a slice gives the thread back to the page, so with slices of a few milliseconds' work
//! the page stays alive: `read 256 KiB → work → page → read 256 KiB → …`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag};

use super::{Engine, Event, Inner};
use crate::own_data::failure::FileFailure;
use crate::own_data::running::text;
use crate::own_data::stage::Progress;
use crate::own_data::work::{Tables, Work};

/// Bytes read at a time.
const LOCAL_CHUNK: u64 = 256 << 10;

/// Starts the work on this thread, in place of the engine there was.
pub(super) fn start_local<W: Work>(inner: &Rc<Inner<W>>) {
    let slot = Rc::new(RefCell::new(None));
    // The engine replaced may own the closure that is running now; it is dropped after it ends.
    let old = inner.engine.replace(Engine::Local(slot.clone()));
    let inner = inner.clone();
    spawn_local(async move {
        drop(old);
        let event = match report_locally(&inner, &slot).await {
            Ok(report) => Event::Report(Rc::new(report)),
            Err(failure) => Event::Failed(failure),
        };
        inner.tell(event);
    });
}

async fn report_locally<W: Work>(
    inner: &Inner<W>,
    slot: &RefCell<Option<W>>,
) -> Result<W::Report, W::Failure> {
    let mut session = W::begin(inner.request.clone(), inner.file.size() as u64)?;
    each_chunk(inner, &mut session, W::push).await?;
    let report = session.finish()?;
    slot.replace(Some(session));
    Ok(report)
}

/// Writes one table.
pub(super) async fn export_locally<W: Tables>(
    inner: Rc<Inner<W>>,
    slot: Rc<RefCell<Option<W>>>,
    table: String,
) {
    // Taken out while at work, so that a second export meanwhile finds nothing and is not begun.
    let Some(mut session) = slot.take() else {
        return;
    };
    let result = table_locally(&inner, &mut session, &table).await;
    slot.replace(Some(session));
    inner.tell(result.map_or_else(Event::Failed, Event::Table));
}

async fn table_locally<W: Tables>(
    inner: &Inner<W>,
    session: &mut W,
    table: &str,
) -> Result<Blob, W::Failure> {
    let parts = Array::new();
    let add = |bytes: Vec<u8>| {
        parts.push(&Uint8Array::from(bytes.as_slice()));
    };
    add(session.start_export(table)?);
    let export = |session: &mut W, bytes: &[u8]| session.export(bytes).map(add).map(|()| bytes.len());
    each_chunk(inner, session, export).await?;
    add(session.finish_export()?);
    let options = BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    Blob::new_with_u8_array_sequence_and_options(&parts, &options)
        .map_err(|error| FileFailure::Broken { reason: text(&error) }.into())
}

async fn each_chunk<W: Work>(
    inner: &Inner<W>,
    session: &mut W,
    take: impl Fn(&mut W, &[u8]) -> Result<usize, W::Failure>,
) -> Result<(), W::Failure> {
    let total = inner.file.size() as u64;
    let mut done = 0;
    while done < total && !inner.dropped.get() {
        let end = (done + LOCAL_CHUNK).min(total);
        let bytes = read_slice(&inner.file, done, end).await?;
        let mut rest = bytes.as_slice();
        while !rest.is_empty() && !inner.dropped.get() {
            let used = take(session, rest)?;
            rest = rest.get(used..).unwrap_or_default();
            if !rest.is_empty() {
                // Reading nothing gives the thread back, too.
                read_slice(&inner.file, end, end).await?;
            }
        }
        done = end;
        inner.tell(Event::Progress(Progress { done, total, count: session.count() }));
    }
    Ok(())
}

/// Reads bytes `start..end` of a file.
///
/// # Errors
/// [`FileFailure::Unreadable`] if the browser cannot, for the file was changed or removed.
pub async fn read_slice(file: &Blob, start: u64, end: u64) -> Result<Vec<u8>, FileFailure> {
    let unreadable = |error: JsValue| FileFailure::Unreadable { reason: text(&error) };
    let slice = file.slice_with_f64_and_f64(start as f64, end as f64).map_err(unreadable)?;
    let buffer = JsFuture::from(slice.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
