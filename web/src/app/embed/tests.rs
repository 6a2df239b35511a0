use super::gist;
use crate::lesson::lesson;
use crate::text::Language;

const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];

/// What a step found is not told under a picture of its beginning.
#[test]
fn the_end_is_told_at_the_end() {
    let steps = lesson("kv").expect("there is one").step;
    for step in &steps {
        let lead = step.lead.as_ref().expect("all of this chapter have one");
        for language in LANGUAGES {
            let (before, after) = (gist(step, false, language), gist(step, true, language));
            assert!(lead.of(language).starts_with(before) && !before.is_empty(), "{}", step.id);
            assert!(step.body.of(language).starts_with(after) && !after.is_empty(), "{}", step.id);
            assert!(!after.contains('\n'), "{}: {after}", step.id);
        }
    }
    let mut bare = steps[0].clone();
    bare.lead = None;
    assert_eq!(gist(&bare, false, LANGUAGES[0]), gist(&bare, true, LANGUAGES[0]));
}
