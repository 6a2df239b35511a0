//! The committed inputs of the fuzz targets, through the functions that the targets call; see `fuzz/README.md`.

use snowglobe_tests::fuzz::{Format, Met, packed_table};
use std::fs;
use std::path::PathBuf;

/// The inputs of a format, by name.
fn corpus(format: Format) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(format.name());
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut inputs: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_name().map(|name| name.to_string_lossy().into_owned()), fs::read(&path)))
        .map(|(name, bytes)| (name.expect("a name"), bytes.expect("it can be read")))
        .collect();
    inputs.sort();
    inputs
}

#[test]
fn a_corpus_has_what_is_read_and_what_is_refused() {
    for format in Format::ALL {
        let met: Vec<(String, Met)> =
            corpus(format).into_iter().map(|(name, bytes)| (name, format.try_out(&bytes))).collect();
        let read = met.iter().filter(|(_, met)| *met == Met::Read).count();
        assert!((1..met.len()).contains(&read), "{format:?}: {met:?}");
    }
}

#[test]
fn a_good_file_is_read() {
    for format in Format::ALL {
        assert_eq!(format.try_out(&format.good()), Met::Read, "{format:?}");
        // As it is, too: making its checksums right changes nothing.
        let mut plain = format.good();
        plain[0] = 0;
        assert_eq!(format.try_out(&plain), Met::Read, "{format:?}");
    }
}

#[test]
fn every_byte_of_a_good_file_may_be_another() {
    for format in Format::ALL {
        let good = format.good();
        let mut met = [0; 3];
        for at in 1..good.len() {
            let mut other = good.clone();
            other[at] ^= [0x01, 0x80, 0xff][at % 3];
            met[format.try_out(&other) as usize] += 1;
        }
        // Right checksums do not make right what is behind them, nor is everything behind them wrong.
        assert!(
            met[Met::Read as usize] > 0 && met[Met::Refused as usize] + met[Met::Damaged as usize] > 0,
            "{met:?}"
        );
    }
}

#[test]
fn compressed_blocks_are_made_up_too() {
    let packed = packed_table();
    assert!(packed.len() < 12 * 100, "{} bytes of 12 values of over 100", packed.len());
    assert_eq!(Format::Table.try_out(&packed), Met::Read);
    let committed = corpus(Format::Table).into_iter().find(|(name, _)| name == "packed");
    assert_eq!(committed.map(|(_, bytes)| Format::Table.try_out(&bytes)), Some(Met::Read));
    // Behind right checksums: what is no lz4, and lz4 of something else.
    let mut met = [0; 3];
    for at in 1..packed.len() {
        for change in [0x01, 0x10, 0x80, 0xff] {
            let mut other = packed.clone();
            other[at] ^= change;
            met[Format::Table.try_out(&other) as usize] += 1;
        }
    }
    assert!(met[Met::Read as usize] > 0 && met[Met::Damaged as usize] > packed.len(), "{met:?}");
}
