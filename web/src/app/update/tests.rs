use super::no_step;
use crate::text::Language;

#[test]
fn a_step_that_there_is_not_is_named_in_both_languages() {
    assert_eq!(
        no_step("nosuch", Language::English),
        "This chapter has no step \u{2018}nosuch\u{2019}; here is its first."
    );
    assert!(no_step("nosuch", Language::Korean).starts_with("이 장에 \u{2018}nosuch\u{2019} 단계가 없어"));
    let long = no_step(&"가".repeat(5_000), Language::English);
    assert!(long.chars().count() < 100 && long.contains("가…"), "{long}");
}
