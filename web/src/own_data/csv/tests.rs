use super::*;

fn field(text: &str) -> String {
    let mut out = Vec::new();
    write_field(text.as_bytes(), &mut out);
    String::from_utf8(out).expect("text")
}

#[test]
fn fields_are_quoted_where_they_must_be() {
    for (given, written) in [
        ("user:1", "user:1"),
        ("", ""),
        ("a,b", "\"a,b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\r\nlines", "\"two\r\nlines\""),
        (" edge", "\" edge\""),
        ("edge ", "\"edge \""),
        ("서버", "서버"),
    ] {
        assert_eq!(field(given), written);
    }
}

#[test]
fn no_field_is_a_formula() {
    for (given, written) in [
        ("=1+1", "'=1+1"),
        ("+82-10", "'+82-10"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "\"'\tx\""),
        ("\rx", "\"'\rx\""),
        ("'quoted", "''quoted"),
        ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
        ("g++", "g++"),
    ] {
        assert_eq!(field(given), written);
    }
}
