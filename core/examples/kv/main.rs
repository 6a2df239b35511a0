//! A key-value store in a folder, from the terminal: the storage engine on the machine's own files.
//!
//! ```text
//! cargo run --release -p snowglobe-core --features std --example kv -- FOLDER COMMAND
//!
//!   import FILE     every record of a file: a package index (as `apt-cache dumpavail` prints it), or KEY<TAB>VALUE lines
//!   check FILE      are its records there, byte by byte? Ends with status 1 if not
//!   get KEY · put KEY VALUE · delete KEY · scan [FROM [TO]] · stats
//! ```
//!
//! `-` stands for standard input. An import says every thousand records how many are safe; stop it as rudely as you
//! like, and `check` says how many records are there: the first so many of the file, and never fewer than were said
//! to be safe. Ends with status 2 and one sentence if something is wrong with what was asked, the files or the folder.

mod records;

use records::{Record, records};
use snowglobe_core::disk::FolderDisk;
use snowglobe_core::lsm::{Lsm, LsmError, Options, Sync};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::ops::Bound;
use std::process::ExitCode;

const USAGE: &str = "usage: kv FOLDER import FILE | check FILE | get KEY | put KEY VALUE | delete KEY | scan [FROM [TO]] | stats";
/// After so many records an import makes them safe, and says so.
const SAFE_EVERY: u32 = 1_000;

type Store = Lsm<FolderDisk>;

/// Why a command did not end well.
enum Failure {
    /// Something is wrong, in one sentence.
    Wrong(String),
    /// What was looked for is not so, or not there.
    No(String),
}

impl From<LsmError> for Failure {
    fn from(error: LsmError) -> Self {
        Self::Wrong(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Wrong(error.to_string())
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (sentence, status) = match run(&arguments) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::No(sentence)) => (sentence, 1),
        Err(Failure::Wrong(sentence)) => (sentence, 2),
    };
    // Nobody may be listening to this either.
    let _ = writeln!(io::stderr(), "{sentence}");
    ExitCode::from(status)
}

fn run(arguments: &[&str]) -> Result<(), Failure> {
    let [folder, command @ ..] = arguments else { return Err(Failure::Wrong(USAGE.to_owned())) };
    let mut out = BufWriter::new(io::stdout().lock());
    match command {
        ["import", file] => import(open(folder)?, file, &mut out)?,
        ["check", file] => check(&open(folder)?, file, &mut out)?,
        ["get", key] => match open(folder)?.get(key.as_bytes())? {
            Some(value) => out.write_all(&value)?,
            None => return Err(Failure::No(format!("there is no {key}"))),
        },
        ["put", key, value] => open(folder)?.put(key.as_bytes(), value.as_bytes())?,
        ["delete", key] => open(folder)?.delete(key.as_bytes())?,
        ["scan", range @ ..] if range.len() <= 2 => scan(&open(folder)?, range, &mut out)?,
        ["stats"] => stats(&open(folder)?, &mut out)?,
        _ => return Err(Failure::Wrong(USAGE.to_owned())),
    }
    out.flush()?;
    Ok(())
}

fn open(folder: &str) -> Result<Store, Failure> {
    let disk = FolderDisk::new(folder).map_err(|error| Failure::Wrong(error.to_string()))?;
    Ok(Lsm::open(disk, Options { sync: Sync::Every(SAFE_EVERY), ..Options::default() })?)
}

/// The records of a file, one after the other.
fn read(file: &str) -> Result<impl Iterator<Item = Result<Record, Failure>>, Failure> {
    let wrong = move |error: &dyn std::fmt::Display| Failure::Wrong(format!("{file}: {error}"));
    let source: Box<dyn BufRead> = match file {
        "-" => Box::new(io::stdin().lock()),
        _ => Box::new(BufReader::new(File::open(file).map_err(|error| wrong(&error))?)),
    };
    let file = file.to_owned();
    Ok(records(source).map(move |record| record.map_err(|error| Failure::Wrong(format!("{file}: {error}")))))
}

fn import(mut store: Store, file: &str, out: &mut impl Write) -> Result<(), Failure> {
    let mut count = 0_u64;
    for record in read(file)? {
        let Record { key, value } = record?;
        store.put(&key, &value)?;
        count += 1;
        if count.is_multiple_of(SAFE_EVERY.into()) {
            store.sync()?;
            writeln!(out, "{count} records are safe")?;
            out.flush()?;
        }
    }
    store.close()?;
    writeln!(out, "{count} records imported")?;
    Ok(())
}

/// Compares the store with a file: all of it, or the first records of it.
fn check(store: &Store, file: &str, out: &mut impl Write) -> Result<(), Failure> {
    let all: Vec<Record> = read(file)?.collect::<Result<_, _>>()?;
    let mut there: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for entry in store.scan::<&[u8]>(..)? {
        let (key, value) = entry?;
        if store.get(&key)?.as_deref() != Some(value.as_slice()) {
            return Err(Failure::No(format!("{} is read in two ways", String::from_utf8_lossy(&key))));
        }
        there.insert(key, value);
    }
    // The store is what the first records make of nothing, for some number of them: the last such number.
    let mut model: BTreeMap<&[u8], &[u8]> = BTreeMap::new();
    let mut differ = there.len();
    let mut same = (differ == 0).then_some(0);
    for (count, Record { key, value }) in (1..).zip(&all) {
        let stored = |value: Option<&[u8]>| there.get(key).map(Vec::as_slice) == value;
        let was = stored(model.insert(key, value));
        match (was, stored(Some(value))) {
            (true, false) => differ += 1,
            (false, true) => differ -= 1,
            _ => {}
        }
        if differ == 0 {
            same = Some(count);
        }
    }
    let Some(count) = same else {
        return Err(Failure::No(format!(
            "{} keys are there, and not as the first records of {file}",
            there.len()
        )));
    };
    writeln!(out, "the first {count} of {} records are there, byte by byte", all.len())?;
    Ok(())
}

fn scan(store: &Store, range: &[&str], out: &mut impl Write) -> Result<(), Failure> {
    let from = range.first().map_or(Bound::Unbounded, |from| Bound::Included(from.as_bytes()));
    let to = range.get(1).map_or(Bound::Unbounded, |to| Bound::Excluded(to.as_bytes()));
    for entry in store.scan::<&[u8]>((from, to))? {
        let (key, value) = entry?;
        out.write_all(&key)?;
        out.write_all(b"\t")?;
        out.write_all(value.split(|byte| *byte == b'\n').next().unwrap_or_default())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn stats(store: &Store, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{:#?}", store.overview())?;
    Ok(())
}
