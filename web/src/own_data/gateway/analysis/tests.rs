use super::*;
use crate::own_data::gateway::reader::Reader;
use crate::own_data::gateway::report::{KeyReport, Report};
use crate::own_data::gateway::request::Request;
use snowglobe_core::limiter::rules::Rules;
use snowglobe_core::limiter::{AnyLimiter, Limiter};
use std::collections::BTreeMap;

const SECOND: u64 = 1_000_000_000;

fn run(specs: Vec<Spec>, setting: Setting, log: &str) -> Report {
    let mut reader = Reader::new(specs, setting, None);
    reader.push(log.as_bytes()).expect("a log");
    reader.finish(false).expect("a report")
}

fn each_key(amount: u32, seconds: u64) -> Vec<Spec> {
    vec![Spec { parts: vec![PartSpec::each("key")], limit: Limit::new(amount, seconds * SECOND) }]
}

/// Times in milliseconds and users, in bursts and a little out of order.
fn traffic() -> Vec<(u64, String)> {
    let mut seed = 3_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % below
    };
    let mut time = 1_700_000_000_000;
    (0..5_000)
        .map(|_| {
            time += if random(30) == 0 { random(20_000) } else { random(100) };
            (time - random(50), format!("user-{}", random(40) * random(40) / 40))
        })
        .collect()
}

fn plain(traffic: &[(u64, String)]) -> String {
    traffic.iter().map(|(time, user)| format!("{}.{:03} {user}\n", time / 1_000, time % 1_000)).collect()
}

#[test]
fn every_algorithm_denies_whom_its_own_limiters_deny() {
    let traffic = traffic();
    let mut sorted = traffic.clone();
    sorted.sort_by_key(|(time, _)| *time);
    for algorithm in Algorithm::ALL {
        let setting = Setting { algorithm, ..Setting::default() };
        let specs = each_key(6, 10);
        let limit = specs[0].limit;
        let report = run(specs, setting, &plain(&traffic));
        let mut limiters: BTreeMap<&str, (AnyLimiter, u64, u64)> = BTreeMap::new();
        let mut delayed = 0;
        for (time, user) in &sorted {
            let fresh = || (algorithm.limiter(limit).expect("a limiter"), 0, 0);
            let (limiter, admitted, denied) = limiters.entry(user).or_insert_with(fresh);
            let verdict = limiter.check(time * 1_000_000, 1).verdict;
            *(if verdict == Verdict::Denied { denied } else { admitted }) += 1;
            delayed += u64::from(matches!(verdict, Verdict::Delayed { .. }));
        }
        let mut expected: Vec<KeyReport> = limiters
            .iter()
            .filter(|(_, (_, _, denied))| *denied > 0)
            .map(|(user, (_, admitted, denied))| KeyReport {
                id: 0,
                key: (*user).to_owned(),
                admitted: *admitted,
                denied: *denied,
            })
            .collect();
        expected.sort_by(|a, b| b.denied.cmp(&a.denied).then_with(|| a.key.cmp(&b.key)));
        let rule = &report.rules[0];
        let top: Vec<KeyReport> = rule.top.iter().map(|key| KeyReport { id: 0, ..key.clone() }).collect();
        assert_eq!(top, expected, "{algorithm}");
        assert_eq!(report.denied, expected.iter().map(|key| key.denied).sum::<u64>());
        assert_eq!((report.delayed, rule.delayed), (delayed, delayed), "{algorithm}");
        assert_eq!(rule.requests, 5_000);
        assert_eq!((rule.keys, rule.forgotten), (limiters.len() as u64, 0));
        assert!(report.reading.late > 100 && report.reading.too_late == 0);
        assert!(!expected.is_empty(), "{algorithm} denied nobody");
    }
}

#[test]
fn sums_over_time_are_the_sums() {
    let report = run(each_key(6, 10), Setting::default(), &plain(&traffic()));
    let sum = |timeline: &Timeline| timeline.buckets.iter().fold([0, 0], |s, b| [s[0] + b[0], s[1] + b[1]]);
    assert_eq!(sum(&report.timeline), [report.requests, report.denied]);
    assert_eq!(sum(&report.rules[0].timeline), [report.rules[0].admitted, report.rules[0].denied]);
}

const RULES: &str = "
domain: shop
descriptors:
  - key: user
    rate_limit: {unit: minute, requests_per_unit: 3}
  - {key: user, value: robot}
  - key: path
    value: /login
    rate_limit: {unit: second, requests_per_unit: 1}
    descriptors:
      - key: remote_address
        rate_limit:
          - {unit: second, requests_per_unit: 2}
          - {unit: day, requests_per_unit: 5}
      - {key: remote_address, value: 192.0.2.1}
  - key: method
    descriptors:
      - key: path
        value: /
        rate_limit: {unit: hour, requests_per_unit: 2}
