use super::*;

const TIME: u64 = 971_211_336_000_000_000;

fn all_wanted() -> Wanted {
    let mut wanted = Wanted::default();
    for name in ["ip", "user", "method", "path", "status", "agent", "x_forwarded_for", "device_id", "plan"] {
        wanted.add(name);
    }
    wanted
}

/// Time, and address, user, method, path, status, agent, forwarded for, device, plan.
type Parts = (u64, [String; 9]);

fn parse(format: Format, line: &str) -> Result<Parts, Problem> {
    let mut parser = Parser::new(format, all_wanted());
    let mut fields = Fields::default();
    parser.parse(line.as_bytes(), &mut fields)?;
    let text = [line.as_bytes(), parser.written()].concat();
    let of = |field| String::from_utf8_lossy(fields.of(field, &text)).into_owned();
    let known = [Field::Address, Field::User, Field::Method, Field::Path, Field::Status, Field::Agent];
    let [a, b, c, d, e, f] = known.map(of);
    Ok((fields.time, [a, b, c, d, e, f, of(Field::Forwarded), of(Field::Named(0)), of(Field::Named(1))]))
}

fn combined(line: &str) -> [String; 9] {
    let (time, parts) = parse(Format::Combined, line).expect(line);
    assert_eq!(time, TIME, "{line}");
    parts
}

const HEAD: &str = "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700]";

