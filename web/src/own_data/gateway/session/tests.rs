use super::*;
use crate::own_data::failure::FileFailure;
use crate::own_data::gateway::gzip::Fault;

const RULES: &str =
    "domain: shop\ndescriptors:\n  - key: ip\n    rate_limit: {unit: minute, requests_per_unit: 5}\n";

fn text() -> Vec<u8> {
    (0..3_000)
        .map(|i| format!("{}.{:03} 192.0.2.{}\n", 1_700_000_000 + i / 40, i % 40 * 25, i * i % 97))
        .collect::<String>()
        .into_bytes()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut file = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec();
    file.extend(miniz_oxide::deflate::compress_to_vec(text, 6));
    file.extend_from_slice(&snowglobe_core::hash::crc32(text).to_le_bytes());
    file.extend_from_slice(&(text.len() as u32).to_le_bytes());
    file
}

fn run(file: &[u8], chunk: usize) -> Result<Report, Failure> {
    let mut session = Session::new(Request::new(RULES), file.len() as u64)?;
    for chunk in file.chunks(chunk) {
        let mut rest = chunk;
        while !rest.is_empty() {
            let used = session.push(rest)?;
            assert!(used > 0);
            rest = &rest[used..];
        }
    }
    session.finish()
}

#[test]
fn a_report_does_not_depend_on_chunks_or_packing() {
    let text = text();
    let whole = run(&text, text.len()).expect("a report");
    assert_eq!(whole.requests, 3_000);
    assert!(whole.denied > 100);
    for chunk in [1, 2, 3, 1_000, 70_000] {
        assert!(run(&text, chunk).as_ref() == Ok(&whole), "in chunks of {chunk}");
    }
    let file = [packed(&text[..20_000]), packed(&text[20_000..])].concat();
    let mut unpacked = run(&file, file.len()).expect("a report");
    assert!(unpacked.reading.gzip);
    for chunk in [1, 2, 3, 1_000] {
        assert!(run(&file, chunk).as_ref() == Ok(&unpacked), "in chunks of {chunk}");
    }
    unpacked.reading.gzip = false;
    assert_eq!(unpacked, whole);
}

#[test]
fn a_broken_gzip_is_told_with_its_place() {
    let file = packed(&text());
    let half = run(&file[..file.len() / 2], 1_000).expect_err("a failure");
    let Failure::Gzip { broken, .. } = half else { panic!("{half:?}") };
    assert_eq!((broken.offset, broken.fault), (file.len() as u64 / 2, Fault::Truncated));
    let mut changed = file.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert!(
        matches!(run(&changed, 1_000), Err(Failure::Gzip { broken, .. }) if broken.fault == Fault::Checksum)
    );
    assert!(matches!(run(b"\x1f\x8b", 1), Err(Failure::Gzip { .. })));
    assert!(matches!(run(b"\x1f\x8b\x08\0nonsense", 100), Err(Failure::Gzip { .. })));
}

#[test]
fn a_packed_picture_is_a_picture() {
    let picture = packed(b"\x89PNG\r\n\x1a\n\0\0\0");
    assert_eq!(run(&picture, 5), Err(FileFailure::Binary { offset: 8 }.into()));
}

#[test]
fn a_bomb_takes_many_calls_and_no_memory() {
    let bomb = packed(&b"1700000000 someone\n".repeat(1_000_000));
    let mut session = Session::new(Request::new(RULES), bomb.len() as u64).expect("a session");
    let (mut rest, mut calls) = (bomb.as_slice(), 0);
    while !rest.is_empty() {
        let used = session.push(rest).expect("sound");
        rest = &rest[used..];
        calls += 1;
    }
    let report = session.finish().expect("a report");
    assert_eq!((report.requests, report.denied), (1_000_000, 999_995));
    assert!(bomb.len() < 400_000 && calls >= 5, "{} bytes, {calls} calls", bomb.len());
}

#[test]
fn short_files_and_calls_out_of_turn_end_in_a_value() {
    assert_eq!(run(b"", 1), Err(Failure::Empty));
    assert_eq!(run(b"x", 1), Err(Failure::UnknownFormat { line: "x".into() }));
    let mut session = Session::new(Request::new(RULES), 30).expect("a session");
    session.push(b"1700000000 a\n").expect("text");
    assert_eq!(session.finish().map(|report| report.requests), Ok(1));
    assert!(session.push(b"x").is_err() && session.finish().is_err());
    assert!(matches!(
        Session::new(Request::new(RULES), Session::MAX_FILE_BYTES + 1).map(drop),
        Err(Failure::File(FileFailure::TooLarge { .. }))
    ));
    assert!(matches!(Session::new(Request::new("domain"), 1).map(drop), Err(Failure::Rules(_))));
}

#[test]
fn a_request_and_a_report_travel_to_a_worker_and_back() {
    let request = Request { compare: true, ..Request::new(RULES) };
    let bytes = postcard::to_allocvec(&request).expect("bytes");
    let request: Request = postcard::from_bytes(&bytes).expect("a request");
    let mut session = Session::new(request, 100).expect("a session");
    session.push(&text()).expect("text");
    let report = session.finish().expect("a report");
    assert!(report.rules[0].comparison.is_some());
    let bytes = postcard::to_allocvec(&report).expect("bytes");
    assert_eq!(postcard::from_bytes::<Report>(&bytes).expect("a report"), report);
}
