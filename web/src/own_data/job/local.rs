//! The work without a worker: on the page's own thread, a slice of the file at a time.
//!
//! Reading a slice gives the thread back to the page, so with slices of a few milliseconds' work
//! the page stays alive: `read 256 KiB → work → page → read 256 KiB → …`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use snowglobe_core::ring::Scheme;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag};

use super::{Engine, Event, Inner, text};
use crate::own_data::failure::Failure;
use crate::own_data::report::Report;
use crate::own_data::session::Session;

/// Bytes read at a time.
const LOCAL_CHUNK: u64 = 256 << 10;

/// Starts the work on this thread, in place of the engine there was.
pub(super) fn start_local(inner: &Rc<Inner>) {
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

async fn report_locally(inner: &Inner, slot: &RefCell<Option<Session>>) -> Result<Report, Failure> {
    let mut session = Session::new(inner.request.clone(), inner.file.size() as u64)?;
    each_chunk(inner, &mut session, |session, bytes| session.push(bytes)).await?;
    let report = session.finish()?;
    slot.replace(Some(session));
    Ok(report)
}

/// Writes the table of one placement.
pub(super) async fn export_locally(inner: Rc<Inner>, slot: Rc<RefCell<Option<Session>>>, scheme: Scheme) {
    // Taken out while at work, so that a second export meanwhile finds nothing and is not begun.
    let Some(mut session) = slot.take() else {
        return;
    };
    let result = table_locally(&inner, &mut session, scheme).await;
    slot.replace(Some(session));
    inner.tell(result.map_or_else(Event::Failed, Event::Table));
}

async fn table_locally(inner: &Inner, session: &mut Session, scheme: Scheme) -> Result<Blob, Failure> {
    let parts = Array::new();
    let add = |bytes: Vec<u8>| {
        parts.push(&Uint8Array::from(bytes.as_slice()));
    };
    add(session.start_export(scheme.name())?);
    each_chunk(inner, session, |session, bytes| session.export(bytes).map(add)).await?;
    add(session.finish_export()?);
    let options = BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    Blob::new_with_u8_array_sequence_and_options(&parts, &options)
        .map_err(|error| Failure::Broken { reason: text(&error) })
}

async fn each_chunk(
    inner: &Inner,
    session: &mut Session,
    take: impl Fn(&mut Session, &[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let total = inner.file.size() as u64;
    let mut done = 0;
    while done < total && !inner.dropped.get() {
        let end = (done + LOCAL_CHUNK).min(total);
        let bytes = read_slice(&inner.file, done, end).await?;
        take(session, &bytes)?;
        done = end;
        inner.tell(Event::Progress { done, total, keys: session.keys() });
    }
    Ok(())
}

/// Reads bytes `start..end` of a file.
///
/// # Errors
/// [`Failure::Unreadable`] if the browser cannot, for the file was changed or removed.
pub async fn read_slice(file: &Blob, start: u64, end: u64) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: JsValue| Failure::Unreadable { reason: text(&error) };
    let slice = file.slice_with_f64_and_f64(start as f64, end as f64).map_err(unreadable)?;
    let buffer = JsFuture::from(slice.array_buffer()).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
