use super::{Meaning, Seen, Sign, outline, seen};
use crate::picture::{Dash, Dot, DotKind, Mark, Paint, Shape, Token};
use crate::text::Text;

const NOTHING: Text = Text { ko: "", en: "" };

#[test]
fn only_what_is_there_has_its_bit() {
    let sign = Sign::Dot(DotKind::Full, Token::Request);
    let meanings = [
        Meaning { sign, text: NOTHING, seen: Seen::Still(|mark| mark.key == "a") },
        Meaning { sign, text: NOTHING, seen: Seen::Moving(|dot| dot.message == 1) },
        Meaning { sign, text: NOTHING, seen: Seen::Still(|mark| mark.key == "b") },
    ];
    let circle = Shape::Circle { x: 0.0, y: 0.0, r: 1.0 };
    let still = [Mark::new("b", circle, Paint::fill(Token::Ink))];
    let moving = [Dot { x: 0.0, y: 0.0, r: 1.0, kind: DotKind::Full, token: Token::Request, message: 1 }];
    assert_eq!(seen(&meanings, &still, &[]), 0b100);
    assert_eq!(seen(&meanings, &still, &moving), 0b110);
    assert_eq!(seen(&meanings, &[], &[]), 0);
}

#[test]
fn a_sign_stays_within_its_size() {
    let line = outline(Token::Muted, Dash::Dashed);
    let kinds = [DotKind::Full, DotKind::Hollow, DotKind::Barred, DotKind::Ring, DotKind::Cross];
    let mut signs: Vec<Sign> = kinds.map(|kind| Sign::Dot(kind, Token::Good)).to_vec();
    signs.extend([Sign::Outline(line), Sign::CrossAt(line), Sign::Square(line)]);
    signs.extend([Sign::Letter("A", line, Token::Ink), Sign::Band(Token::Soft(0))]);
    let half = Sign::SIZE / 2.0;
    for sign in signs {
        let marks = sign.marks("x", (half, half));
        assert!(!marks.is_empty());
        for mark in marks {
            let reach = match mark.shape {
                Shape::Circle { r, .. } => r + mark.paint.width / 2.0,
                Shape::Line { from, to } => (to.0 - from.0) / 2.0,
                Shape::Rect { w, .. } => w / 2.0 + mark.paint.width / 2.0,
                Shape::Text { size, .. } => size / 2.0,
                Shape::Path(_) => 0.0,
            };
            assert!(reach <= half, "{sign:?}");
        }
    }
}
