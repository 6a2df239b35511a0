use super::*;
use crate::own_data::storage::about::Form;
use crate::own_data::storage::records::{Format, Problem};
use snowglobe_core::disk::MemoryDisk;
use snowglobe_core::lsm::MAX_KEY;

fn store() -> Store {
    Store::open(AnyDisk::Memory(MemoryDisk::default()))
}

fn import(store: &mut Store, format: Format, text: &[u8]) -> Report {
    store.start_import(Import { format, name: "a.txt".into() }).expect("it is open");
    text.chunks(1_000).for_each(|chunk| store.import(chunk).expect("there is room"));
    store.finish_import(false).expect("there is room")
}

fn csv() -> Format {
    Format::Csv { delimiter: b',', column: 0, header: true }
}

fn exported(store: &mut Store, export: Export) -> Vec<u8> {
    let mut all = store.start_export(export).expect("it is open");
    loop {
        let piece = store.export().expect("it is whole");
        if piece.is_empty() {
            return all;
        }
        all.extend(piece);
    }
}

fn status(answer: Answer) -> Status {
    match answer {
        Answer::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

/// A table of so many rows, in the order of their keys.
fn table(rows: u32) -> Vec<u8> {
    let rows =
        (0..rows).map(|row| format!("key-{row:06},\"value, of {row}\",{}\n", "x".repeat(row as usize % 90)));
    std::iter::once("id,text,more\n".to_owned()).chain(rows).collect::<String>().into_bytes()
}

#[test]
fn what_was_imported_comes_out_again() {
    let text = table(60_000);
    let mut store = store();
    let report = import(&mut store, csv(), &text);
    assert_eq!((report.records, report.skipped.len(), report.status.keys), (60_000, 0, Some(60_000)));
    assert!(report.status.levels.iter().any(|(tables, ..)| *tables > 0), "{report:?}");
    assert_eq!(exported(&mut store, Export::Original), text);
    let mut again = self::store();
    let rows = exported(&mut store, Export::Json);
    let report = import(&mut again, Format::Json { field: "key".into() }, &rows);
    assert_eq!(report.records, 60_000);
    let out = exported(&mut store, Export::Csv);
    assert!(out.starts_with(b"key,value\r\nkey-000000,\"key-000000,\"\"value, of 0\"\",\"\r\n"));
    assert!(store.export().is_err(), "it is over");
}

#[test]
fn a_read_tells_its_way() {
    let mut store = store();
    import(&mut store, csv(), &table(60_000));
    let Ok(Answer::Got(got)) = store.ask(Request::Get(b"key-000007".to_vec())) else { panic!("it is there") };
    assert_eq!(got.value, Some((b"key-000007,\"value, of 7\",xxxxxxx".to_vec(), 32)));
    assert!(matches!(
        got.steps[..],
        [Step::Memtable { found: false, .. }, .., Step::Block { found: true, .. }]
    ));
    let Ok(Answer::Got(none)) = store.ask(Request::Get(b"key-000007x".to_vec())) else {
        panic!("it is open")
    };
    assert!(none.value.is_none() && none.steps.len() > 1, "{none:?}");
}

#[test]
fn ranges_come_page_by_page() {
    let mut store = store();
    import(&mut store, csv(), &table(130));
    let mut scan = Scan { prefix: b"key-0000".to_vec(), from: b"key-000003".to_vec(), after: None };
    let mut met = Vec::new();
    loop {
        let Ok(Answer::Page(page)) = store.ask(Request::Scan(scan.clone())) else { panic!("it is open") };
        assert!(page.rows.len() <= PAGE_ROWS);
        met.extend(page.rows.iter().map(|(key, ..)| String::from_utf8_lossy(key).into_owned()));
        scan.after = page.rows.last().map(|(key, ..)| key.clone());
        if !page.more {
            break;
        }
    }
    assert_eq!(met, (3..100).map(|row| format!("key-{row:06}")).collect::<Vec<_>>());
}

#[test]
fn records_are_written_one_by_one() {
    let mut store = store();
    assert_eq!(
        store.ask(Request::Put(Vec::new(), b"of no key".to_vec())).map(status).map(|s| s.keys),
        Ok(Some(1))
    );
    let long = store.ask(Request::Put(vec![b'k'; MAX_KEY + 1], Vec::new()));
    assert_eq!(long, Err(LsmError::Key { bytes: MAX_KEY + 1 }.into()));
    assert_eq!(store.ask(Request::Delete(Vec::new())).map(status).map(|s| s.keys), Ok(Some(0)));
    let big = vec![b'v'; 1 << 20];
    store.ask(Request::Put(b"big".to_vec(), big)).expect("there is room");
    let Ok(Answer::Got(got)) = store.ask(Request::Get(b"big".to_vec())) else { panic!("it is there") };
    assert_eq!(got.value.map(|(shown, bytes)| (shown.len(), bytes)), Some((SHOWN_VALUE, 1 << 20)));
    let Ok(Answer::Page(page)) = store.ask(Request::Scan(Scan::default())) else { panic!("it is open") };
    assert_eq!(page.rows[0].1.len(), SHOWN_IN_ROW);
}

#[test]
fn odd_records_are_counted_and_shown() {
    let text =
        format!("id,x\n,none\n{},long\na\0,zero\nok,1\n\"<b>\",{}", "k".repeat(MAX_KEY + 1), "y".repeat(500));
    let mut store = store();
    let report = import(&mut store, csv(), text.as_bytes());
    assert_eq!(report.skipped, [(Problem::NoKey, 1), (Problem::Zero, 1), (Problem::LongKey, 1)]);
    assert_eq!(report.records, 2);
    let lines: Vec<u64> = report.shown.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [2, 3, 4]);
    assert!(report.shown.iter().all(|(_, _, text)| text.chars().count() <= 121), "{:?}", report.shown);
}

#[test]
fn files_of_two_forms_cannot_come_out_as_they_were() {
    let mut store = store();
    let form = |report: Report| report.status.about.and_then(|about| about.form);
    assert_eq!(form(import(&mut store, csv(), b"id,x\n1,2\n")), Some(Form::Csv(Some(b"id,x".to_vec()))));
    assert!(form(import(&mut store, csv(), b"id,x\n2,3\n")).is_some(), "the same form");
    assert_eq!(form(import(&mut store, csv(), b"id,y\n2,3\n")), None, "another header");
    let mut store = self::store();
    store.ask(Request::Put(b"a".to_vec(), b"b".to_vec())).expect("there is room");
    assert_eq!(form(import(&mut store, csv(), b"id,x\n1,2\n")), None, "something was there");
}

#[test]
fn rows_that_take_the_place_of_others_are_counted() {
    let mut store = store();
    let mut replaced = |rows: &[u8]| {
        let report = import(&mut store, csv(), &[b"id,x\n", rows].concat());
        (report.records, report.replaced)
    };
    assert_eq!(replaced(b"1,a\n2,b\n1,c\n1,d\n"), (4, Some(2)), "of the same file");
    assert_eq!(replaced(b"3,a\n4,b\n"), (2, Some(0)));
    assert_eq!(replaced(b"3,c\n5,a\n5,b\n,no key\n"), (3, Some(2)), "from before, and of the same file");
    let much = format!(",{}\n", "x".repeat(1 << 20));
    let rows: String = (0..49).map(|key| format!("{key}{much}")).collect();
    assert_eq!(replaced(rows.as_bytes()), (49, None), "too much to be counted");
    assert_eq!(replaced(b"6,a\n"), (1, None));
}

#[test]
fn an_import_that_is_left_keeps_what_is_in() {
    let mut store = store();
    assert_eq!(store.import(b"x"), Err(Failure::OutOfTurn));
    store.start_import(Import { format: csv(), name: String::new() }).expect("it is open");
    store.import(b"id,x\n1,2\n3,").expect("there is room");
    let report = store.finish_import(true).expect("it can");
    assert_eq!((report.records, report.cancelled, report.status.keys), (1, true, Some(1)));
    let mut failed = Store::failed(LsmError::Busy);
    assert_eq!(failed.ask(Request::Status), Err(LsmError::Busy.into()));
}

#[test]
fn a_record_put_by_hand_has_no_form() {
    let mut store = store();
    let form = |store: &mut Store| store.status().expect("it is open").about.and_then(|about| about.form);
    import(&mut store, csv(), b"id,x\n1,2\n");
    assert!(form(&mut store).is_some());
    store.ask(Request::Put(b"9".to_vec(), b"=1+1".to_vec())).expect("there is room");
    assert_eq!(form(&mut store), None);
}
