use crate::scenario::{Range, Scenario, ScenarioError};
use crate::sim::{Run, SECOND};
use crate::systems::storage::tests::{facts, scenario};
use crate::systems::storage::{PARAMETERS, Storage, index};
use alloc::string::ToString;
use alloc::vec::Vec;

fn ends(range: Range) -> Vec<u64> {
    match range {
        Range::Count(low, high)
        | Range::Percent(low, high)
        | Range::Thousandths(low, high)
        | Range::Time(low, high) => Vec::from([low, high]),
        Range::Choice(names) => (0..names.len() as u64).collect(),
    }
}

fn with(differences: &[(usize, u64)]) -> Result<Run<Storage>, ScenarioError> {
    let mut scenario = Scenario::new("storage", 3);
    let mut settings: Vec<(u8, u64)> =
        differences.iter().map(|(index, value)| (*index as u8, *value)).collect();
    settings.sort_unstable();
    scenario.settings = settings;
    Run::new(scenario)
}

/// Alone, and with a second engine and deletes: it runs for a while, or it is refused with a sentence.
#[test]
fn every_parameter_at_its_bounds() {
    for (at, parameter) in PARAMETERS.iter().enumerate() {
        for value in ends(parameter.range) {
            for more in [&[][..], &[(index::COMPARE, 1), (index::DELETES, 20), (index::PRELOAD, 100)][..]] {
                let mut settings: Vec<(usize, u64)> =
                    more.iter().copied().filter(|(index, _)| *index != at).collect();
                settings.push((at, value));
                match with(&settings) {
                    Ok(mut run) => {
                        run.seek_time(run.horizon().min(SECOND));
                        let facts = facts(&run);
                        for verdict in ["wrong", "lost", "resurrected", "damaged"] {
                            assert_eq!(facts(verdict), 0.0, "{} {value}: {verdict}", parameter.name);
                        }
                    }
                    Err(error) => {
                        assert!(error.to_string().len() > 30, "{} {value}: {error}", parameter.name)
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_too_much_is_refused_before_it_starts() {
    let refused = |lines: &str| {
        let error = scenario(lines).and_then(Run::<Storage>::new).err();
        error.unwrap_or_else(|| panic!("{lines} runs")).to_string()
    };
    assert!(refused("value_bytes 65536; keys 20000").contains("value_bytes"));
    assert!(refused("value_bytes 3000; keys 20000; preload 20000").contains("preload"));
    assert!(refused("value_bytes 3000; keys 20000; table_bytes 256").contains("table_bytes"));
    assert!(refused("pool_pages 10000; page_bytes 65536; compare with_btree").contains("pool_pages"));
    assert!(refused("value_bytes 2000; compare with_btree").contains("value_bytes"));
    assert!(refused("rate 100000; duration 3600s").contains("steps"));
    assert!(refused("rate 0; latency 1us; sync never; duration 600s").contains("steps"));
}

/// The estimate is above what a run takes, and not by far.
#[test]
fn the_estimate_holds() {
    use crate::systems::storage::{Parameters, Rules};
    for lines in [
        "rate 200",
        "rate 200; workload overwrite; compare with_btree",
        "rate 200; workload overwrite; policy size_tiered; keys 2000",
        "rate 200; workload ycsb_e; keys 2000; preload 2000",
        "rate 200; workload ycsb_c; keys 2000; preload 2000; bits_per_key 0; cache_bytes 0",
        "rate 0; workload ycsb_f",
        "rate 0; sync never; workload fill; keys 5000",
        "rate 100; workload overwrite; block_bytes 64; table_bytes 256; memtable_bytes 256",
        "rate 100; workload overwrite; value_bytes 5000; keys 100",
    ] {
        let mut run = Run::<Storage>::new(scenario(lines).expect("a scenario")).expect("it fits");
        let parameters = Parameters::read(run.settings());
        let rules = Rules::read(run.settings());
        let expected = crate::systems::storage::work::steps(&parameters, &rules, parameters.duration);
        run.seek_time(run.horizon());
        let taken = run.world().step_count();
        assert!(taken <= expected && expected <= taken * 30, "{lines}: {taken} steps, {expected} expected");
    }
}
