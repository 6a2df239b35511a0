use super::*;

fn record(time: Nanos, kind: Kind, id: u64, until: Nanos) -> Record {
    let (node, peer) = (NodeId(0), NodeId(1));
    Record { time, step: time, kind, node, peer, id, until, label: Label::default() }
}

fn ends(records: &[Record]) -> Vec<(u64, Nanos, End)> {
    routes(records).iter().map(|route| (route.id, route.sent, route.end)).collect()
}

#[test]
fn each_message_finds_its_own_end() {
    let records = [
        record(1, Kind::Sent, 1, 10),
        record(2, Kind::Sent, 2, 8),
        record(3, Kind::Sent, 3, 50),
        record(8, Kind::Dropped(Reason::Loss), 2, 8),
        record(9, Kind::Delivered, 77, 9),
        record(10, Kind::Delivered, 1, 10),
    ];
    let lost = End::Lost(Reason::Loss);
    assert_eq!(ends(&records), [(1, 1, End::Arrived), (2, 2, lost), (3, 3, End::UnderWay)]);
}

#[test]
fn copies_end_each_at_its_time() {
    let records = [
        record(1, Kind::Sent, 1, 10),
        record(1, Kind::Copied, 1, 6),
        record(6, Kind::Delivered, 1, 6),
        record(10, Kind::Dropped(Reason::Down), 1, 10),
    ];
    assert_eq!(ends(&records), [(1, 1, End::Lost(Reason::Down)), (1, 1, End::Arrived)]);
    let together = [
        record(1, Kind::Sent, 1, 10),
        record(1, Kind::Copied, 1, 10),
        record(10, Kind::Delivered, 1, 10),
        record(10, Kind::Delivered, 1, 10),
    ];
    assert_eq!(ends(&together), [(1, 1, End::Arrived), (1, 1, End::Arrived)]);
}

#[test]
fn a_held_message_waits_and_then_travels() {
    let records = [
        record(1, Kind::Sent, 1, Nanos::MAX),
        record(2, Kind::Sent, 2, Nanos::MAX),
        record(5, Kind::Sent, 1, 9),
        record(9, Kind::Delivered, 1, 9),
    ];
    let expected = [(1, 1, End::Held(Some(5))), (2, 2, End::Held(None)), (1, 5, End::Arrived)];
    assert_eq!(ends(&records), expected);
}

#[test]
fn what_is_lost_under_way_reaches_half_of_it() {
    let records = [record(1, Kind::Sent, 1, 9), record(9, Kind::Dropped(Reason::Partition), 1, 9)];
    assert_eq!(routes(&records).first().map(Route::reach), Some(0.5));
    let records = [record(1, Kind::Sent, 1, 9), record(9, Kind::Dropped(Reason::Down), 1, 9)];
    assert_eq!(routes(&records).first().map(Route::reach), Some(1.0));
}
