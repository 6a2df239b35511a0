use super::layout;
use crate::picture::{Area, Dot, DotKind, Token};
use crate::scenes::circle::Layout;
use crate::scenes::kv::{KvDetails, KvScene};
use crate::scenes::testing::{LANGUAGES, SIZES, frame, globe, texts, time};
use crate::scenes::{Details, Frame, Scene};
use crate::text::Language;
use snowglobe_core::sim::{Globe, Kind, NodeId};
use std::collections::BTreeSet;

/// The dots of many moments, each with where things stand.
fn dots(globe: &mut dyn Globe, size: (f32, f32), mut each: impl FnMut(&Dot, &Layout, &[(&str, Area)])) {
    let frame = Frame { flash: time("20ms") * 4, ..frame(size, Language::English) };
    let from = globe.moment().at;
    for moment in 0..60 {
        globe.seek_time(from + moment * time("20ms"));
        let picture = KvScene.still(globe, &frame);
        let mut out = Vec::new();
        KvScene.moving(globe, &frame, None, &mut out);
        let (layout, texts) = (layout(globe, &frame), texts(&picture));
        out.iter().for_each(|dot| each(dot, &layout, &texts));
    }
    globe.seek_time(from);
}

fn apart(dot: &Dot, at: (f32, f32)) -> f32 {
    ((dot.x - at.0).powi(2) + (dot.y - at.1).powi(2)).sqrt()
}

/// The line of a bubble tells by its colour which machine it is.
#[test]
fn what_was_noticed_is_told_outside_of_a_bubble() {
    let mut globe = globe("kv", &[("rate", "200")], &["500ms loss 3%"], "2s");
    let mut rings = 0;
    dots(&mut *globe, (676.0, 560.0), |dot, layout, _| {
        if dot.kind == DotKind::Ring {
            rings += 1;
            assert!(dot.r >= layout.bubble + 3.0, "{} around {}", dot.r, layout.bubble);
        }
    });
    assert!(rings > 100, "{rings}");
}

#[test]
fn crosses_stay_off_the_headline_and_off_what_is_down() {
    let actions = ["500ms loss 15%", "1s crash n2"];
    let mut globe = globe("kv", &[("rate", "200"), ("clients", "4")], &actions, "2s");
    for size in SIZES {
        let mut crosses = 0;
        dots(&mut *globe, size, |dot, layout, texts| {
            if dot.kind != DotKind::Cross {
                return;
            }
            crosses += 1;
            let dead = layout.place(NodeId(6));
            assert!(apart(dot, dead) > layout.bubble + 6.0, "{} from the dead at {size:?}", apart(dot, dead));
            let middle = texts.iter().filter(|(_, area)| area.y > layout.centre.1 - layout.radius * 0.5);
            for (text, area) in middle.filter(|(text, _)| text.len() > 3) {
                let whole = Area { x: dot.x - 1.0, y: dot.y - 1.0, w: 2.0, h: 2.0 };
                assert!(!area.overlaps(whole), "{text:?} under a cross at {size:?}");
            }
        });
        assert!(crosses > 20, "{crosses} at {size:?}");
    }
}

/// Gossip that asks and answers is as small and faint as gossip that only tells, and what it is stands on it.
#[test]
fn gossip_is_drawn_alike_in_each_mode() {
    let modes: [(&str, [&[&str]; 2]); 3] = [
        ("push", [&["가십"], &["gossip"]]),
        ("pull", [&["가십 요청", "가십 응답"], &["gossip reply", "gossip request"]]),
        ("push_pull", [&["가십 요청", "가십 응답"], &["gossip reply", "gossip request"]]),
    ];
    for (mode, names) in modes {
        let settings =
            [("workload", "none"), ("latency", "50ms"), ("gossip_period", "200ms"), ("gossip_mode", mode)];
        let mut globe = globe("kv", &settings, &[], "1s");
        let (mut told, mut answered) = (0, 0);
        dots(&mut *globe, (676.0, 560.0), |dot, _, _| {
            assert!(dot.token == Token::Faint && dot.r <= 2.6, "{mode}: {dot:?}");
            told += usize::from(dot.kind == DotKind::Full);
            answered += usize::from(dot.kind == DotKind::Hollow);
        });
        assert!(told > 20 && (answered > 20) == (mode != "push"), "{mode}: {told}, {answered}");
        for (language, names) in LANGUAGES.into_iter().zip(names) {
            let wording = KvDetails.wording(&*globe, language);
            let sent = globe.records(0, time("1s")).iter().filter(|record| record.kind == Kind::Sent);
            let found: BTreeSet<String> = sent.map(|record| wording.message(record.label)).collect();
            assert!(found.iter().eq(names), "{mode}: {found:?}");
        }
    }
}
