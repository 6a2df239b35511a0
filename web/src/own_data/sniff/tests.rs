use super::*;

fn table(text: &str) -> Table {
    match sniff(text.as_bytes()) {
        Format::Csv(table) => table,
        other => panic!("{text:?} is {other:?}"),
    }
}

fn is_lines(text: &str) -> bool {
    matches!(sniff(text.as_bytes()), Format::Lines { .. })
}

#[test]
fn lines_are_lines() {
    assert_eq!(
        sniff(b"\xEF\xBB\xBFuser:1\r\n\r\nuser:2"),
        Format::Lines { preview: vec!["user:1".into(), "user:2".into()] }
    );
    assert!(is_lines("libc6\nlibssl3\napt\n"));
    assert!(is_lines("how to cook\nrice\nnoodles with egg and more\n"));
    assert!(is_lines("GET /a\nGET /b\n"));
    assert!(is_lines(&"x".repeat(2 * SNIFF_BYTES)));
}

#[test]
fn tables_are_recognised_by_any_delimiter() {
    for (delimiter, byte) in [(",", b','), ("\t", b'\t'), (";", b';'), ("|", b'|')] {
        let found = table(&"1:10 user:7 120\n1:11 user:9 80\n".replace(' ', delimiter));
        assert_eq!((found.delimiter, found.columns.len(), found.header), (byte, 3, false));
    }
    let log = "127.0.0.1 - - [10/Oct:13:55] \"GET /a b HTTP/1.0\" 200\n10.0.0.2 - - [10/Oct:13:56] \"GET / HTTP/1.0\" 404\n";
    assert_eq!((table(log).delimiter, table(log).columns.len()), (b' ', 6));
}

#[test]
fn quotes_may_hide_delimiters_and_newlines() {
    let found = table("\u{feff}name,note\r\n\"a, b\",\"x\r\ny\"\r\nc,d\r\n");
    assert_eq!(found.columns, ["name", "note"]);
    assert_eq!(found.rows, [["a, b", "x\r\ny"], ["c", "d"]]);
    assert!(found.header);
}

#[test]
fn a_header_is_told_from_a_first_row() {
    assert!(table("id,key\n1,a\n2,b\n").header);
    assert!(table("번호,키\n1,a\n2,b\n").header);
    assert!(table("col1,col2\n1,x\n2,y\n").header);
    for text in
        ["1,a\n2,b\n", "user:1,get\nuser:2,set\n", "a,a\nb,c\n", "a1,b1\na2,b2\n", "a,get\nb,get\n", "a,b"]
    {
        assert!(!table(text).header, "{text:?}");
    }
}

#[test]
fn the_key_column_is_found_by_name_or_by_variety() {
    assert_eq!(table("n,Key,x\n1,a,5\n2,a,6\n").key_column, 1);
    assert_eq!(table("get,a,1\nget,b,1\nset,c,1\n").key_column, 1);
    assert_eq!(table("a,b").key_column, 0);
}

#[test]
fn no_text_and_nothing_are_told_apart() {
    assert_eq!(sniff(b""), Format::Empty);
    assert_eq!(sniff(b" \r\n\t"), Format::Empty);
    assert_eq!(sniff(b"\x89PNG\r\n\0\0"), Format::Binary);
    assert_eq!(sniff(b"\xFF\xFEa\0"), Format::Binary);
}

#[test]
fn a_row_cut_by_the_end_of_the_sample_is_left_out() {
    let text = "aaaa,b\n".repeat(SNIFF_BYTES / 7) + "aaaa,b,c,d,e\n";
    assert_eq!(table(&text).columns.len(), 2);
    let long = format!("{},b\n", "a".repeat(SNIFF_BYTES * 2 / 3));
    assert_eq!(table(&long.repeat(2)).columns.len(), 2);
    let wide = (0..5_000).map(|i| i.to_string()).collect::<Vec<_>>().join(",") + "\n";
    assert_eq!(table(&wide.repeat(2)).columns.len(), MAX_COLUMNS);
}