#[test]
fn common_and_combined() {
    let parts = combined(r#"2001:db8::7 - - [10/Oct/2000:13:55:36 -0700] "GET /a/b?c=1 HTTP/1.0" 200 2326"#);
    assert_eq!(parts, ["2001:db8::7", "", "GET", "/a/b", "200", "", "", "", ""]);
    let parts = combined(
        r#"192.0.2.7 - kim [10/Oct/2000:13:55:36 -0700] "POST / HTTP/1.0" 201 - "http://r/?\"q\"" "Mozilla/5.0 (X)" "198.51.100.9, 10.0.0.1""#,
    );
    assert_eq!(
        parts,
        ["192.0.2.7", "kim", "POST", "/", "201", "Mozilla/5.0 (X)", "198.51.100.9, 10.0.0.1", "", ""]
    );
    let parts = combined(&format!(r#"{HEAD} "GET /caf\xC3\xA9\x22 HTTP/1.1" 404 0 "-" "\"\\" "-""#));
    assert_eq!(parts[3..7], ["/café\"", "404", "\"\\", ""]);
}

#[test]
fn a_user_may_have_a_strange_name() {
    for (name, user) in [("-", ""), ("a b", "a b"), ("[x]", "[x]"), ("a[b", "a[b"), ("\"\"", "\"\"")] {
        let line = format!(r#"192.0.2.7 - {name} [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 1"#);
        assert_eq!(combined(&line)[1], user, "{line}");
    }
}

#[test]
fn what_is_no_request_has_no_path() {
    for request in [r"\x16\x03\x01", "-", "", "get /", "GET", r"\n"] {
        let parts = combined(&format!("{HEAD} \"{request}\" 400 0"));
        assert_eq!(parts[2..5], ["", "", "400"], "{request}");
    }
    assert_eq!(combined(&format!("{HEAD} \"GET /a b c HTTP/1.1\" 400 0"))[3], "/a");
}

#[test]
fn what_is_wrong_is_told() {
    let problem = |line: &str| parse(Format::Combined, line).expect_err(line);
    assert_eq!(problem(""), Problem::NoKey);
    assert_eq!(problem(" - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1"), Problem::NoKey);
    assert_eq!(problem("192.0.2.7 - - \"GET / HTTP/1.0\" 200 1"), Problem::NoTime);
    assert_eq!(problem("192.0.2.7 - - [-] \"GET / HTTP/1.0\" 200 1"), Problem::NoTime);
    assert_eq!(
        problem("192.0.2.7 - - [30/Feb/2023:13:55:36 +0000] \"GET / HTTP/1.0\" 200 1"),
        Problem::ImpossibleTime
    );
    for end in
        ["", " ", " \"GET / HTTP", " \"GET /\"", " \"GET /\" 2", " \"GET /\" ok 5", " GET / 200", " \"\\"]
    {
        assert_eq!(problem(&format!("{HEAD}{end}")), Problem::Shape, "{end}");
    }
}

#[test]
fn parts_that_are_not_wanted_are_not_looked_at() {
    let mut parser = Parser::new(Format::Combined, Wanted::default());
    let mut fields = Fields::default();
    let line = format!(r#"{HEAD} "GET /a HTTP/1.0" 200 5 "unclosed"#);
    assert_eq!(parser.parse(line.as_bytes(), &mut fields), Ok(()));
    assert_eq!(fields.of(Field::Status, line.as_bytes()), b"200");
    assert_eq!(fields.of(Field::Agent, line.as_bytes()), b"");
}

#[test]
fn json_as_nginx_writes_it() {
    let line = r#"{"time_local":"10/Oct/2000:00:00:00 +0000","msec":"971211336.000", "remote_addr" : "192.0.2.7","remote_user":"-","request":"GET /a?b HTTP/1.1","status": 200,"http_user_agent":"a \"b\" \u00e9 \ud83d\ude00","http_x_forwarded_for":"","device_id":7,"plan":null,"deep":{"a":[1,"}"]},"ok":true}"#;
    let (time, parts) = parse(Format::Json, line).expect(line);
    assert_eq!(time, TIME);
    assert_eq!(parts, ["192.0.2.7", "", "GET", "/a", "200", "a \"b\" é 😀", "", "7", ""]);
    let line = r#"{"@timestamp":"2000-10-10T22:55:36+02:00","client_ip":"2001:db8::1","uri":"\/x\/y?z","method":"PUT","user_id":"u-1"}"#;
    let (time, parts) = parse(Format::Json, line).expect(line);
    assert_eq!(time, TIME);
    assert_eq!(parts[..4], ["2001:db8::1", "u-1", "PUT", "/x/y"]);
    let line = r#"{"client":"192.0.2.1","ts":971211336,"remote_addr":"192.0.2.2","ip":"192.0.2.3"}"#;
    assert_eq!(parse(Format::Json, line).expect(line).1[0], "192.0.2.2");
}

#[test]
fn what_is_wrong_with_json_is_told() {
    let problem = |line: &str| parse(Format::Json, line).expect_err(line);
    for line in [
        "",
        "[]",
        "{",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1"#,
        r#"{"a":"x"#,
        r#"{"a":1,}x"#,
        r#"{"a":[1}"#,
        r#"{"msec":1,"a":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}"#,
    ] {
        assert!(matches!(problem(line), Problem::Shape | Problem::NoTime), "{line}");
    }
    assert_eq!(problem("{}"), Problem::NoTime);
    assert_eq!(problem(r#"{"remote_addr":"192.0.2.1"}"#), Problem::NoTime);
    assert_eq!(problem(r#"{"msec":971211336}"#), Problem::NoKey);
    assert_eq!(problem(r#"{"time_iso8601":"2023-02-30T00:00:00Z","ip":"x"}"#), Problem::ImpossibleTime);
    assert_eq!(problem(r#"{"msec":"971211336x","ip":"x"}"#), Problem::NoTime);
}

#[test]
fn a_key_may_be_written_with_escapes() {
    let line = r#"{"ts":971211336,"key":"\ud55c"}"#;
    let (time, parts) = parse(Format::Json, line).expect(line);
    assert_eq!((time, parts[0].as_str()), (TIME, "한"));
    // The peer's own goes before others, escaped or not.
    let line = r#"{"ts":971211336,"remote_addr":"2001\u003adb8::2","key":"\ud55c"}"#;
    assert_eq!(parse(Format::Json, line).expect(line).1[0], "2001:db8::2");
    let line = r#"{"ts":971211336,"ip":"a\/b","key":"c"}"#;
    assert_eq!(parse(Format::Json, line).expect(line).1[0], "a/b", "the first of others");
}

#[test]
fn only_who_asks_for_an_address_needs_one() {
    let line = br#"{"ts":971211336,"user":"kim","device_id":7}"#;
    let parse = |name: &str| {
        let mut wanted = Wanted::default();
        let field = wanted.add(name).expect("there is room");
        let mut parser = Parser::new(Format::Json, wanted);
        let mut fields = Fields::default();
        parser.parse(line, &mut fields).map(|()| String::from_utf8_lossy(fields.of(field, line)).into_owned())
    };
    assert_eq!(parse("user").as_deref(), Ok("kim"));
    assert_eq!(parse("device_id").as_deref(), Ok("7"));
    assert_eq!(parse("remote_address"), Err(Problem::NoKey));
}

#[test]
fn a_stamp_and_a_key() {
    for line in [
        "971211336 user 7",
        "971211336.0,user 7",
        "2000-10-10T20:55:36Z\tuser 7 ",
        "2000-10-10 20:55:36; user 7\r",
    ] {
        let (time, parts) = parse(Format::Plain, line).expect(line);
        assert_eq!((time, parts[0].as_str()), (TIME, "user 7"), "{line}");
    }
    let problem = |line: &str| parse(Format::Plain, line).expect_err(line);
    assert_eq!(problem("971211336"), Problem::NoKey);
    assert_eq!(problem("971211336  "), Problem::NoKey);
    assert_eq!(problem("971211336x y"), Problem::NoTime);
    assert_eq!(problem("user 971211336"), Problem::NoTime);
}

#[test]
fn the_format_is_told_by_most_of_the_first_lines() {
    let common = format!("{HEAD} \"GET / HTTP/1.0\" 200 1\n");
    let combined = format!("{HEAD} \"GET / HTTP/1.0\" 200 1 \"-\" \"-\"\n");
    assert_eq!(detect(common.as_bytes()), Some(Format::Common));
    assert_eq!(
        detect(format!("\u{feff}# remark\r\n{}", combined.replace('\n', "\r\n")).as_bytes()),
        Some(Format::Combined)
    );
    assert_eq!(detect(format!("{common}{combined}{combined}").as_bytes()), Some(Format::Combined));
    assert_eq!(detect(br#"{"msec":1.5,"remote_addr":"a"}"#), Some(Format::Json));
    assert_eq!(detect(b"1700000000 a\n170000"), Some(Format::Plain));
    for other in [&b""[..], b"\n\n", b"hello\nworld\n", b"{}\n", b"id,key\n1,a\n"] {
        assert_eq!(detect(other), None);
    }
}
