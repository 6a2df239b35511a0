//! What ways of counting let through, as tables: requests wrongly admitted in 20 seconds, by where the counters are,
//! the number of gateways, the way to the store, and how much clocks differ; and what each algorithm makes of the same
//! traffic. Fixed seeds; a change of a table is a change of behaviour.

use snowglobe_core::limiter::Algorithm;
use snowglobe_core::scenario::file;
use snowglobe_core::systems::{self, gateway::choice::Counting};
use std::fmt::Write;

/// Facts at the end of a run.
fn end(lines: &str) -> impl Fn(&str) -> f64 + use<> {
    let lines: String = lines.split("; ").map(|line| format!("set {line}\n")).collect();
    let text = format!("snowglobe 1\nsystem gateway\nseed 7\n{lines}");
    let mut globe =
        systems::open(file::read(&text, systems::parameters).expect("a scenario file")).expect("it fits");
    globe.seek_time(globe.horizon());
    let facts = globe.facts();
    move |name| facts.iter().find(|fact| fact.name == name).expect("the gateway says it").value.as_f64()
}

const LATENCIES: [&str; 3] = ["100us", "10ms", "50ms"];
const SKEWS: [&str; 2] = ["0s", "300ms"];

#[test]
fn wrongly_admitted_by_counting_nodes_latency_and_skew() {
    let mut table = format!("{:<18}{:>5}", "counting", "nodes");
    for (latency, skew) in LATENCIES.iter().flat_map(|latency| SKEWS.map(|skew| (latency, skew))) {
        write!(table, "{latency:>8} {skew:<5}").expect("a string takes it");
    }
    for counting in Counting::NAMES {
        for nodes in [1, 2, 4] {
            write!(table, "\n{counting:<18}{nodes:>5}").expect("a string takes it");
            for (latency, skew) in LATENCIES.iter().flat_map(|latency| SKEWS.map(|skew| (latency, skew))) {
                let told = end(&format!(
                    "counting {counting}; nodes {nodes}; latency {latency}; skew {skew}; rate 100; store_timeout 1s; \
                     algorithm sliding_log; sync_period 100ms; api_time 1ms"
                ));
                let (wrongly, worst) = (told("wrongly_admitted"), told("worst_window"));
                write!(table, "{wrongly:>8} {:<5}", format!("({worst})")).expect("a string takes it");
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn admitted_and_worst_window_by_algorithm_and_traffic() {
    let traffics = ["steady", "poisson", "bursts", "edge", "curve"];
    let mut table = format!("{:<22}", "admitted (worst)");
    traffics.iter().for_each(|traffic| write!(table, "{traffic:>12}").expect("a string takes it"));
    let runs = traffics.map(|traffic| end(&format!("clients 1; traffic {traffic}; rate 20")));
    for algorithm in Algorithm::NAMES {
        write!(table, "\n{algorithm:<22}").expect("a string takes it");
        for told in &runs {
            let fact = |what: &str| told(&format!("{algorithm}_{what}"));
            write!(table, "{:>7} {:<4}", fact("admitted"), format!("({})", fact("worst")))
                .expect("a string takes it");
        }
    }
    insta::assert_snapshot!(table);
}
