use super::*;

fn names(list: &ServerList) -> Vec<(&str, u32)> {
    list.servers.iter().map(|s| (s.name.as_str(), s.weight)).collect()
}

fn only_problem(text: &str) -> (usize, ProblemKind) {
    let list = parse(text.as_bytes());
    assert_eq!(list.problems.len(), 1, "{text:?} gave {:?}", list.problems);
    (list.problems[0].line, list.problems[0].kind.clone())
}

#[test]
fn reads_every_way_of_writing_an_entry() {
    let list = parse(
        "\u{feff}# pool\r\na:1 2\r\nb\r\n\r\nc 3 , d:4\r\n[fd00::1] 5\r\n[::1]:6\r\ne 7 8 # old".as_bytes(),
    );
    assert_eq!(list.problems, []);
    assert_eq!(
        names(&list),
        [
            ("a:1", 2),
            ("b:11211", 1),
            ("c:11211", 3),
            ("d:4", 1),
            ("[fd00::1]:11211", 5),
            ("[::1]:6", 1),
            ("e:7", 8)
        ]
    );
}

#[test]
fn a_duplicate_names_both_lines_and_the_rest_is_read() {
    let list = parse(b"a\nb\nA:11211 3\nc");
    assert_eq!(names(&list), [("a:11211", 1), ("b:11211", 1), ("c:11211", 1)]);
    let kind = ProblemKind::Duplicate { name: "A:11211".into(), first_line: 1 };
    assert_eq!(list.problems, [Problem { line: 3, kind }]);
}

#[test]
fn each_wrong_weight_has_its_own_reason() {
    assert_eq!(only_problem("a\nb 0"), (2, ProblemKind::ZeroWeight));
    assert_eq!(only_problem("b -3"), (1, ProblemKind::NegativeWeight { text: "-3".into() }));
    assert_eq!(only_problem("b 1000000000"), (1, ProblemKind::WeightTooLarge { text: "1000000000".into() }));
    assert_eq!(only_problem("b 1001").1, ProblemKind::WeightTooLarge { text: "1001".into() });
    assert_eq!(
        only_problem(&format!("b {}", "9".repeat(60))).1,
        ProblemKind::WeightTooLarge { text: "9".repeat(40) + "…" }
    );
    for text in ["x", "1.5", "+1", "0x2", "-", "1e3"] {
        assert_eq!(only_problem(&format!("b {text}")).1, ProblemKind::WeightNotANumber { text: text.into() });
    }
    assert_eq!(parse(b"b 1000").problems, []);
}

#[test]
fn ports_and_hosts_out_of_range_are_named() {
    for text in ["0", "65536", "", "http", "-1", "+80"] {
        assert_eq!(only_problem(&format!("b:{text}")).1, ProblemKind::BadPort { text: text.into() });
    }
    for text in ["::1", ":80", "[::1", "[nope]:1", "[::1]x", "fe80::1:11211"] {
        assert_eq!(only_problem(text).1, ProblemKind::BadHost { text: text.into() });
    }
    assert_eq!(only_problem(&"h".repeat(250)).1, ProblemKind::HostTooLong { bytes: 250 });
    assert_eq!(parse("h".repeat(249).as_bytes()).problems, []);
    assert_eq!(only_problem("a:1 2 3").1, ProblemKind::TooManyWords { text: "a:1 2 3".into() });
    assert_eq!(only_problem("a 1 2 3 4 5").1, ProblemKind::TooManyWords { text: "a 1 2 3 4 5".into() });
}

#[test]
fn nothing_and_not_text_are_said_so() {
    for text in ["", " \n\t\n", "# only a comment", ",,,"] {
        assert_eq!(only_problem(text), (0, ProblemKind::Empty));
    }
    for bytes in [&b"a\0b"[..], b"\xff\xfea\0", b"caf\xe9"] {
        assert_eq!(parse(bytes).problems, [Problem { line: 0, kind: ProblemKind::NotText }]);
    }
    let long = vec![b'#'; MAX_LIST_BYTES + 1];
    assert_eq!(parse(&long).problems, [Problem { line: 0, kind: ProblemKind::TooLong }]);
    assert_eq!(parse(&long[1..]).problems[0].kind, ProblemKind::Empty);
}

#[test]
fn servers_and_problems_are_bounded() {
    let many: String = (0..=MAX_SERVERS).map(|i| format!("s{i}\n")).collect();
    let list = parse(many.as_bytes());
    assert_eq!(list.servers.len(), MAX_SERVERS);
    assert_eq!(list.problems, [Problem { line: MAX_SERVERS + 1, kind: ProblemKind::TooManyServers }]);

    let list = parse("b x\n".repeat(100).as_bytes());
    assert_eq!((list.problems.len(), list.further_problems), (MAX_PROBLEMS, 100 - MAX_PROBLEMS));
}
