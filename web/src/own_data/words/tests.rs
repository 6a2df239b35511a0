use super::*;

#[test]
fn numbers_read_well() {
    for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
        assert_eq!(count(number), text);
    }
    assert_eq!([size(1), size(1_536), size(1 << 30)], ["1 B", "1.5 KiB", "1.0 GiB"]);
    assert_eq!(percent(0.7512), "75.1\u{a0}%");
}

#[test]
fn every_failure_is_a_sentence_in_the_readers_language() {
    let reason = || "why".to_owned();
    let is_korean = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let all = [
        FileFailure::TooLarge { bytes: 2_000_000_000, max: 1 << 30 },
        FileFailure::Binary { offset: 0 },
        FileFailure::Utf16,
        FileFailure::Unreadable { reason: reason() },
        FileFailure::Broken { reason: reason() },
    ];
    for one in &all {
        let (ko, en) = (file_failure(Language::Korean, one), file_failure(Language::English, one));
        assert!(is_korean(&ko) && !is_korean(&en), "{ko} / {en}");
        assert!(ko.ends_with(['.', ')']) && en.ends_with(['.', ')']), "{ko} / {en}");
    }
    assert!(file_failure(Language::Korean, &all[0]).contains("1.9 GiB"));
}
