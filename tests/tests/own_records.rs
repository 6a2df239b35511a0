//! A reader's own records: whatever the bytes and however they are cut into chunks, they are read alike, and keys are
//! those that another reader of JSON finds.

use proptest::prelude::*;
use snowglobe_web::own_data::storage::records::look::look;
use snowglobe_web::own_data::storage::records::{Format, Problem, Reader, Record, json};

type Read = Vec<(u64, Result<Vec<u8>, Problem>, Vec<u8>)>;

fn read(format: &Format, text: &[u8], chunk: usize) -> Read {
    let mut reader = Reader::new(format.clone());
    let mut all = Vec::new();
    let mut take =
        |record: Record<'_>| all.push((record.line, record.key.map(<[u8]>::to_vec), record.text.to_vec()));
    text.chunks(chunk).for_each(|chunk| reader.push(chunk, &mut take));
    reader.finish(&mut take);
    all
}

proptest! {
    #[test]
    fn any_bytes_are_read_alike_in_any_chunks(
        text in prop::collection::vec(prop_oneof![
            3 => prop::sample::select(b"{}[]\":,\\\n\r \tid1P".to_vec()), 1 => any::<u8>()
        ], 0..200),
        chunk in 1..40_usize,
    ) {
        let csv = |column, header| Format::Csv { delimiter: b',', column, header };
        for format in [csv(0, true), csv(1, false), Format::Json { field: "id".into() }, Format::Packages] {
            prop_assert_eq!(read(&format, &text, chunk), read(&format, &text, 1_000), "{:?}", format);
        }
        let _ = look(&text);
    }

    #[test]
    fn json_keys_are_those_that_another_reader_finds(key in any::<String>(), before in any::<i64>()) {
        let text = serde_json::json!({ "a": before, "id": key, "z": [before] }).to_string();
        let found = json::field(text.as_bytes(), "id").map(|key| key.into_owned());
        prop_assert_eq!(found, Ok(key.into_bytes()));
        let escaped: String = text
            .chars()
            .map(|c| match c {
                ' '..='~' => c.to_string(),
                c => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
            })
            .collect();
        prop_assert_eq!(json::field(escaped.as_bytes(), "id"), json::field(text.as_bytes(), "id"));
    }

    #[test]
    fn text_that_is_no_json_is_refused_as_another_reader_does(
        text in prop::collection::vec(prop::sample::select(b"{}[]\":,\\ntrue0.-1e ".to_vec()), 0..24),
    ) {
        // Exponents beyond its floats the other refuses, too.
        prop_assume!(!text.windows(2).any(|pair| pair[0] == b'e' && b"01-".contains(&pair[1])));
        let text = [b"{\"id\": 1, \"x\": ".as_slice(), &text, b"}"].concat();
        let other: Result<serde_json::Value, _> = serde_json::from_slice(&text);
        prop_assert_eq!(json::field(&text, "id") != Err(Problem::Json), other.is_ok(), "{}", String::from_utf8_lossy(&text));
    }
}
