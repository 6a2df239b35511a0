use super::*;
use crate::own_data::sniff::sniff;

type Outcome = Result<(Vec<Vec<u8>>, Counts), Failure>;

fn read(reading: &Reading, chunks: &[&[u8]]) -> Outcome {
    let mut keys = Vec::new();
    let mut reader = KeyReader::new(reading.clone());
    for chunk in chunks {
        reader.push(chunk, &mut |key| keys.push(key.to_vec()))?;
    }
    let counts = reader.finish(&mut |key| keys.push(key.to_vec()))?;
    Ok((keys, counts))
}

fn column(delimiter: u8, column: usize, header: bool) -> Reading {
    Reading::Column { delimiter, column, header }
}

/// Reads a text in one piece, cut in two at every place, and byte by byte: always the same.
fn read_any_way(reading: &Reading, text: &[u8]) -> Outcome {
    let whole = read(reading, &[text]);
    for cut in 0..=text.len() {
        let (a, b) = text.split_at(cut);
        assert_eq!(read(reading, &[a, b]), whole, "cut at {cut}");
    }
    let bytes: Vec<&[u8]> = text.chunks(1).collect();
    assert_eq!(read(reading, &bytes), whole, "byte by byte");
    whole
}

fn strings(outcome: &Outcome) -> Vec<String> {
    let (keys, _) = outcome.as_ref().expect("keys");
    keys.iter().map(|k| String::from_utf8_lossy(k).into_owned()).collect()
}

#[test]
fn lines_with_bom_crlf_blanks_and_no_end() {
    let outcome =
        read_any_way(&Reading::Lines, b"\xEF\xBB\xBFuser:1\r\n\r\n  \nuser 2 \nuser:1\n\xC3\x28\nlast");
    assert_eq!(strings(&outcome), ["user:1", "user 2 ", "user:1", "\u{fffd}(", "last"]);
    assert_eq!(outcome.expect("keys").1, Counts { keys: 5, blank: 2, ..Counts::default() });
}

#[test]
fn one_or_two_bytes_are_a_key_too() {
    assert_eq!(strings(&read_any_way(&Reading::Lines, b"a")), ["a"]);
    assert_eq!(strings(&read_any_way(&Reading::Lines, b"ab")), ["ab"]);
    assert_eq!(strings(&read_any_way(&column(b',', 1, false), b",a")), ["a"]);
}

#[test]
fn csv_with_quotes_crlf_bom_and_a_newline_in_quotes() {
    let text = b"\xEF\xBB\xBFid,key,n\r\n1,\"a,\"\"b\"\"\r\nc\",9\r\n\r\n2,\xEC\x84\x9C\xEB\xB2\x84\r\n3\r\n4,,1\r\n5,\"last\"";
    let outcome = read_any_way(&column(b',', 1, true), text);
    assert_eq!(strings(&outcome), ["a,\"b\"\r\nc", "서버", "last"]);
    assert_eq!(outcome.expect("keys").1, Counts { keys: 3, blank: 1, missing: 1, too_long: 0 });
    let first = read_any_way(&column(b',', 0, false), text);
    assert_eq!(strings(&first), ["id", "1", "2", "3", "4", "5"]);
}

#[test]
fn other_delimiters_keep_commas() {
    assert_eq!(strings(&read_any_way(&column(b'\t', 0, false), b"a,b\tc\nd\te\n")), ["a,b", "d"]);
}

#[test]
fn too_long_keys_are_counted_and_left_out() {
    for reading in [Reading::Lines, column(b',', 0, false)] {
        for end in ["\n", "\r\n", ""] {
            let mut text = vec![b'x'; MAX_KEY_BYTES];
            text.extend_from_slice(end.as_bytes());
            assert_eq!(read(&reading, &[&text]).expect("a key of the largest length").1.keys, 1);
            let long = [b"ok\n", vec![b'x'; MAX_KEY_BYTES + 1].as_slice(), end.as_bytes()].concat();
            let longer = [b"ok\n", vec![b'x'; 3 * MAX_KEY_BYTES].as_slice(), end.as_bytes()].concat();
            for text in [long, longer] {
                let chunks: Vec<&[u8]> = text.chunks(1000).collect();
                for chunks in [&chunks[..], &[&text[..]]] {
                    let (keys, counts) = read(&reading, chunks).expect("one key");
                    assert_eq!((keys.len(), counts.too_long), (1, 1));
                }
            }
        }
    }
    let unwanted = [vec![b'x'; 3 * MAX_KEY_BYTES].as_slice(), b",key\n"].concat();
    assert_eq!(strings(&read(&column(b',', 1, false), &[&unwanted])), ["key"]);
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    for reading in [Reading::Lines, column(b',', 0, false)] {
        assert_eq!(
            read_any_way(&reading, b"abc\nde\0f\n").map(drop),
            Err(FileFailure::Binary { offset: 6 }.into())
        );
        assert_eq!(read_any_way(&reading, b"\xFF\xFEa\0b\0").map(drop), Err(FileFailure::Utf16.into()));
        assert_eq!(read_any_way(&reading, b"\xFE\xFF\0a").map(drop), Err(FileFailure::Utf16.into()));
        for empty in [&b""[..], b"\n\n", b"\xEF\xBB\xBF", b" \r\n"] {
            assert_eq!(read_any_way(&reading, empty).map(drop), Err(Failure::NoKeys));
        }
    }
    assert_eq!(read_any_way(&column(b',', 7, false), b"a,b\nc,d\n").map(drop), Err(Failure::NoKeys));
}

#[test]
fn a_file_of_2_gb_is_refused_by_its_size_alone() {
    let refused = FileFailure::TooLarge { bytes: 2_000_000_000, max: MAX_FILE_BYTES };
    assert_eq!(check_size(2_000_000_000, MAX_FILE_BYTES), Err(refused));
    assert_eq!(check_size(MAX_FILE_BYTES, MAX_FILE_BYTES), Ok(()));
}

#[test]
fn the_reading_follows_from_what_the_file_looks_like() {
    let suggested = |text: &[u8]| Reading::suggested(&sniff(text));
    assert_eq!(suggested(b"a,b"), column(b',', 0, false));
    assert_eq!(suggested(b"n;key\n1;a\n2;b\n"), column(b';', 1, true));
    assert_eq!(suggested(b"a\nb"), Reading::Lines);
}

#[test]
fn keys_beyond_the_limit_stop_the_reading() {
    let mut reader = KeyReader::new(Reading::Lines);
    let chunk = b"k\n".repeat(1_000_000);
    for _ in 0..5 {
        reader.push(&chunk, &mut |_| {}).expect("within the limit");
    }
    assert_eq!(reader.counts().keys, MAX_KEYS);
    assert_eq!(reader.push(b"k\n", &mut |_| {}), Err(Failure::TooManyKeys { max: MAX_KEYS }));
}
