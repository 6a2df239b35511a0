//! The database without a worker: in memory, on the page's own thread, a slice of a file at a time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use snowglobe_core::disk::MemoryDisk;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::Callback;

use super::News;
use crate::own_data::failure::FileFailure;
use crate::own_data::job::local::read_slice;
use crate::own_data::running::text;
use crate::own_data::stage::Progress;
use crate::own_data::storage::disk::any::AnyDisk;
use crate::own_data::storage::failure::Failure;
use crate::own_data::storage::request::{Export, Import, Report, Request};
use crate::own_data::storage::store::Store;

/// Bytes read at a time.
const CHUNK: u64 = 128 << 10;

/// See the module.
#[derive(Debug)]
pub(super) struct Local {
    store: RefCell<Store>,
    cancelled: Cell<bool>,
}

impl Default for Local {
    fn default() -> Self {
        Self { store: RefCell::new(in_memory()), cancelled: Cell::new(false) }
    }
}

fn in_memory() -> Store {
    Store::open(AnyDisk::Memory(MemoryDisk::default()))
}

impl Local {
    /// Never before this returns, as from a worker.
    fn later(on: Callback<News>, news: News) {
        spawn_local(async move { on.emit(news) });
    }

    pub(super) fn ask(&self, request: Request, on: Callback<News>) {
        let answer = self.store.borrow_mut().ask(request);
        Self::later(on, answer.map_or_else(News::Failed, |answer| News::Answer(Box::new(answer))));
    }

    pub(super) fn cancel(&self) {
        self.cancelled.set(true);
    }

    pub(super) fn destroy(&self, on: Callback<News>) {
        self.store.replace(in_memory());
        Self::later(on, News::Opened(false));
    }

    pub(super) async fn import(self: Rc<Self>, file: Blob, import: Import, on: Callback<News>) {
        self.cancelled.set(false);
        let report = self.import_slices(&file, import, &on).await;
        on.emit(report.map_or_else(News::Failed, |report| News::Imported(Box::new(report))));
    }

    async fn import_slices(
        &self,
        file: &Blob,
        import: Import,
        on: &Callback<News>,
    ) -> Result<Report, Failure> {
        self.store.borrow_mut().start_import(import)?;
        let (mut done, total) = (0, file.size() as u64);
        while done < total && !self.cancelled.get() {
            let end = (done + CHUNK).min(total);
            // Reading gives the thread back to the page.
            let bytes = read_slice(file, done, end).await?;
            self.store.borrow_mut().import(&bytes)?;
            done = end;
            let count = self.store.borrow().imported();
            on.emit(News::Progress(Progress { done, total, count }));
        }
        self.store.borrow_mut().finish_import(self.cancelled.get())
    }

    pub(super) async fn export(self: Rc<Self>, export: Export, on: Callback<News>) {
        self.cancelled.set(false);
        let news = match self.export_pieces(export).await {
            Ok(Some(blob)) => News::Exported(blob),
            Ok(None) => News::Cancelled,
            Err(failure) => News::Failed(failure),
        };
        on.emit(news);
    }

    async fn export_pieces(&self, export: Export) -> Result<Option<Blob>, Failure> {
        let parts = Array::new();
        let mut piece = self.store.borrow_mut().start_export(export)?;
        let nothing = Blob::new().map_err(|error| FileFailure::Broken { reason: text(&error) })?;
        loop {
            parts.push(&Uint8Array::from(piece.as_slice()));
            // Reading nothing gives the thread back, too.
            read_slice(&nothing, 0, 0).await?;
            if self.cancelled.get() {
                return Ok(None);
            }
            piece = self.store.borrow_mut().export()?;
            if piece.is_empty() {
                let blob = Blob::new_with_u8_array_sequence(&parts);
                return blob.map(Some).map_err(|error| FileFailure::Broken { reason: text(&error) }.into());
            }
        }
    }
}
