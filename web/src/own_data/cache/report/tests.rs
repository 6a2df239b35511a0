use super::*;
use crate::own_data::cache::keys::Reading;
use crate::own_data::cache::servers;
use crate::own_data::failure::FileFailure;

fn request(list: &str, change: Change) -> Request {
    Request::new(servers::parse(list.as_bytes()).servers, change, Reading::Lines)
}

fn analyse(request: &Request, keys: u64) -> (Report, Placed) {
    let mut analysis = Analysis::new(request).expect("a sound request");
    for i in 0..keys {
        analysis.key(format!("key-{i}").as_bytes());
    }
    analysis.finish(Counts { keys, ..Counts::default() }).expect("a report")
}

fn outcome<'a>(report: &'a Report, scheme: &str) -> &'a Outcome {
    report.row(scheme).expect("a row").outcome.as_ref().expect("an outcome")
}

#[test]
fn every_key_is_somewhere_before_and_after() {
    for change in [
        Change::None,
        Change::Remove("b:11211".into()),
        Change::Add(servers::parse_entry("z 2").expect("an entry")),
    ] {
        let (report, _) = analyse(&request("a\nb\nc 2\nd", change.clone()), 5_000);
        assert_eq!(report.rows.len(), Scheme::ALL.len());
        for row in &report.rows {
            let o = row.outcome.as_ref().expect("an outcome");
            assert_eq!(o.before.keys.iter().sum::<u64>(), 5_000, "{}", row.scheme);
            let moved: u64 = o.flows.iter().map(|f| f.keys).sum();
            assert_eq!(moved + o.in_other_flows, o.moved, "{}", row.scheme);
            match &o.after {
                Some(after) => assert_eq!(after.keys.iter().sum::<u64>(), 5_000, "{}", row.scheme),
                None => assert_eq!((&change, o.moved), (&Change::None, 0)),
            }
        }
    }
}

#[test]
fn the_counts_are_those_of_asking_for_each_key() {
    let request = request("a\nb\nc\nd", Change::Remove("b:11211".into()));
    let (report, placed) = analyse(&request, 3_000);
    for &scheme in Scheme::ALL.iter() {
        let (mut before, mut after, mut moved) = (vec![0; 4], vec![0; 4], 0);
        for i in 0..3_000 {
            let (from, to) = placed.owners(scheme, i, format!("key-{i}").as_bytes()).expect("an owner");
            let to = to.expect("an owner after the change");
            before[from] += 1;
            after[to] += 1;
            moved += u64::from(from != to);
        }
        let o = outcome(&report, scheme.name());
        assert_eq!(o.before.keys, before, "{}", scheme.name());
        assert_eq!(o.after.as_ref().map(|s| &s.keys), Some(&after), "{}", scheme.name());
        assert_eq!(o.moved, moved, "{}", scheme.name());
        assert_eq!(after[1], 0, "{}: keys on a dead server", scheme.name());
    }
}

#[test]
fn modulo_moves_three_keys_in_four_and_a_ring_one() {
    let (report, _) = analyse(&request("a\nb\nc\nd", Change::Remove("b:11211".into())), 20_000);
    let share = |scheme| outcome(&report, scheme).moved as f64 / 20_000.0;
    assert!((0.73..0.77).contains(&share("modulo")), "{}", share("modulo"));
    for scheme in ["ring", "ketama", "rendezvous", "slots"] {
        let o = outcome(&report, scheme);
        assert_eq!(o.moved, o.before.keys[1], "{scheme}: only the dead server's keys move");
        assert!(o.flows.iter().all(|f| f.from == 1), "{scheme}: {:?}", o.flows);
    }
}

#[test]
fn an_added_server_takes_and_nobody_else_gains() {
    let added = servers::parse_entry("e").expect("an entry");
    let (report, _) = analyse(&request("a\nb\nc\nd", Change::Add(added)), 20_000);
    for scheme in ["ring", "ketama", "rendezvous", "jump"] {
        let o = outcome(&report, scheme);
        assert!(o.moved > 2_000 && o.moved < 6_500, "{scheme}: {}", o.moved);
        assert!(o.flows.iter().all(|f| f.to == 4), "{scheme}: {:?}", o.flows);
    }
    assert_eq!(report.servers.last().map(String::as_str), Some("e:11211"));
    assert_eq!(report.expected_before, [0.25, 0.25, 0.25, 0.25, 0.0]);
    assert_eq!(report.expected_after, [0.2; 5]);
}

#[test]
fn weights_in_megabytes_are_the_same_question() {
    let small = analyse(&request("a 2\nb 1", Change::None), 2_000).0;
    let large = analyse(&request("a 600\nb 300", Change::None), 2_000).0;
    assert_eq!(small, large);
}

#[test]
fn spread_is_measured_against_the_weights() {
    let even = Spread::measure(vec![10, 20, 10], &[0.25, 0.5, 0.25]);
    assert_eq!((even.cv, even.max_over_mean), (0.0, 1.0));
    let plain = Spread::measure(vec![0, 20, 10, 99], &[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 0.0]);
    // Another server's 99 keys count in the total only.
    assert!((plain.max_over_mean - 60.0 / 129.0).abs() < 1e-12);
    let two = Spread::measure(vec![5, 15], &[0.5, 0.5]);
    assert!((two.cv - 0.5).abs() < 1e-12 && (two.max_over_mean - 1.5).abs() < 1e-12);
    assert_eq!(Spread::measure(vec![0], &[1.0]).max_over_mean, 0.0);
}

#[test]
fn a_thousand_servers_keep_the_flows_bounded() {
    let list: String = (0..1_000).map(|i| format!("s{i}\n")).collect();
    let mut request = request(&list, Change::Remove("s500:11211".into()));
    request.virtual_nodes = 10;
    let (report, _) = analyse(&request, 2_000);
    let o = outcome(&report, "modulo");
    assert_eq!(o.flows.len(), MAX_FLOWS);
    assert_eq!(o.flows.iter().map(|f| f.keys).sum::<u64>() + o.in_other_flows, o.moved);
}

#[test]
fn one_refused_placement_leaves_the_others() {
    let list: String = (0..1_000).map(|i| format!("s{i} {}\n", if i == 0 { 1 } else { 1_000 })).collect();
    let mut request = request(&list, Change::None);
    request.virtual_nodes = 1_000;
    let (report, _) = analyse(&request, 100);
    assert!(matches!(report.row("ring").expect("a row").outcome, Err(Refusal::TooManyPoints { .. })));
    assert!(report.row("modulo").expect("a row").outcome.is_ok());
}

#[test]
fn senseless_requests_are_refused_before_any_work() {
    let refused = |request: &Request| Analysis::new(request).map(drop).expect_err("a refusal");
    assert_eq!(refused(&request("", Change::None)), Failure::NoServers);
    assert_eq!(refused(&request("a", Change::Remove("a:11211".into()))), Failure::NobodyLeft);
    assert_eq!(refused(&request("a\nb", Change::Remove("c".into()))), Failure::NotThere { name: "c".into() });
    let again = Change::Add(servers::parse_entry("B").expect("an entry"));
    assert_eq!(refused(&request("a\nb", again)), Failure::AlreadyThere { name: "B:11211".into() });
    for given in [0, 1_001, u32::MAX] {
        let request = Request { virtual_nodes: given, ..request("a\nb", Change::None) };
        assert_eq!(refused(&request), Failure::VirtualNodes { given, max: 1_000 });
    }
    let request = Request { hash: "rot13".into(), ..request("a\nb", Change::None) };
    assert!(matches!(refused(&request), Failure::File(FileFailure::Broken { .. })));
}
