//! What is known of the records in a database besides themselves: how they were written in the file that they came from,
//! so that they can be written out again.
//!
//! It is a file of its own, `about`, beside those of the engine, which leaves files of other names alone.

use serde::{Deserialize, Serialize};
use snowglobe_core::disk::{Disk, DiskError, Reason};

use super::records::Format;

const NAME: &str = "about";
const NEW: &str = "about.new";
/// A header of more bytes is not kept.
const LONGEST: u64 = 1 << 20;

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What the last file was called.
    pub name: String,
    /// How its records were written; none if files of different forms were imported, or records put in by hand.
    pub form: Option<Form>,
}

/// How records are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A row of a table, under this header.
    Csv(Option<Vec<u8>>),
    /// A JSON object a line.
    Json,
    /// Paragraphs.
    Packages,
}

impl About {
    /// What is known once a file of this form has been added to what there was.
    #[must_use]
    pub fn with(before: Option<Self>, is_empty: bool, name: &str, form: Form) -> Self {
        let same = match before {
            Some(before) => before.form.as_ref() == Some(&form),
            None => is_empty,
        };
        Self { name: name.to_owned(), form: (same || is_empty).then_some(form) }
    }

    /// A record came in by hand: those there are no longer have one form.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn no_longer_alike(disk: &mut impl Disk) -> Result<(), DiskError> {
        match Self::read(disk)? {
            Some(about) if about.form.is_some() => Self { form: None, ..about }.write(disk),
            _ => Ok(()),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// If the disk fails. What cannot be read is as good as nothing.
    pub fn read(disk: &mut impl Disk) -> Result<Option<Self>, DiskError> {
        let file = match disk.open(NAME) {
            Ok(file) => file,
            Err(error) if error.reason == Reason::Missing => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = vec![0; disk.size(file)?.min(LONGEST) as usize];
        let read = disk.read_at(file, 0, &mut bytes);
        disk.close(file);
        bytes.truncate(read?);
        Ok(postcard::from_bytes(&bytes).ok())
    }

    /// Writes it, for good.
    ///
    /// # Errors
    /// If the disk does not take it; what was there before is there still.
    pub fn write(&self, disk: &mut impl Disk) -> Result<(), DiskError> {
        let bytes = postcard::to_allocvec(self).unwrap_or_default();
        if disk.list()?.iter().any(|name| name == NEW) {
            disk.delete(NEW)?;
        }
        let file = disk.create(NEW)?;
        let written = disk.append(file, &bytes).and_then(|()| disk.sync(file));
        disk.close(file);
        written?;
        disk.rename(NEW, NAME)?;
        disk.sync_names()
    }
}

impl Form {
    /// How records of a format are written; the header of a table is known when it was read.
    #[must_use]
    pub fn of(format: &Format, header: Option<&[u8]>) -> Self {
        match format {
            Format::Csv { .. } => Self::Csv(header.map(<[u8]>::to_vec)),
            Format::Json { .. } => Self::Json,
            Format::Packages => Self::Packages,
        }
    }
}