";

#[test]
fn rules_are_for_the_lines_for_which_the_core_says_they_are() {
    let rules = Rules::parse(RULES).expect("sound rules");
    let specs = Request::new(RULES).specs().expect("sound rules");
    assert_eq!(specs.len(), 5);
    let mut expected = [0; 5];
    let mut log = String::new();
    for number in 0..200 {
        let user = ["ann", "robot", "-"][number % 3];
        let path = ["/login", "/", "/x?y"][number / 3 % 3];
        let address = ["192.0.2.1", "192.0.2.2"][number / 9 % 2];
        let method = ["GET", "POST"][number / 18 % 2];
        log +=
            &format!("{address} - {user} [14/Nov/2023:22:13:20 +0000] \"{method} {path} HTTP/1.1\" 200 1\n");
        let path = path.split('?').next().unwrap_or(path);
        let mut attributes = vec![("path", path), ("remote_address", address), ("method", method)];
        if user != "-" {
            attributes.push(("user", user));
        }
        for found in rules.matching(&attributes) {
            let mut first = 0;
            for rule in rules.limiting() {
                if rule.line() == found.rule.line() {
                    (first..first + rule.quotas().len()).for_each(|at| expected[at] += 1);
                }
                first += rule.quotas().len();
            }
        }
    }
    let report = run(specs, Setting::default(), &log);
    assert_eq!(report.rules.iter().map(|rule| rule.requests).collect::<Vec<_>>(), expected);
    assert!(expected.iter().all(|count| (10..200).contains(count)), "{expected:?}");
}

#[test]
fn the_first_denied_lines_are_listed_with_whose_they_are() {
    let log: String = (0..300).map(|i| format!("1700000000.{i:03} user {}\n", i % 2)).collect();
    let report = run(each_key(1, 60), Setting::default(), &log);
    assert_eq!(report.denied, 298);
    let lines = &report.first_denied;
    assert_eq!(lines.len(), LISTED_LINES);
    assert_eq!((lines[0].number, lines[99].number), (3, 102));
    assert_eq!(
        (lines[0].rule, lines[0].key.as_str(), lines[0].text.as_str()),
        (0, "user 0", "1700000000.002 user 0")
    );
    assert_eq!(lines[0].time, 1_700_000_000_002_000_000);
}

#[test]
fn long_and_strange_text_is_cut_and_made_visible() {
    let long = format!("1700000000 {}\u{1b}[31m\n", "한".repeat(300));
    let report = run(each_key(1, 60), Setting::default(), &long.repeat(2));
    let denied = &report.first_denied[0];
    assert_eq!((denied.text.chars().count(), denied.key.chars().count()), (SHOWN_LINE + 1, 121));
    assert!(denied.text.ends_with("한…"));
    let report = run(each_key(1, 60), Setting::default(), &"1700000000 a\u{1b}[31mb\u{202e}c\n".repeat(2));
    assert_eq!(report.first_denied[0].key, "a\u{fffd}[31mb\u{fffd}c");
}

#[test]
fn a_rule_for_what_the_log_does_not_have_is_said_to_be() {
    let spec = |name: &str| Spec { parts: vec![PartSpec::each(name)], limit: Limit::new(1, SECOND) };
    let log = "192.0.2.1 - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1\n";
    let report = run(vec![spec("device"), spec("agent"), spec("ip")], Setting::default(), &log.repeat(3));
    let missing: Vec<_> = report.rules.iter().map(|rule| rule.missing.as_deref()).collect();
    assert_eq!(missing, [Some("device"), Some("agent"), None]);
    assert_eq!(report.rules.iter().map(|rule| rule.requests).collect::<Vec<_>>(), [0, 0, 3]);
    let json = "{\"ts\":1700000000,\"device\":\"d\"}\n";
    let report = run(vec![spec("device")], Setting::default(), &json.repeat(3));
    assert_eq!((report.rules[0].missing.as_deref(), report.denied), (None, 2));
}

#[test]
fn strangers_may_hide_behind_a_header_only_from_those_who_believe_it() {
    let log: String = (0..50)
        .map(|i| format!("10.0.0.1 - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" \"6.6.6.{i}, 198.51.100.9\"\n"))
        .collect();
    for (proxies, denied, key) in [(0, 49, "10.0.0.1"), (1, 49, "198.51.100.9"), (2, 0, "")] {
        let clients = Clients { proxies, group_ipv6: false };
        let report = run(each_key(1, 60), Setting { clients, ..Setting::default() }, &log);
        assert_eq!(report.denied, denied, "{proxies} proxies");
        assert_eq!(report.rules[0].top.first().map_or("", |top| top.key.as_str()), key);
    }
    let log: String = (0..50)
        .map(|i| format!("2001:db8:1:2::{i:x} - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1\n"))
        .collect();
    for (group_ipv6, denied) in [(true, 49), (false, 0)] {
        let clients = Clients { proxies: 0, group_ipv6 };
        let report = run(each_key(1, 60), Setting { clients, ..Setting::default() }, &log);
        assert_eq!(report.denied, denied);
    }
}

