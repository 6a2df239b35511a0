use super::*;

#[test]
fn every_error_has_a_sentence_in_both_languages() {
    let damages = [
        Damage::Header,
        Damage::Checksum,
        Damage::Truncated,
        Damage::Encoding,
        Damage::Sequence,
        Damage::Missing,
    ];
    let reasons = [
        Reason::Missing,
        Reason::Exists,
        Reason::Name,
        Reason::Full,
        Reason::ReadOnly,
        Reason::Locked,
        Reason::Crashed,
        Reason::Device,
    ];
    let mut errors: Vec<LsmError> =
        damages.iter().map(|damage| LsmError::corrupt("log-000003", 12_345, *damage)).collect();
    errors.extend(reasons.iter().map(|reason| DiskError::at("log-000003", 12_345, *reason).into()));
    let place = errors.len();
    errors.extend([
        LsmError::Future { file: "log-000003".into(), version: 2 },
        LsmError::Key { bytes: 70_000 },
        LsmError::Value { bytes: 70_000_000 },
        LsmError::Batch { bytes: 600_000_000 },
        LsmError::Busy,
        LsmError::Option("sync"),
        LsmError::Snapshot,
        LsmError::NotEmpty { file: "CURRENT".into() },
        DiskError::of("", Reason::Full).into(),
    ]);
    for (at, error) in errors.iter().enumerate() {
        let [korean, english] = [Language::Korean, Language::English].map(|lang| engine_error(lang, error));
        assert!(korean.chars().any(|c| ('가'..='힣').contains(&c)) && korean.ends_with("다."), "{korean}");
        assert!(!english.chars().any(|c| ('가'..='힣').contains(&c)) && english.ends_with('.'), "{english}");
        if at < place {
            assert!(korean.contains("log-000003") && korean.contains("12,345"), "{korean}");
        }
    }
}
