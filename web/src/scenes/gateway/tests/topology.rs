use super::*;
use crate::picture::{Dash, Dot, DotKind, Palette, Theme, Token, to_svg};

/// Everything at once: as many nodes as there can be, wrong clocks, a dead and a slow one, queues.
fn crowd(counting: &str, skew: &str) -> Box<dyn Globe> {
    let settings = [
        ("nodes", "8"),
        ("api_servers", "8"),
        ("clients", "20"),
        ("rate", "2000"),
        ("limit", "10000"),
        ("api_time", "40ms"),
        ("counting", counting),
        ("skew", skew),
    ];
    globe(&settings, &["1s crash g3", "1s slow a2 10x", "1s crash c7"], "3s")
}

fn cards(picture: &Picture) -> Vec<(&str, Area)> {
    let card = |mark: &Mark| match mark.shape {
        Shape::Rect { x, y, w, h, .. } => Some(Area { x, y, w, h }),
        _ => None,
    };
    let marks = picture.still.iter().filter(|mark| mark.key.starts_with("node "));
    marks.filter_map(|mark| Some((mark.label.as_deref()?, card(mark)?))).collect()
}

#[test]
fn nothing_overlaps_at_any_size() {
    let globes = [
        ("a quiet one", globe(&[], &[], "5s")),
        ("a crowd", crowd("local", "0s")),
        ("a crowd with wrong clocks", crowd("script", "200ms")),
        ("gateways that wait", crowd("read_then_write", "0s")),
    ];
    for (name, globe) in &globes {
        for language in LANGUAGES {
            for size in SIZES {
                let picture = GatewayScene.still(&**globe, &frame(size, language));
                let what = format!("{name}, {size:?}, {language:?}");
                is_legible(&picture, &what);
                let cards = cards(&picture);
                let whole = Area { x: 0.0, y: 0.0, w: size.0, h: size.1 };
                for (index, (one, area)) in cards.iter().enumerate() {
                    assert!(area.is_inside(whole), "{what}: {one} sticks out: {area:?}");
                    for (other, second) in cards.iter().skip(index + 1) {
                        assert!(!area.overlaps(*second), "{what}: {one} and {other} overlap");
                    }
                    for (text, second) in texts(&picture) {
                        let (_, middle) = (0, (second.x + second.w / 2.0, second.y + second.h / 2.0));
                        let inside = Area { x: middle.0, y: middle.1, w: 0.1, h: 0.1 }.is_inside(*area);
                        assert!(inside || !second.overlaps(*area), "{what}: {text:?} runs into {one}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_picture_of_two_gateways() {
    let settings = [("nodes", "2"), ("counting", "read_then_write"), ("rate", "40"), ("latency", "20ms")];
    let mut globe = globe(&settings, &["1s crash a1", "1200ms skew g1 200ms"], "1500ms");
    let frame = frame((676.0, 560.0), Language::Korean);
    let mut picture = GatewayScene.still(&*globe, &frame);
    GatewayScene.moving(&mut *globe, &frame, None, &mut picture.moving);
    insta::assert_snapshot!(to_svg(&picture, Palette(Theme::Light)));
}

#[test]
fn one_step_back_is_the_same_picture() {
    let settings = [("nodes", "3"), ("counting", "script"), ("rate", "60")];
    let mut globe = globe(&settings, &["2s crash store"], "2500ms");
    let frame = frame((676.0, 560.0), Language::English);
    let look = |globe: &mut dyn Globe| {
        let mut picture = GatewayScene.still(globe, &frame);
        GatewayScene.moving(globe, &frame, None, &mut picture.moving);
        picture
    };
    let (before, step) = (look(&mut *globe), globe.moment());
    globe.seek_time(4 * SECOND);
    assert_ne!(look(&mut *globe), before);
    globe.seek(step);
    assert_eq!(look(&mut *globe), before);
}

#[test]
fn what_is_broken_looks_broken() {
    let globe = globe(&[("nodes", "2")], &["1s crash g0", "1s slow store 10x"], "2s");
    let picture = GatewayScene.still(&*globe, &frame((676.0, 560.0), Language::English));
    let dash = |id: &str| {
        let node =
            picture.still.iter().find(|mark| mark.label.as_ref().is_some_and(|label| label.contains(id)));
        node.map(|mark| mark.paint.dash)
    };
    assert_eq!(dash("gateway g0"), Some(Dash::Dotted));
    assert_eq!(dash("gateway g1"), Some(Dash::Solid));
    assert_eq!(dash("counter store store"), Some(Dash::Dashed));
}

#[test]
fn the_number_above_is_the_worst_window() {
    let settings = [("traffic", "edge"), ("clients", "1"), ("algorithm", "fixed_window")];
    let globe = globe(&settings, &[], "5s");
    let picture = GatewayScene.still(&*globe, &frame((676.0, 560.0), Language::English));
    assert_eq!(said(&picture, "headline"), Some("10 / 5"));
    let headline = picture.still.iter().find(|mark| mark.key == "headline").expect("it is there");
    assert_eq!(headline.paint.fill, Some(Token::Danger));
    let caption = said(&picture, "caption").expect("it is there");
    assert!(caption.contains("wrongly admitted"), "{caption}");
}

#[test]
fn clients_learn_visibly() {
    let settings = [("traffic", "recorded"), ("limit", "1"), ("latency", "10ms"), ("api_time", "20ms")];
    let mut globe = globe(&settings, &["1s send c0 2"], "1s");
    let mut flashes = |at: &str| {
        globe.seek_time(time(at));
        let mut dots: Vec<Dot> = Vec::new();
        GatewayScene.moving(&mut *globe, &frame((676.0, 560.0), Language::English), None, &mut dots);
        dots.retain(|dot| dot.message == 0);
        dots.into_iter().map(|dot| (dot.kind, dot.token)).collect::<Vec<_>>()
    };
    // There and back takes four hops; the other goes on to the API server.
    assert_eq!(flashes("1039ms"), []);
    assert_eq!(flashes("1042ms"), [(DotKind::Ring, Token::Warning), (DotKind::Barred, Token::Warning)]);
    assert_eq!(flashes("1082ms"), [(DotKind::Ring, Token::Good)]);
}
