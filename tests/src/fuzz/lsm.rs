//! Files of an LSM tree, each among good ones.
//!
//! `log(bytes, true)` is an engine whose table and manifest are good and whose log is made up, with right checksums.

use super::sealing::{crc, frames, header, put, read_varint, section, u64_at, varint};
use super::{Format, Met};
use snowglobe_core::disk::{Disk, DiskError, MemoryDisk, Reason};
use snowglobe_core::lsm::{Compression, Lsm, LsmError, Options, Sync};

const HEADER: usize = 24;
const FOOTER: usize = 56;
/// Numbers of the files that [`good`] makes, and what they hold.
const MANIFEST: u64 = 2;
const LOG: u64 = 3;
const TABLE: u64 = 4;
const FLUSHED: u64 = 12;

fn options() -> Options {
    // The smallest memtable, and merges as soon as there is anything to merge.
    Options {
        memtable_bytes: 1 << 16,
        level0_runs: 1,
        block_bytes: 64,
        sync: Sync::Always,
        compression: Compression::Lz4,
        ..Options::default()
    }
}

/// A disk with a table, a manifest that names it, and a log with more.
fn good() -> MemoryDisk {
    with(Compression::None, b"value")
}

/// The same with this value, in blocks of this kind.
fn with(compression: Compression, value: &[u8]) -> MemoryDisk {
    let mut disk = MemoryDisk::default();
    let write = |disk: &mut MemoryDisk| -> Result<(), LsmError> {
        let mut lsm = Lsm::open(disk, Options { compression, ..options() })?;
        for number in 0..FLUSHED - 1 {
            lsm.put(format!("key-{number:02}").as_bytes(), value)?;
        }
        lsm.delete(b"key-03")?;
        lsm.flush()?;
        lsm.put(b"key-05", b"newer")?;
        lsm.delete(b"key-07")
    };
    write(&mut disk).expect("memory");
    disk
}

fn name(format: Format) -> String {
    match format {
        Format::Manifest => format!("manifest-{MANIFEST:06}"),
        Format::Current => "CURRENT".to_owned(),
        Format::Table => format!("table-{TABLE:06}"),
        _ => format!("log-{LOG:06}"),
    }
}

/// A good file of this kind.
#[must_use]
pub fn seed(format: Format) -> Vec<u8> {
    taken(format, &good())
}

/// A good table of compressed blocks.
pub(super) fn packed_seed() -> Vec<u8> {
    taken(Format::Table, &with(Compression::Lz4, &b"one value after the other, ".repeat(4)))
}

fn taken(format: Format, disk: &MemoryDisk) -> Vec<u8> {
    disk.bytes(&name(format)).unwrap_or_else(|| panic!("no {format:?} among {:?}", disk.list())).to_vec()
}

pub(super) fn log(mut bytes: Vec<u8>, sealed: bool) -> Met {
    if sealed {
        header(&mut bytes, b"SnowLSMl", LOG);
        frames(&mut bytes, HEADER, LOG);
    }
    open(Format::Log, bytes, good())
}

pub(super) fn manifest(mut bytes: Vec<u8>, sealed: bool) -> Met {
    if sealed {
        header(&mut bytes, b"SnowLSMm", MANIFEST);
        frames(&mut bytes, HEADER, MANIFEST);
    }
    open(Format::Manifest, bytes, good())
}

/// `CURRENT`, and the next one that a crash has left before it got its name.
pub(super) fn current(mut bytes: Vec<u8>, sealed: bool) -> Met {
    if sealed {
        let mut name = bytes.split(|byte| *byte == b' ').next().unwrap_or_default().to_vec();
        let check = u32::from_le_bytes(crc(&[&name]));
        name.extend(format!(" {check:08x}\n").into_bytes());
        bytes = name;
    }
    let mut left_over = good();
    let next = left_over.create("CURRENT.new").expect("there is none");
    left_over.append(next, &bytes).expect("memory");
    left_over.close(next);
    let count = Lsm::open(&mut left_over, options())
        .map(|lsm| lsm.scan::<&[u8]>(..).expect("nothing else is touched").count());
    match count {
        Ok(count) => {
            let ours = bytes.iter().zip(b"manifest-").all(|(byte, right)| byte == right);
            assert!(ours || bytes.iter().all(|byte| *byte == 0), "a stranger's file is gone");
            assert_eq!(count, 9, "it does not count yet");
        }
        Err(error) => {
            assert_eq!(error, LsmError::Disk(DiskError::of("CURRENT.new", Reason::Exists)));
            assert_eq!(left_over.bytes("CURRENT.new"), Some(bytes.as_slice()), "it may be anybody's");
        }
    }
    open(Format::Current, bytes, good())
}

