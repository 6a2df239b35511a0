use super::*;
use crate::own_data::gateway::request::Request;
use crate::own_data::gateway::samples;
use crate::own_data::gateway::session::Session;

fn report(rules: &str, log: &str) -> Report {
    let request = Request { compare: true, ..Request::new(rules) };
    let mut session = Session::new(request, log.len() as u64).expect("a session");
    session.push(log.as_bytes()).expect("text");
    session.finish().expect("a report")
}

fn sample() -> Report {
    report(samples::RULES, samples::LOG)
}

fn rows(report: &Report, table: Table) -> Vec<Vec<String>> {
    let text = String::from_utf8(csv(report, table)).expect("text");
    text.lines().map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

fn sum(rows: &[Vec<String>], column: usize) -> u64 {
    rows.iter().skip(1).filter_map(|row| row[column].parse::<u64>().ok()).sum()
}

#[test]
fn the_tables_say_what_the_report_says() {
    let report = sample();
    let keys = rows(&report, Table::Keys);
    assert_eq!(sum(&keys, 3), report.rules.iter().map(|rule| rule.denied).sum::<u64>());
    let timeline = rows(&report, Table::Timeline);
    assert_eq!((sum(&timeline, 2), sum(&timeline, 3)), (report.requests, report.denied));
    assert!(timeline[1][0].starts_with("2025-05-12T01:00:0"), "{:?}", timeline[1]);
    assert_eq!(rows(&report, Table::Denied).len(), 1 + report.first_denied.len());
    assert_eq!(rows(&report, Table::Rules).len(), 1 + 2);
    assert_eq!(rows(&report, Table::Algorithms).len(), 1 + 2 * 9);
    let algorithms = rows(&report, Table::Algorithms);
    assert_eq!(
        sum(&algorithms, 2) + sum(&algorithms, 3) + sum(&algorithms, 4),
        9 * report.rules.iter().map(|rule| rule.requests).sum::<u64>()
    );
    assert!(rows(&report, Table::Limits).len() > 4);
    assert!(Table::ALL.into_iter().all(|table| table.is_in(&report)));
    let limit = rows(&report, Table::Rules)[2].clone();
    assert_eq!(limit[..2], ["2", "\"path = /login"]);
    assert_eq!(limit[3..6], ["5", "60", "5"]);
    // Whatever names a rule names one that there is.
    let numbers: Vec<String> = rows(&report, Table::Rules).iter().skip(1).map(|row| row[0].clone()).collect();
    for (table, column) in [(Table::Keys, 0), (Table::Denied, 2), (Table::Algorithms, 0), (Table::Limits, 0)]
    {
        assert!(rows(&report, table).iter().skip(1).all(|row| numbers.contains(&row[column])), "{table:?}");
    }
}

#[test]
fn no_key_becomes_a_formula() {
    let log = "1700000000 =HYPERLINK(\"x\"\"y\",1)\n1700000000 @SUM(1)\n".repeat(3);
    let rules =
        "domain: a\ndescriptors:\n  - key: ip\n    rate_limit: {unit: minute, requests_per_unit: 1}\n";
    let report = report(rules, &log);
    let keys = String::from_utf8(csv(&report, Table::Keys)).expect("text");
    assert!(keys.contains("\r\n1,\"'=HYPERLINK(\"\"x\"\"\"\"y\"\",1)\",1,2\r\n"), "{keys}");
    assert!(keys.contains("\r\n1,'@SUM(1),1,2\r\n"), "{keys}");
}

#[test]
fn the_json_is_json_and_has_it_all() {
    let log = "1700000000 a\"b\\c\td\u{7f}é\n".repeat(3);
    let rules =
        "domain: a\ndescriptors:\n  - key: ip\n    rate_limit: {unit: minute, requests_per_unit: 1}\n";
    let text = json(&report(rules, &log));
    assert!(text.contains(r#""key":"a\"b\\c"#), "{text}");
    assert_eq!(text.matches('{').count(), text.matches('}').count());
    let names = [
        "algorithm",
        "reading",
        "problems",
        "timeline",
        "rules",
        "top",
        "comparison",
        "limits",
        "first_denied",
    ];
    for name in names {
        assert!(text.contains(&format!("\"{name}\":")), "{name}");
    }
    assert!(!text.contains(",}") && !text.contains(",]") && !text.contains("{,") && !text.contains("[,"));
}
