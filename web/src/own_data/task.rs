//! What a panel holds of the file it is about: the file, what was asked of it, and how far the work is.
//!
//! ```text
//!  take(file) ──▶ how it begins ──▶ run(request) ──▶ events ──▶ hear ──▶ stage
//!                      └── both as News: current(news) is nothing if another file or job came meanwhile
//! ```

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::failure::{FileFailure, check_size};
use super::job::local::read_slice;
use super::job::{Event, Job};
use super::source::Source;
use super::stage::{Progress, Stage};
use super::work::{Tables, Work};

/// Something told of a file or a job, which may no longer be the one at hand.
#[derive(Debug)]
pub struct News<T> {
    number: u32,
    told: T,
}

/// How a file begins.
pub type Head = News<Result<Vec<u8>, FileFailure>>;

/// A file and the work on it; see the module.
#[derive(Debug)]
pub struct Task<W: Work> {
    /// The file to be worked on.
    pub source: Option<Source>,
    /// How far the work is.
    pub stage: Stage<W::Report, W::Failure>,
    /// The question that the result in view answers.
    pub asked: Option<W::Request>,
    job: Option<Job<W>>,
    /// Numbers the jobs and the files, so that late news of an old one is known as such.
    number: u32,
}

impl<W: Work> Default for Task<W> {
    fn default() -> Self {
        Self { source: None, stage: Stage::Idle, asked: None, job: None, number: 0 }
    }
}

impl<W: Work> Task<W> {
    /// Takes another file, and reads how it begins.
    ///
    /// # Errors
    /// [`FileFailure::TooLarge`]; then there is no file.
    pub fn take(&mut self, source: Source, on: Callback<Head>) -> Result<(), FileFailure> {
        self.clear();
        check_size(source.bytes, W::MAX_FILE_BYTES)?;
        let (number, blob) = (self.number, source.blob.clone());
        let end = source.bytes.min(W::HEAD_BYTES as u64);
        self.source = Some(source);
        spawn_local(async move { on.emit(News { number, told: read_slice(&blob, 0, end).await }) });
        Ok(())
    }

    /// Takes another file whose beginning is known.
    pub fn hold(&mut self, source: Source) {
        self.clear();
        self.source = Some(source);
    }

    /// Lets go of the file. What was worked out of it is no longer shown.
    pub fn clear(&mut self) {
        self.job = None;
        self.number += 1;
        self.source = None;
        self.stage = Stage::Idle;
    }

    /// What was told, if it is of the file and the job at hand.
    pub fn current<T>(&self, news: News<T>) -> Option<T> {
        (news.number == self.number).then_some(news.told)
    }

    /// Has the question worked out.
    pub fn run(&mut self, request: W::Request, on: Callback<News<Event<W>>>) {
        if let Some(progress) = self.start(request.clone(), on) {
            self.asked = Some(request);
            self.stage = Stage::Working(progress);
        }
    }

    /// Begins a pass over the file, whatever is in view. Gives how far it is; none if there is no file.
    pub fn start(&mut self, request: W::Request, on: Callback<News<Event<W>>>) -> Option<Progress> {
        let source = self.source.as_ref()?;
        self.number += 1;
        let number = self.number;
        let on = on.reform(move |told| News { number, told });
        self.job = Some(Job::start(source.blob.clone(), request, on));
        Some(Progress { total: source.bytes, ..Progress::default() })
    }

    /// Stops the work, as the reader wishes.
    pub fn cancel(&mut self) {
        self.end();
        self.stage = Stage::Cancelled;
    }

    /// Ends the job: nothing more will be asked of it.
    pub fn end(&mut self) {
        self.job = None;
    }

    /// Takes an event of the work. A table is not for the stage.
    pub fn hear(&mut self, event: Event<W>) {
        match event {
            Event::Progress(progress) => self.stage = Stage::Working(progress),
            Event::Report(report) => self.stage = Stage::Done(report),
            Event::Table(_) => {}
            Event::Failed(failure) => {
                self.stage = Stage::Failed(failure);
                self.end();
            }
        }
    }

    /// Whether the form, which now asks this, no longer says what was asked for the result in view.
    #[must_use]
    pub fn is_stale(&self, now: Option<&W::Request>) -> bool
    where
        W::Request: PartialEq,
    {
        self.asked.is_some() && now != self.asked.as_ref()
    }
}

impl<W: Tables> Task<W> {
    /// Asks for the table of this name, once the report has come. Says whether there is a job to ask.
    pub fn export(&self, table: &str) -> bool {
        self.job.as_ref().map(|job| job.export(table)).is_some()
    }
}

#[cfg(test)]
mod tests;
