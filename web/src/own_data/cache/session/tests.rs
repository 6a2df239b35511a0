use super::*;
use crate::own_data::cache::keys::Reading;
use crate::own_data::cache::request::Change;
use crate::own_data::cache::servers;
use crate::own_data::failure::FileFailure;

fn request(change: Change) -> Request {
    let reading = Reading::Column { delimiter: b',', column: 1, header: true };
    Request::new(servers::parse(b"a\nb\nc").servers, change, reading)
}

fn dead_b() -> Change {
    Change::Remove("b:11211".into())
}

const TEXT: &[u8] = b"\xEF\xBB\xBFid,key\r\n1,x\r\n2,\"y\r\n,z\"\r\n3,\r\n4,=w\r\n5,x";

fn run(chunk: usize, scheme: &str) -> (Report, String) {
    let mut session = Session::begin(request(dead_b()), TEXT.len() as u64).expect("a session");
    for chunk in TEXT.chunks(chunk) {
        session.push(chunk).expect("text");
    }
    let report = session.finish().expect("a report");
    let mut table = session.start_export(scheme).expect("an export");
    for chunk in TEXT.chunks(chunk) {
        table.extend(session.export(chunk).expect("text"));
    }
    table.extend(session.finish_export().expect("an end"));
    (report, String::from_utf8(table).expect("text"))
}

#[test]
fn report_and_table_do_not_depend_on_the_chunks() {
    for scheme in Scheme::ALL.iter() {
        let whole = run(TEXT.len(), scheme.name());
        for chunk in 1..TEXT.len() {
            assert_eq!(run(chunk, scheme.name()), whole, "{} in chunks of {chunk}", scheme.name());
        }
        let (report, table) = whole;
        assert_eq!((report.counts.keys, report.counts.blank), (4, 1));
        let rows: Vec<&str> = table.split("\r\n").collect();
        assert_eq!(rows[0], "key,server,server_after");
        assert!(rows[1].starts_with("x,") && !rows[1].ends_with(",b:11211"), "{table}");
        assert!(table.contains("\"y\r\n,z\","), "{table}");
        assert!(table.contains("\r\n'=w,"), "{table}");
    }
}

#[test]
fn a_table_may_be_asked_for_again_and_for_another_placement() {
    let mut session = Session::begin(request(Change::None), 9).expect("a session");
    session.push(b"k,v\n1,a\n").expect("text");
    session.finish().expect("a report");
    for scheme in ["ring", "modulo", "ring"] {
        assert_eq!(session.start_export(scheme).expect("an export"), b"key,server\r\n");
        assert!(session.export(b"k,v\n1,a\n").expect("rows").starts_with(b"a,"));
        // Left unfinished on purpose: a cancelled download must not stand in the way of the next.
    }
    assert!(session.start_export("nonsense").is_err());
    assert!(session.start_export("jump").is_ok());
}

#[test]
fn calls_out_of_turn_are_refused() {
    let mut session = Session::begin(request(Change::None), 9).expect("a session");
    assert!(session.start_export("ring").is_err());
    assert!(session.export(b"x").is_err());
    session.push(b"k,v\n1,a\n").expect("text");
    session.finish().expect("a report");
    assert!(session.push(b"x").is_err());
    assert!(session.finish().is_err());
}

#[test]
fn a_large_file_is_refused_unread() {
    let failure = Session::begin(request(Change::None), 2_000_000_000).map(drop).expect_err("a refusal");
    assert!(matches!(failure, Failure::File(FileFailure::TooLarge { bytes: 2_000_000_000, .. })));
}
