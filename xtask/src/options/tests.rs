use super::Options;

fn parse(command: &str, line: &str) -> Result<Options, String> {
    Options::parse(command, line.split_whitespace().map(str::to_owned))
}

#[test]
fn flags_values_and_words() {
    let options = parse("serve", "--port 0 --no-build --prefix=/a/b/").expect("parses");
    assert_eq!(options.value("--port"), Some("0"));
    assert_eq!(options.value("--prefix"), Some("/a/b/"));
    assert!(options.flag("--no-build"));
    assert_eq!(parse("bench", "-- ring").expect("parses").words, ["ring"]);
    let sweep = parse("sweep", "cluster.txt --seeds 20 --shard 1/4").expect("parses");
    assert_eq!((sweep.words.as_slice(), sweep.value("--shard")), (&["cluster.txt".into()][..], Some("1/4")));
}

#[test]
fn what_is_not_known_is_refused() {
    for (command, line) in
        [("serve", "--prot 1"), ("serve", "8080"), ("build", "--no-build=1"), ("nothing", "x")]
    {
        assert!(parse(command, line).is_err(), "{command} {line}");
    }
    assert_eq!(parse("serve", "--port"), Err("--port wants a value".into()));
}