#[test]
fn a_rule_that_names_an_address_means_its_network() {
    let log: String = (0..6)
        .map(|i| {
            format!("2001:db8:1:{}::{i:x} - - [14/Nov/2023:22:13:20 +0000] \"GET / HTTP/1.1\" 200 1\n", i % 2)
        })
        .collect();
    let spec = |value: Option<&str>, except: &[&str]| Spec {
        parts: vec![PartSpec {
            value: value.map(str::to_owned),
            except: except.iter().map(|value| (*value).to_owned()).collect(),
            ..PartSpec::each("ip")
        }],
        limit: Limit::new(1, SECOND),
    };
    let specs = vec![
        spec(Some("2001:DB8:1:1::77"), &[]),
        spec(Some("2001:db8:1:0::/64"), &[]),
        spec(None, &["192.0.2.1", "2001:db8:1:1::99"]),
        spec(None, &[]),
    ];
    let clients = Clients { proxies: 0, group_ipv6: true };
    let report = run(specs.clone(), Setting { clients, ..Setting::default() }, &log);
    assert_eq!(report.rules.iter().map(|rule| rule.requests).collect::<Vec<_>>(), [3, 3, 3, 6]);
    let named = |at: usize| report.rules[at].parts[0].1.as_deref();
    assert_eq!((named(0), named(1), named(2)), (Some("2001:db8:1:1::/64"), Some("2001:db8:1::/64"), None));
    let alone = Clients { group_ipv6: false, ..clients };
    let report = run(specs, Setting { clients: alone, ..Setting::default() }, &log);
    assert_eq!(report.rules.iter().map(|rule| rule.requests).collect::<Vec<_>>(), [0, 0, 6, 6]);
}

/// Thousands of values beside a key, for rules within one another.
#[test]
fn exceptions_are_kept_once_and_found() {
    let mut rules = String::from("domain: a\ndescriptors:\n  - key: user\n    descriptors:\n");
    for path in 0..200 {
        rules += &format!(
            "      - {{key: path, value: /{path}, rate_limit: {{unit: day, requests_per_unit: 1}}}}\n"
        );
    }
    for user in 0..9_000 {
        rules += &format!("  - {{key: user, value: u{user}}}\n");
    }
    let request = Request::new(&rules);
    assert_eq!(request.check(), Ok(()));
    let specs = request.specs().expect("sound rules");
    assert_eq!((specs.len(), specs[0].parts[0].except.len()), (200, 9_000));
    assert!(specs.iter().all(|spec| Arc::ptr_eq(&spec.parts[0].except, &specs[0].parts[0].except)));
    let log: String = ["u0", "u8999", "u9000", "u41", "u410", "u", "v"]
        .map(|user| format!("192.0.2.1 - {user} [14/Nov/2023:22:13:20 +0000] \"GET /7 HTTP/1.1\" 200 1\n"))
        .concat();
    let report = run(specs, Setting::default(), &log);
    assert_eq!((report.rules[7].requests, report.rules[8].requests), (3, 0));
}

#[test]
fn no_rules_and_too_many_are_refused() {
    let refused =
        |specs: &[Spec]| Analysis::new(specs, &Setting::default()).map(drop).expect_err("a refusal");
    assert_eq!(refused(&[]), Failure::Rules(RulesFailure::None));
    let many = vec![each_key(1, 1).remove(0); MAX_RULES + 1];
    assert_eq!(
        refused(&many),
        Failure::Rules(RulesFailure::TooMany { rules: MAX_RULES + 1, max: MAX_RULES })
    );
    assert!(Analysis::new(&many[1..], &Setting::default()).is_ok());
}

#[test]
fn a_million_keys_are_kept_and_what_is_forgotten_is_said() {
    let log: String =
        (0..3_000).map(|i| format!("{} user-{}\n", 1_700_000_000 + i / 100, i % 1_500)).collect();
    let report = run(each_key(1, 3_600), Setting::default(), &log);
    assert_eq!((report.denied, report.rules[0].forgotten), (1_500, 0));
    let report = run(each_key(1, 3_600), Setting { keys: 100, ..Setting::default() }, &log);
    assert!(report.rules[0].forgotten > 1_000 && report.denied < 1_500, "{:?}", report.rules[0]);
}
