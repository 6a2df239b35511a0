use super::problems::server_problem;
use super::sentences::{counts, failure, progress, scheme};
use crate::own_data::cache::failure::Failure;
use crate::own_data::cache::keys::Counts;
use crate::own_data::cache::servers::{Problem, ProblemKind};
use crate::own_data::failure::FileFailure;
use crate::own_data::stage::Progress;
use crate::text::Language;
use snowglobe_core::ring::Scheme;

fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn every_failure_is_a_sentence_in_the_readers_language() {
    let name = || "a:1".to_owned();
    let all = [
        FileFailure::TooLarge { bytes: 2_000_000_000, max: 1 << 30 }.into(),
        Failure::TooManyKeys { max: 5_000_000 },
        Failure::NoKeys,
        Failure::NoServers,
        Failure::NobodyLeft,
        Failure::AlreadyThere { name: name() },
        Failure::NotThere { name: name() },
        Failure::VirtualNodes { given: 0, max: 1_000 },
    ];
    for one in &all {
        let (ko, en) = (failure(Language::Korean, one), failure(Language::English, one));
        assert!(is_korean(&ko) && !is_korean(&en), "{ko} / {en}");
        assert!(ko.ends_with(['.', ')']) && en.ends_with(['.', ')']), "{ko} / {en}");
    }
    assert!(failure(Language::Korean, &all[0]).contains("1.9 GiB"));
}

#[test]
fn problems_say_their_line() {
    let problem = Problem { line: 7, kind: ProblemKind::Duplicate { name: "b:1".into(), first_line: 2 } };
    assert_eq!(
        server_problem(Language::Korean, &problem),
        "서버 목록의 7번째 줄: b:1 서버는 2번째 줄에 이미 있다. 둘 중 하나를 지운다."
    );
    assert_eq!(
        server_problem(Language::English, &problem),
        "Servers, line 7: b:1 is on line 2 already. Remove one of the two."
    );
    let whole = Problem { line: 0, kind: ProblemKind::Empty };
    assert!(server_problem(Language::English, &whole).starts_with("Servers: "));
}

#[test]
fn what_was_left_out_is_said_only_if_there_was_any() {
    let clean = Counts { keys: 1_500, ..Counts::default() };
    assert_eq!(counts(Language::English, &clean), "1,500 keys read.");
    let rest = Counts { keys: 2, blank: 3, too_long: 0, missing: 1 };
    assert_eq!(
        counts(Language::Korean, &rest),
        "키 2개를 읽었다. 빠진 것: 빈 줄 3개, 열이 모자란 줄 1개 (키는 64.0 KiB까지)."
    );
}

#[test]
fn progress_is_a_share_of_the_file() {
    let third = Progress { done: 1, total: 3, count: 1_000 };
    assert_eq!(progress(Language::English, &third), "33 %, 1,000 keys read.");
    assert_eq!(progress(Language::English, &Progress::default()), "0 %, 0 keys read.");
}

#[test]
fn placements_have_different_names() {
    for lang in [Language::Korean, Language::English] {
        let names: std::collections::BTreeSet<_> = Scheme::ALL.iter().map(|&s| scheme(lang, s)).collect();
        assert_eq!(names.len(), Scheme::ALL.len());
    }
}
