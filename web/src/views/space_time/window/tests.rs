use super::*;
use crate::picture::Thing;
use crate::views::testing::{MS, cache};
use snowglobe_core::sim::NodeId;

fn messages(globe: &mut dyn Globe, (from, to): (Nanos, Nanos)) -> usize {
    globe.records(from, to).iter().filter(|record| record.kind == Kind::Sent).count()
}

#[test]
fn as_much_is_shown_as_can_be_told_apart() {
    let mut globe = cache();
    for now in (100..1_900).step_by(150) {
        globe.seek_time(now * MS);
        let asked = Asked { span: (MS, 10 * SECOND), ..Asked::default() };
        let window = around(&mut *globe, &asked, 0.0);
        let count = messages(&mut *globe, window);
        assert!((8..=FEW).contains(&count), "{count} messages at {now} ms in {window:?}");
        assert!(window.0 < now * MS && now * MS < window.1);
    }
    // Where so little cannot be had, and where so much is not asked for.
    let wide = Asked { span: (SECOND, 10 * SECOND), ..Asked::default() };
    globe.seek_time(SECOND);
    assert_eq!(around(&mut *globe, &wide, 0.0), (320 * MS, 1_320 * MS));
    let short = Asked { span: (MS, 2 * MS), ..Asked::default() };
    let (from, to) = around(&mut *globe, &short, 0.0);
    assert_eq!(to - from, 2 * MS);
}

#[test]
fn the_window_seldom_changes_its_length() {
    let mut globe = cache();
    let asked = Asked { span: (MS, 10 * SECOND), ..Asked::default() };
    let mut lengths = Vec::new();
    for now in 0..200 {
        globe.seek_time(SECOND / 2 + now * MS);
        let (from, to) = around(&mut *globe, &asked, 0.0);
        if lengths.last() != Some(&(to - from)) {
            lengths.push(to - from);
        }
    }
    assert!(lengths.len() <= 16, "{lengths:?}");
}

#[test]
fn a_step_is_seen_as_a_whole_and_then_goes_along() {
    let (begin, end) = (995 * MS, 1_026 * MS);
    let at = |now| framed((begin, end), now, 20 * MS).expect("it is short enough");
    assert_eq!(at(begin), at(end));
    let (from, to) = at(begin);
    assert!(from < begin && begin - from < 4 * MS && to > end);
    assert_eq!(at(end + 5 * MS), (from + 5 * MS, to + 5 * MS));
    assert_eq!(at(begin - 5 * MS), (from - 5 * MS, to - 5 * MS));
    assert_eq!(framed((begin, end), begin, 15 * MS), None);
}

#[test]
fn a_request_is_seen_from_its_beginning() {
    let request = |called, ended| Request {
        node: NodeId(0),
        called,
        ended: Some(ended),
        text: String::new(),
        broken: true,
        thing: Thing::Call("c0@1".to_owned()),
    };
    let window = (90 * MS, 110 * MS);
    let begin = |requests: &[Request]| reaching(requests, 104 * MS, window);
    assert!(begin(&[request(80 * MS, 104 * MS)]) < 80 * MS);
    // What it misses, if that is near; and nothing that is long over.
    assert!(begin(&[request(95 * MS, 104 * MS), request(60 * MS, 70 * MS)]) < 60 * MS);
    assert_eq!(begin(&[request(95 * MS, 104 * MS), request(MS, 2 * MS)]), 90 * MS);
    assert_eq!(begin(&[request(20 * MS, 30 * MS)]), 90 * MS);
}
