use super::*;

fn dot(kind: DotKind, token: Token) -> Dot {
    Dot { x: 0.0, y: 0.0, r: 1.0, kind, token, message: 0 }
}

#[test]
fn dots_of_one_look_share_a_bucket_and_buckets_are_reused() {
    let (full, hollow) = (dot(DotKind::Full, Token::Request), dot(DotKind::Hollow, Token::Request));
    let red = dot(DotKind::Full, Token::Danger);
    let mut painter = Painter::new();
    painter.sort(&[full, hollow, full, red, red]);
    let look = |painter: &Painter| painter.buckets.iter().map(|b| b.dots.clone()).collect::<Vec<_>>();
    assert_eq!(look(&painter), [vec![0, 2], vec![1], vec![3, 4]]);
    painter.sort(&[red]);
    assert_eq!(look(&painter), [vec![], vec![], vec![0]]);
}
