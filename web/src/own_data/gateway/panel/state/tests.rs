use super::*;

const WRONG: &str = "domain: shop\ndescriptors: 7";

fn with_rules(text: &str) -> State {
    let mut state = State::default();
    state.set_rules(text.into());
    state
}

#[test]
fn what_is_missing_is_told_one_thing_at_a_time() {
    let mut state = State::default();
    assert_eq!(state.request(), Err(Missing::Rules));
    for (text, missing) in
        [(" \n", Missing::Rules), (WRONG, Missing::Mending), (samples::RULES, Missing::Log)]
    {
        state.set_rules(text.into());
        assert_eq!(state.request(), Err(missing), "{text:?}");
    }
    for text in ["", "x", "-1", "256", "1.5"] {
        state.proxies = text.into();
        assert_eq!(state.request(), Err(Missing::Proxies), "{text:?}");
    }
    state.proxies = " 2 ".into();
    state.refuse_log(Failure::Empty);
    assert_eq!(state.request(), Err(Missing::OtherLog));
}

#[test]
fn every_example_can_be_used_as_it_is() {
    for example in Example::all() {
        let mut state = State::default();
        state.put_example(example);
        assert!(matches!(state.checked, Some(Ok(1..))), "{example:?}");
    }
}

#[test]
fn what_was_typed_can_be_put_back_whatever_took_its_place() {
    let mut state = with_rules(WRONG);
    state.put_example(Example::Sample);
    state.put_example(Example::Book(Preset::Posts));
    assert_eq!(state.replaced.as_deref(), Some(WRONG), "an example is not worth keeping");
    state.put_back();
    assert_eq!((state.rules.as_str(), state.replaced.as_deref()), (WRONG, None));
    assert!(matches!(state.checked, Some(Err(_))));
    state.take_rules_file(Ok(format!("\u{feff}{}", samples::RULES).into_bytes()));
    assert_eq!((state.rules.as_str(), state.replaced.as_deref()), (samples::RULES, Some(WRONG)));
}

#[test]
fn a_file_that_is_no_rules_leaves_what_was_typed() {
    let mut state = with_rules(WRONG);
    let unreadable = FileFailure::Unreadable { reason: "gone".into() };
    let files = [
        (Ok(b"\x89PNG\0".to_vec()), RulesFile::NoText),
        (Ok(b"\xff\xfe".to_vec()), RulesFile::NoText),
        (Ok(vec![b'#'; MAX_BYTES + 1]), RulesFile::TooLong),
        (Err(unreadable.clone()), RulesFile::Unreadable(unreadable)),
    ];
    for (file, problem) in files {
        state.take_rules_file(file);
        assert_eq!((state.rules.as_str(), &state.rules_file), (WRONG, &Some(problem)));
    }
    state.set_rules(samples::RULES.into());
    assert_eq!(state.rules_file, None);
}

#[test]
fn the_beginning_tells_what_a_log_is() {
    let look = |head: &[u8]| look(head, None);
    let Look::Log(Format::Combined, lines) = look(samples::LOG.as_bytes()) else { panic!("the sample") };
    assert_eq!(lines.len(), PREVIEW_LINES);
    assert!(lines.iter().all(|line| line.chars().count() <= PREVIEW_CHARS + 1));
    assert_eq!(look(b"\x1f\x8b\x08\0"), Look::Gzip);
    assert_eq!(look(b""), Look::Wrong(Failure::Empty));
    assert!(matches!(look(b"Two roads"), Look::Wrong(Failure::UnknownFormat { .. })));
    assert!(matches!(look(b"PK\x03\x04"), Look::Wrong(Failure::Packed { .. })));
    assert!(matches!(look(b"\0\0"), Look::Wrong(Failure::File(FileFailure::Binary { .. }))));
    assert_eq!(look(&vec![b'x'; HEAD_BYTES]), Look::Unclear, "its first line may be long");
    assert_eq!(
        super::look(b"Two roads", Some(Format::Plain)),
        Look::Log(Format::Plain, vec!["Two roads".into()])
    );
}

#[test]
fn the_rule_that_denied_most_is_open() {
    let mut session =
        Session::new(Request::new(samples::RULES), samples::LOG.len() as u64).expect("a session");
    session.push(samples::LOG.as_bytes()).expect("text");
    let mut state = State::default();
    state.finish(Rc::new(session.finish().expect("a report")));
    assert_eq!(state.open, BTreeSet::from([0]));
    state.toggle(1);
    state.toggle(0);
    assert_eq!(state.open, BTreeSet::from([1]));
}
