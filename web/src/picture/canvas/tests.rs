use super::*;

#[test]
fn each_look_comes_once_in_the_order_of_its_first_dot() {
    let dot = |kind, token| Dot { x: 0.0, y: 0.0, r: 1.0, kind, token, message: 0 };
    let (full, hollow) = (dot(DotKind::Full, Token::Request), dot(DotKind::Hollow, Token::Request));
    let red = dot(DotKind::Full, Token::Danger);
    let found = looks(&[hollow, full, full, hollow, red, full, red]);
    assert_eq!(found, [Look::of(&hollow), Look::of(&full), Look::of(&red)]);
    assert!(looks(&[]).is_empty());
}
