use super::*;

fn with_servers(text: &str) -> State {
    let mut state = State::default();
    state.set_servers(text.into());
    state
}

#[test]
fn a_dropped_picture_does_not_replace_what_was_typed() {
    let mut state = with_servers("a\nb");
    state.take_server_file(b"\x89PNG\0");
    assert_eq!(state.server_file_problem, Some(Problem { line: 0, kind: ProblemKind::NotText }));
    assert_eq!(state.servers_text, "a\nb");
    state.take_server_file("\u{feff}c 0".as_bytes());
    assert_eq!((state.servers_text.as_str(), state.list.problems.len()), ("c 0", 1));
    assert_eq!(state.server_file_problem, None);
}

#[test]
fn a_server_that_left_the_list_can_no_longer_die() {
    let mut state = with_servers("a\nb");
    state.choice = Choice::Dies("b:11211".into());
    state.set_servers("a\nb\nc".into());
    assert_eq!(state.choice, Choice::Dies("b:11211".into()));
    state.set_servers("a\nc".into());
    assert_eq!(state.choice, Choice::None);
}

#[test]
fn what_is_missing_is_told_one_thing_at_a_time() {
    let missing = |state: &State| state.request().expect_err("something missing");
    assert_eq!(missing(&State::default()), Missing::Servers);
    assert_eq!(missing(&with_servers("a\na")), Missing::Problems);
    assert_eq!(missing(&with_servers("# none")), Missing::Servers);
    let mut state = with_servers("a\nb");
    for text in ["", "x", "-1", "99999999999", "1.5"] {
        state.virtual_nodes = text.into();
        assert_eq!(missing(&state), Missing::VirtualNodes, "{text:?}");
    }
    for (text, given) in [("0", 0), ("1001", 1001)] {
        state.virtual_nodes = text.into();
        assert_eq!(missing(&state), Missing::Request(Failure::VirtualNodes { given, max: 1_000 }));
    }
    state.virtual_nodes = " 7 ".into();
    assert_eq!(missing(&state), Missing::Keys);
    state.choice = Choice::Add;
    state.added = "c 0".into();
    assert_eq!(missing(&state), Missing::Added(ProblemKind::ZeroWeight));
    state.added = "B".into();
    assert_eq!(missing(&state), Missing::Request(Failure::AlreadyThere { name: "B:11211".into() }));
}

#[test]
fn the_column_can_be_chosen_and_changed_back() {
    let mut state = State::default();
    state.look_at(b"id,key\n1,a\n2,b\n");
    assert_eq!(state.reading, Reading::Column { delimiter: b',', column: 1, header: true });
    state.set_header(false);
    state.set_column(Some(0));
    assert_eq!(state.reading, Reading::Column { delimiter: b',', column: 0, header: false });
    state.set_column(None);
    assert_eq!(state.reading, Reading::Lines);
    state.set_header(true);
    state.set_column(Some(0));
    assert_eq!(state.reading, Reading::Column { delimiter: b',', column: 0, header: true });
}

#[test]
fn only_a_short_sound_list_is_simulated() {
    let list = |n: usize| (0..n).map(|i| format!("s{i}\n")).collect::<String>();
    assert!(with_servers(&list(12)).can_be_simulated());
    assert!(!with_servers(&list(13)).can_be_simulated());
    assert!(!with_servers("").can_be_simulated());
    assert!(!with_servers("a\nb 0").can_be_simulated());
}
