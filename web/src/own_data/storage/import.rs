//! A file being taken in: its records are put one after the other, and those that cannot be are counted and shown.

use std::collections::BTreeMap;

use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::{Lsm, LsmError};

use super::about::{About, Form};
use super::failure::Failure;
use super::records::{Problem, Reader, Record};
use super::request::{Import, Report, SHOWN_SKIPPED};

/// Characters that are shown of a record that was skipped.
const SHOWN_CHARS: usize = 120;

/// See the module.
#[derive(Debug)]
pub struct Importing {
    import: Import,
    reader: Reader,
    records: u64,
    /// Of them, those that are on the disk.
    safe: u64,
    /// Whether there was anything before.
    was_empty: bool,
    skipped: BTreeMap<Problem, u64>,
    shown: Vec<(u64, Problem, String)>,
    /// Whether what the file is was written down.
    told: bool,
}

impl Importing {
    /// Begins with a file.
    #[must_use]
    pub fn new(import: Import) -> Self {
        Self {
            reader: Reader::new(import.format.clone()),
            import,
            records: 0,
            safe: 0,
            was_empty: false,
            skipped: BTreeMap::new(),
            shown: Vec::new(),
            told: false,
        }
    }

    /// Records that were put.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Takes the next chunk, and makes it durable.
    ///
    /// # Errors
    /// [`Failure::Import`].
    pub fn push<D: Disk>(&mut self, chunk: &[u8], engine: &mut Lsm<D>) -> Result<(), Failure> {
        self.put(engine, |reader, take| reader.push(chunk, take))
    }

    /// Ends the file, or leaves it.
    ///
    /// # Errors
    /// [`Failure::Import`].
    pub fn finish<D: Disk>(mut self, cancelled: bool, engine: &mut Lsm<D>) -> Result<Report, Failure> {
        if !cancelled {
            self.put(engine, Reader::finish)?;
        }
        Ok(Report {
            records: self.records,
            cancelled,
            skipped: self.skipped.into_iter().collect(),
            shown: self.shown,
            ..Report::default()
        })
    }

    fn put<D: Disk>(
        &mut self,
        engine: &mut Lsm<D>,
        read: impl FnOnce(&mut Reader, &mut dyn FnMut(Record<'_>)),
    ) -> Result<(), Failure> {
        self.was_empty |= engine.last_sequence() == 0;
        let Self { reader, records, skipped, shown, .. } = self;
        let mut failed = None;
        read(reader, &mut |record| {
            if failed.is_some() {
                return;
            }
            let put = record.key.map_or_else(Err, |key| match engine.put(key, record.text) {
                Ok(()) => Ok(()),
                Err(LsmError::Key { .. }) => Err(Problem::LongKey),
                Err(LsmError::Value { .. }) => Err(Problem::Long),
                Err(error) => {
                    failed = Some(error);
                    Ok(())
                }
            });
            match put {
                Ok(()) => *records += u64::from(failed.is_none()),
                Err(problem) => {
                    *skipped.entry(problem).or_default() += 1;
                    if shown.len() < SHOWN_SKIPPED {
                        shown.push((record.line, problem, shorten(record.text)));
                    }
                }
            }
        });
        // After a failure, too: what can be made durable is.
        let synced = engine.sync();
        if synced.is_ok() {
            self.safe = self.records;
        }
        let done = failed.map_or(synced, Err).and_then(|()| self.tell(engine));
        done.map_err(|error| Failure::Import { records: self.safe, error })
    }

    /// Writes down how the records were written, once the first is in.
    fn tell<D: Disk>(&mut self, engine: &mut Lsm<D>) -> Result<(), LsmError> {
        if self.told || self.records == 0 {
            return Ok(());
        }
        let before = About::read(engine.disk_mut())?;
        let form = Form::of(&self.import.format, self.reader.header());
        About::with(before, self.was_empty, &self.import.name, form).write(engine.disk_mut())?;
        self.told = true;
        Ok(())
    }
}

fn shorten(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text.get(..4 * SHOWN_CHARS).unwrap_or(text)).into_owned();
    if text.chars().count() <= SHOWN_CHARS {
        return text;
    }
    text.chars().take(SHOWN_CHARS).chain(['…']).collect()
}
