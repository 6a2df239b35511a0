use super::look::{Look, look};
use super::*;

/// What a file's records are, read in chunks of a size.
fn read(format: &Format, text: &[u8], chunk: usize) -> Vec<(u64, Result<String, Problem>, String)> {
    let mut reader = Reader::new(format.clone());
    let mut all = Vec::new();
    let mut take = |record: Record<'_>| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        all.push((record.line, record.key.map(text), text(record.text)));
    };
    text.chunks(chunk).for_each(|chunk| reader.push(chunk, &mut take));
    reader.finish(&mut take);
    all
}

fn csv(column: usize, header: bool) -> Format {
    Format::Csv { delimiter: b',', column, header }
}

fn id() -> Format {
    Format::Json { field: "id".into() }
}

#[test]
fn rows_are_kept_as_they_are_written() {
    let text = b"\xEF\xBB\xBFid,name\r\n7,\"green, \"\"tea\"\"\"\r\n\r\n8,\"two\nlines\"\n,nobody\n9\n10,end";
    for chunk in [1, 2, 7, 1_000] {
        let all = read(&csv(0, true), text, chunk);
        let expected = [
            (2, Ok("7"), "7,\"green, \"\"tea\"\"\""),
            (4, Ok("8"), "8,\"two\nlines\""),
            (6, Err(Problem::NoKey), ",nobody"),
            (7, Ok("9"), "9"),
            (8, Ok("10"), "10,end"),
        ];
        let expected = expected.map(|(line, key, text)| (line, key.map(str::to_owned), text.to_owned()));
        assert_eq!(all, expected, "in chunks of {chunk}");
    }
    let names = read(&csv(1, true), b"id,name\n7,\"a \"\"b\"\"\"\n8\n", 3);
    assert_eq!(names[0].1, Ok("a \"b\"".into()));
    assert_eq!(names[1].1, Err(Problem::NoKey));
    let mut reader = Reader::new(csv(0, true));
    reader.push(b"id,name\r\n1,2\n", &mut |_| {});
    assert_eq!(reader.header(), Some(&b"id,name"[..]));
}

#[test]
fn objects_are_checked_and_kept_as_they_are_written() {
    let text = b"{\"id\": \"a\"}\r\n\n{\"id\":-1.5e3, \"x\": [1, {\"y\": null}]}\n{\"id\": {}}\n{\"x\": 1}\n{\"id\": 1\n{\"id\": \"\"}\nnull\n{\"id\": tru}\n {\"id\": true} \n{\"id\": \"\\ud83c\\udf75\"}";
    for chunk in [1, 5, 1_000] {
        let all = read(&id(), text, chunk);
        let keys: Vec<(u64, Result<&str, Problem>)> =
            all.iter().map(|(line, key, _)| (*line, key.as_deref().map_err(|problem| *problem))).collect();
        let expected = [
            (1, Ok("a")),
            (3, Ok("-1.5e3")),
            (4, Err(Problem::NoKey)),
            (5, Err(Problem::NoKey)),
            (6, Err(Problem::Json)),
            (7, Err(Problem::NoKey)),
            (8, Err(Problem::Json)),
            (9, Err(Problem::Json)),
            (10, Ok("true")),
            (11, Ok("🍵")),
        ];
        assert_eq!(keys, expected, "in chunks of {chunk}");
        assert_eq!(all[0].2, "{\"id\": \"a\"}");
    }
}

#[test]
fn paragraphs_are_records() {
    let text = b"\nPackage: apt\nVersion: 2.6.1\nDescription: a\n  b\n\n\nVersion: none\n\nPackage:   bash  \r\n\r\n";
    for chunk in [1, 4, 1_000] {
        let all = read(&Format::Packages, text, chunk);
        let keys: Vec<_> = all.iter().map(|(line, key, _)| (*line, key.clone())).collect();
        let expected = [(2, Ok("apt".to_owned())), (8, Err(Problem::NoKey)), (10, Ok("bash".to_owned()))];
        assert_eq!(keys, expected, "in chunks of {chunk}");
        assert_eq!(all[0].2, "Package: apt\nVersion: 2.6.1\nDescription: a\n  b");
    }
}

#[test]
fn what_is_too_much_is_passed_over() {
    let long = "k".repeat(MAX_KEY + 1);
    let all = read(&csv(0, false), format!("{long},1\na\0b,2\nc,3\n").as_bytes(), 4_096);
    let problems: Vec<_> = all.iter().map(|(_, key, _)| key.as_ref().err().copied()).collect();
    assert_eq!(problems, [Some(Problem::LongKey), Some(Problem::Zero), None]);
    let exact = "k".repeat(MAX_KEY);
    assert_eq!(read(&csv(0, false), exact.as_bytes(), 999)[0].1, Ok(exact));
    let mut reader = Reader::new(Format::Json { field: "id".into() });
    let (mut problems, mut held) = (Vec::new(), 0);
    let mut take = |record: Record<'_>| {
        problems.push(record.key.err());
        held = held.max(record.text.len());
    };
    let chunk = vec![b'x'; 1 << 20];
    reader.push(b"{\"id\": \"", &mut take);
    for _ in 0..70 {
        reader.push(&chunk, &mut take);
    }
    reader.push(b"\"}\n{\"id\": 1}\n{\"id\": \"\0\"}\n", &mut take);
    reader.finish(&mut take);
    assert_eq!(problems, [Some(Problem::Long), None, Some(Problem::Zero)]);
    assert!(held < 10_000, "{held}");
}

#[test]
fn lines_are_counted_behind_a_row_that_is_too_long() {
    let mut reader = Reader::new(csv(0, false));
    let mut lines = Vec::new();
    let mut take = |record: Record<'_>| lines.push((record.line, record.key.err()));
    reader.push(b"a,1\nb,\"", &mut take);
    let chunk = vec![b'\n'; 1 << 20];
    for _ in 0..70 {
        reader.push(&chunk, &mut take);
    }
    reader.push(b"\"\nc,3\r\n\nd,4", &mut take);
    reader.finish(&mut take);
    let long = 2 + 70 * (1 << 20);
    assert_eq!(lines, [(1, None), (2, Some(Problem::Long)), (long + 1, None), (long + 3, None)]);
}

#[test]
fn files_are_told_by_how_they_begin() {
    assert_eq!(look(b""), Look::Empty);
    assert_eq!(look(b"\x89PNG\0\0"), Look::Binary);
    assert_eq!(look(b"\xFF\xFEa\0"), Look::Utf16);
    assert_eq!(look(b"\nPackage: apt\n"), Look::Packages);
    assert_eq!(look(b"{\"a\": 1}\n{\"b\": 2, \"a\""), Look::Json(vec!["a".into()]));
    assert_eq!(look(b"[{\"k\":1,"), Look::OtherJson);
    assert_eq!(look(b"{\n  \"k\": 1,\n  \"l\": 2\n}"), Look::OtherJson);
    assert!(look(b"[12/Oct] a\n[13/Oct] b\n").format().is_some(), "brackets alone are no JSON");
    assert_eq!(look(b"id,name\n1,tea\n2,rye\n").format(), Some(csv(0, true)));
    let lines = look(b"green tea\nblack tea\n").format().expect("lines are a table of one column");
    assert_eq!(read(&lines, b"green, tea\nblack tea\n", 9)[0].1, Ok("green, tea".into()));
}