pub(super) fn table(mut bytes: Vec<u8>, sealed: bool) -> Met {
    let mut disk = good();
    if sealed {
        let known = seal_table(&mut bytes);
        *disk.bytes_mut(&name(Format::Manifest)).expect("it is there") =
            manifest_of(&known, bytes.len() as u64);
    }
    open(Format::Table, bytes, disk)
}

/// What a manifest says of a table.
struct Known {
    entries: u64,
    smallest: Vec<u8>,
    largest: Vec<u8>,
}

/// Makes all checksums of a table right; gives what is to be said of it.
fn seal_table(bytes: &mut [u8]) -> Known {
    header(bytes, b"SnowLSMt", TABLE);
    let mut known = Known { entries: 0, smallest: Vec::new(), largest: Vec::new() };
    let Some(foot) = bytes.len().checked_sub(FOOTER) else { return known };
    put(bytes, foot + 40, &1_u32.to_le_bytes());
    put(bytes, foot + 44, b"SnowLSMt");
    let check = crc(&[&bytes[foot..foot + FOOTER - 4], &TABLE.to_le_bytes()]);
    put(bytes, foot + FOOTER - 4, &check);
    let number = |bytes: &[u8], index: usize| u64_at(bytes, foot + 8 * index).unwrap_or(0);
    let [filter, index] = [0, 2].map(|at| (number(bytes, at), number(bytes, at + 1)));
    known.entries = number(bytes, 4) as u64;
    let content = index.0.checked_add(index.1.saturating_sub(5)).and_then(|end| bytes.get(index.0..end));
    for (key, block) in entries(content.unwrap_or_default()) {
        section(bytes, block);
        known.largest = key;
    }
    section(bytes, filter);
    section(bytes, index);
    known
}

/// The last keys of blocks and where they are, as far as an index makes sense.
fn entries(index: &[u8]) -> Vec<(Vec<u8>, (usize, usize))> {
    let mut entries = Vec::new();
    let mut at = 0;
    let mut next = || {
        let (length, from) = read_varint(index, at)?;
        let end = from.checked_add(usize::try_from(length).ok()?)?;
        let key = index.get(from..end)?.to_vec();
        let (_, after) = read_varint(index, end)?;
        let (offset, after) = read_varint(index, after)?;
        let (size, after) = read_varint(index, after)?;
        at = after;
        Some((key, (usize::try_from(offset).ok()?, usize::try_from(size).ok()?)))
    };
    while let Some(entry) = next() {
        entries.push(entry);
    }
    entries
}

/// A manifest with one table.
fn manifest_of(known: &Known, bytes: u64) -> Vec<u8> {
    let mut file = vec![0; HEADER + 13];
    file[HEADER + 4] = 3;
    let behind = HEADER as u64;
    let edit = [LOG, FLUSHED, TABLE + 1, 0];
    // Of the table: level, run, number, bytes, entries, tombstones.
    let table = [0, TABLE, TABLE, bytes, known.entries, 1];
    for number in [behind].iter().chain(&edit).chain(&table) {
        varint(&mut file, *number);
    }
    for key in [&known.smallest, &known.largest] {
        varint(&mut file, key.len() as u64);
        file.extend_from_slice(key);
    }
    let length = (file.len() - HEADER - 13) as u32;
    put(&mut file, HEADER, &length.to_le_bytes());
    header(&mut file, b"SnowLSMm", MANIFEST);
    frames(&mut file, HEADER, MANIFEST);
    file
}

/// Opens an engine on a disk with this file, reads everything, writes, merges, and opens it again.
fn open(format: Format, bytes: Vec<u8>, mut disk: MemoryDisk) -> Met {
    *disk.bytes_mut(&name(format)).expect("it is there") = bytes;
    let Ok(mut lsm) = Lsm::open(&mut disk, options()) else { return Met::Refused };
    let mut whole = true;
    for number in 0..FLUSHED {
        whole &= lsm.get(format!("key-{number:02}").as_bytes()).is_ok();
    }
    whole &= lsm.scan::<&[u8]>(..).is_ok_and(|mut scan| scan.all(|entry| entry.is_ok()));
    whole &= lsm.scan_back::<&[u8]>(..).is_ok_and(|mut scan| scan.all(|entry| entry.is_ok()));
    // Whatever the rest is, a run that is newer than all others is asked first.
    if lsm.put(b"new", b"value").and_then(|()| lsm.flush()).is_ok() {
        drop(lsm);
        let mut lsm = Lsm::open(&mut disk, options()).expect("it opened before");
        assert_eq!(lsm.get(b"new").ok().flatten().as_deref(), Some(&b"value"[..]));
        // What cannot be read cannot be merged, and that is all.
        drop(lsm.settle());
        drop(lsm.get(b"new"));
    }
    if whole { Met::Read } else { Met::Damaged }
}
