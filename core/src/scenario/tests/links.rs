use super::shapes::{scenario, timed, timeline};
use crate::hash::crc16_xmodem;
use crate::scenario::link::{Link, LinkError, Shown};
use crate::scenario::{Moment, Scenario, ScenarioError};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;

fn link() -> impl Strategy<Value = Link> {
    let moment = (any::<u32>(), any::<u64>(), any::<u64>());
    let shown = (any::<[u8; 3]>(), any::<Option<u8>>(), any::<Option<String>>(), any::<Option<u32>>());
    (scenario(), moment, shown).prop_map(
        |(scenario, (timeline, at, step), ([language, view, tab], lesson_step, selected, beside))| {
            let moment = Moment { timeline, at, step };
            Link { scenario, moment, shown: Shown { language, view, tab, lesson_step, selected, beside } }
        },
    )
}

/// A link over any bytes with a checksum that is right.
fn sealed(payload: &[u8]) -> String {
    let mut bytes = payload.to_vec();
    bytes.extend(crc16_xmodem(payload).to_be_bytes());
    format!("1.{}", BASE64URL_NOPAD.encode(&bytes))
}

fn typical() -> Link {
    let mut scenario = Scenario::new("cache", 20_260_101);
    scenario.settings = Vec::from([(0, 0), (2, 5)]);
    scenario.timelines = Vec::from([
        timeline(0, 0, Vec::from([timed(2_000_000_000, "crash s1")])),
        timeline(0, 3_000_000_000, Vec::from([timed(3_000_000_000, "join s5 weight 2")])),
    ]);
    let shown = Shown {
        language: 1,
        lesson_step: Some(2),
        selected: Some("server s1".to_string()),
        ..Shown::default()
    };
    Link { scenario, moment: Moment { timeline: 1, at: 3_500_000_000, step: 4_000 }, shown }
}

proptest! {
    #[test]
    fn written_and_read_back(link in link()) {
        let text = link.encode();
        prop_assert_eq!(Link::decode(&text), Ok(link.clone()));
        prop_assert_eq!(Link::decode(&format!(" {text}\r\n")), Ok(link));
    }

    #[test]
    fn a_cut_off_link_is_refused(link in link(), at: prop::sample::Index) {
        let text = link.encode();
        prop_assert!(Link::decode(&text[..at.index(text.len())]).is_err());
    }

    #[test]
    fn a_changed_character_is_noticed(link in link(), at: prop::sample::Index, with: char) {
        let mut text: Vec<char> = link.encode().chars().collect();
        let at = at.index(text.len());
        prop_assume!(text[at] != with && !(with.is_whitespace() && at + 1 == text.len()));
        text[at] = with;
        prop_assert!(Link::decode(&text.iter().collect::<String>()).is_err());
    }

    #[test]
    fn anything_may_be_read(text in "\\PC{0,80}", bytes: Vec<u8>) {
        let _ = Link::decode(&text);
        let _ = Link::decode(&format!("1.{text}"));
        // Behind a checksum that is right, anything may still be wrong.
        if let Ok(link) = Link::decode(&sealed(&bytes)) {
            prop_assert_eq!(link.scenario.check(), Ok(()));
        }
    }

    #[test]
    fn damage_behind_a_right_checksum_is_survived(link in link(), at: prop::sample::Index, with: u8) {
        let mut bytes = postcard::to_allocvec(&link).expect("it encodes");
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = Link::decode(&sealed(&bytes));
    }
}

#[test]
fn every_cut_and_every_changed_character_of_a_typical_link_is_noticed() {
    let text = typical().encode();
    assert_eq!(Link::decode(&text), Ok(typical()));
    for at in 0..text.len() {
        assert!(Link::decode(&text[..at]).is_err(), "cut off at {at}");
        for with in "ABab01-_.=+/ #é".chars().filter(|with| !text[at..].starts_with(*with)) {
            let broken = format!("{}{with}{}", &text[..at], &text[at + 1..]);
            assert!(Link::decode(&broken).is_err() || broken.trim() == text, "{with} at {at}");
        }
    }
}

#[test]
fn each_mistake_has_its_sentence() {
    let text = typical().encode();
    let error = |text: &str| Link::decode(text).expect_err(text);
    assert_eq!(error(""), LinkError::NotALink);
    assert_eq!(error("https://example.org/"), LinkError::NotALink);
    assert_eq!(error("0.AAAA"), LinkError::NotALink);
    assert_eq!(error("01.AAAA"), LinkError::NotALink);
    assert_eq!(error("+1.AAAA"), LinkError::NotALink);
    assert_eq!(error(&text.replacen("1.", "3.", 1)), LinkError::Newer(3));
    assert_eq!(error("1.AA=A"), LinkError::Character(5));
    assert_eq!(error("1.é"), LinkError::Character(3));
    assert_eq!(error("1."), LinkError::Damaged);
    assert_eq!(error(&text[..text.len() - 3]), LinkError::Damaged);
    assert_eq!(error(&"1".repeat(70_000)), LinkError::TooLong(70_000));
    let mut foreign = typical();
    foreign.scenario.timelines[1].parent = 5;
    let bad = ScenarioError::BadTimeline { index: 1 };
    assert_eq!(error(&foreign.encode()), LinkError::Scenario(bad));
    for error in [error(""), error("1."), error("3.A"), error("1.é"), error(&foreign.encode())] {
        assert!(error.to_string().len() > 40, "{error}");
    }
}

/// A link of two branches side by side is of the second version; any other is what it always was.
#[test]
fn a_branch_beside_the_one_shown() {
    let alone = typical();
    let mut link = typical();
    link.shown.beside = Some(0);
    let (text, plain) = (link.encode(), alone.encode());
    assert!(text.starts_with("2.") && plain.starts_with("1."));
    assert_eq!(Link::decode(&text), Ok(link.clone()));
    link.shown.beside = Some(300);
    assert_eq!(Link::decode(&link.encode()), Ok(link));
    // What one version says is not said by the other.
    let damaged = Err(LinkError::Damaged);
    assert_eq!(Link::decode(&text.replacen("2.", "1.", 1)), damaged);
    assert_eq!(Link::decode(&plain.replacen("1.", "2.", 1)), damaged);
    for at in 2..text.len() {
        assert!(Link::decode(&text[..at]).is_err(), "cut off at {at}");
    }
}

/// A length that no memory holds is refused for what it is: nothing is reserved on its word.
#[test]
fn huge_counts_do_not_allocate() {
    let mut huge = Vec::from([0u8; 9]);
    huge.fill(0x80);
    huge.push(0x10);
    // In turn the count of: letters of the system, settings, timelines, actions, letters of an action.
    let beginnings: [&[u8]; 5] = [
        &[],
        &[5, b'c', b'a', b'c', b'h', b'e'],
        &[5, b'c', b'a', b'c', b'h', b'e', 0, 7],
        &[5, b'c', b'a', b'c', b'h', b'e', 0, 7, 1, 0, 0],
        &[5, b'c', b'a', b'c', b'h', b'e', 0, 7, 1, 0, 0, 1, 0],
    ];
    for beginning in beginnings {
        for size in [&huge[..], &[0xff, 0xff, 0xff, 0xff, 0x0f]] {
            let payload: Vec<u8> = beginning.iter().chain(size).chain(&[1; 50]).copied().collect();
            assert_eq!(Link::decode(&sealed(&payload)), Err(LinkError::Damaged));
        }
    }
    let mut trailing = postcard::to_allocvec(&typical()).expect("it encodes");
    trailing.push(0);
    assert_eq!(Link::decode(&sealed(&trailing)), Err(LinkError::Damaged));
}
