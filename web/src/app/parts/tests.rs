use super::tied;

#[test]
fn particles_stay_with_what_they_belong_to() {
    assert_eq!(tied("에는 eggs가 남았다"), ("에는", " eggs가 남았다"));
    assert_eq!(tied(". Then"), (".", " Then"));
    assert_eq!(tied(" of them"), ("", " of them"));
    assert_eq!(tied("다"), ("다", ""));
    assert_eq!(tied(""), ("", ""));
    assert_eq!(tied("supercalifragilistic word"), ("", "supercalifragilistic word"));
}
