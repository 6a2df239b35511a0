use super::*;

mod contrast;

/// One of everything, with texts that need escaping.
fn sample() -> Picture {
    let text = |text: &str, anchor| Shape::Text {
        x: 60.0,
        y: 36.5,
        size: 12.0,
        anchor,
        bold: true,
        text: text.into(),
    };
    let server = Mark::new("s1", Shape::Circle { x: 20.0, y: 20.0, r: 8.456 }, Paint::fill(Token::Node(1)));
    let line = Shape::Line { from: (20.0, 20.0), to: (100.125, 20.0) };
    let card = Shape::Rect { x: -0.001, y: 2.0, w: 30.0, h: 10.10, r: 3.0 };
    let path = Shape::Path("M0 0L5 5".into());
    let dot = |kind, token| Dot { x: 50.0, y: 20.0, r: 3.0, kind, token, message: 7 };
    Picture {
        width: 120.0,
        height: 40.0,
        label: "서버 \"s1\" <위>".into(),
        still: vec![
            Mark::new("line", line, Paint::stroke(Token::Faint, 1.5).dashed(Dash::Dashed)),
            server.of(Thing::Node("s1".into()), "s1"),
            Mark::new("card", card, Paint::fill(Token::Card).lined(Token::Dead, 1.0).dashed(Dash::Dotted)),
            Mark::new("path", path, Paint::stroke(Token::Good, 2.0).faded(0.5)),
            Mark::new(
                "name",
                text("a < b & c", Anchor::Middle),
                Paint::fill(Token::Ink).lined(Token::Card, 3.0),
            ),
        ],
        moving: vec![
            dot(DotKind::Full, Token::Request),
            dot(DotKind::Hollow, Token::Reply),
            dot(DotKind::Cross, Token::Danger),
            dot(DotKind::Barred, Token::Warning),
        ],
    }
}

#[test]
fn a_picture_as_svg_text() {
    insta::assert_snapshot!(to_svg(&sample(), Palette(Theme::Light)));
}

#[test]
fn the_theme_changes_the_colours_and_nothing_else() {
    let plain = |theme| {
        let svg = to_svg(&sample(), Palette(theme));
        svg.split('"').filter(|part| !part.starts_with('#')).collect::<Vec<_>>().join("\"")
    };
    assert_eq!(plain(Theme::Light), plain(Theme::Dark));
    assert_ne!(to_svg(&sample(), Palette(Theme::Light)), to_svg(&sample(), Palette(Theme::Dark)));
}

#[test]
fn numbers_are_short_and_never_break_the_text() {
    for (value, text) in [
        (0.0, "0"),
        (-0.001, "0"),
        (1.5, "1.5"),
        (-1.25, "-1.25"),
        (0.05, "0.05"),
        (12.999, "13"),
        (f32::NAN, "0"),
        (f32::INFINITY, "10000000"),
    ] {
        assert_eq!(number(value), text);
    }
}

#[test]
fn texts_take_room() {
    assert_eq!(text_width("분할", 12.0, false), 24.0);
    assert!(text_width("WWW", 12.0, false) > text_width("iii", 12.0, false) * 2.0);
    assert!(text_width("abc", 12.0, true) > text_width("abc", 12.0, false));
    let at = |x, anchor| {
        let shape = Shape::Text { x, y: 10.0, size: 10.0, anchor, bold: false, text: "가나".into() };
        Area::of_text(&shape).map(|area| (area.x, area.w))
    };
    assert_eq!(at(50.0, Anchor::Start), Some((50.0, 20.0)));
    assert_eq!(at(50.0, Anchor::Middle), Some((40.0, 20.0)));
    assert_eq!(at(50.0, Anchor::End), Some((30.0, 20.0)));
}

#[test]
fn areas_overlap_or_not() {
    let area = |x, y| Area { x, y, w: 10.0, h: 10.0 };
    assert!(area(0.0, 0.0).overlaps(area(9.0, 9.0)));
    assert!(!area(0.0, 0.0).overlaps(area(10.0, 0.0)), "touching is not overlapping");
    assert!(!area(0.0, 0.0).overlaps(area(0.0, -10.0)));
    assert!(area(1.0, 1.0).is_inside(Area { x: 0.0, y: 0.0, w: 20.0, h: 20.0 }));
    assert!(!area(11.0, 1.0).is_inside(Area { x: 0.0, y: 0.0, w: 20.0, h: 20.0 }));
}
