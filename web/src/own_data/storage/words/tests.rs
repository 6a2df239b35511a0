use super::sentences::replaced;
use crate::text::Language::{English, Korean};

#[test]
fn what_took_the_place_of_others_is_told_in_both_languages() {
    assert_eq!(
        replaced(English, 1_200),
        "1,200 of them took the place of an earlier record with the same key."
    );
    assert_eq!(replaced(Korean, 1), "그 가운데 1개는 키가 같은 앞선 레코드를 대신했다.");
}
