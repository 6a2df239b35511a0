use super::*;
use crate::lesson::{Act, Head, lesson, table};

fn settings(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn bilingual(text: &str) -> Bilingual {
    Bilingual { ko: text.to_owned(), en: text.to_owned() }
}

fn head(text: &str, list: &[(&str, &str)]) -> Head {
    Head { ko: text.to_owned(), en: text.to_owned(), settings: settings(list), cell: None }
}

fn words(text: &str, when: &str) -> Option<Words> {
    Some(Words { ko: text.to_owned(), en: text.to_owned(), when: when.to_owned() })
}

/// Two quorums by two loads, of short runs.
fn small() -> (Step, Table) {
    let lesson = lesson("kv").expect("the lesson on the cluster");
    let step = lesson.step[lesson.index_of("stale-reads").expect("the step")].clone();
    let table = Table {
        caption: bilingual("N={settings.n}"),
        settings: settings(&[("duration", "2s"), ("w", "1")]),
        actions: Vec::new(),
        column: vec![head("W={settings.w}", &[]), head("W={settings.w}", &[("w", "2")])],
        row: vec![head("R={settings.r}", &[("r", "1")]), head("R={settings.r}", &[("r", "3")])],
        cell: bilingual("{r}+{w}\n{settings.duration}"),
        broken: words("few", "r + w < 4"),
        kept: words("{n}", "r + w > n"),
        expect: vec!["reads > 0".to_owned()],
    };
    (step, table)
}

fn filled(step: &Step, table: &Table) -> Filling {
    let mut filling = Filling::new(step.clone(), table.clone()).expect("settings that there are");
    while filling.work(u64::MAX).expect("runs that can be run") {}
    filling
}

#[test]
fn a_cell_is_a_run_of_its_row_and_its_column() {
    let (step, table) = small();
    let filling = filled(&step, &table);
    assert_eq!(filling.caption(Language::English), "N=3");
    assert_eq!(
        (filling.column(1, Language::English), filling.row(1, Language::Korean)),
        ("W=2".into(), "R=3".into())
    );
    let cell = |row, column| filling.cell(row, column, Language::English).expect("it has ended");
    let lines = |text: &str| vec![text.to_owned(), "2 s".to_owned()];
    assert_eq!(cell(0, 0), Cell { lines: lines("1+1"), broken: Some("few".into()), kept: None });
    assert_eq!(cell(0, 1).lines, lines("1+2"));
    assert_eq!(cell(1, 1), Cell { lines: lines("3+2"), broken: None, kept: Some("3".into()) });
    assert_eq!(filling.cell(0, 2, Language::English), None);
    assert_eq!(filling.cell(2, 0, Language::English), None);
}

/// In whatever pieces it is run, and a cell says nothing before its run has ended.
#[test]
fn it_is_filled_in_slices() {
    let (step, table) = small();
    let whole = filled(&step, &table);
    let mut filling = Filling::new(step, table).expect("settings that there are");
    assert_eq!(filling.row(1, Language::English), "R=3");
    let mut slices = 0;
    while filling.work(100).expect("runs that can be run") {
        slices += 1;
        assert!(filling.cell(1, 1, Language::English).is_none());
    }
    assert!(slices > 8, "{slices}");
    assert!(!filling.work(100).expect("nothing to run"));
    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        assert!(filling.telling(row, column).is_some());
        assert_eq!(filling.telling(row, column), whole.telling(row, column));
    }
}

/// What is done in the step is not done in its table, but what the table says.
#[test]
fn a_table_has_its_own_actions() {
    let (step, mut table) = small();
    let unknown = |table: &Table| filled(&step, table).telling(0, 0).and_then(|run| run.value("unknown"));
    let none = unknown(&table).expect("it has ended");
    assert_eq!(none.as_f64(), 0.0, "the step loses messages");
    table.actions = vec![Act { at: "100ms".to_owned(), action: "loss 50%".to_owned() }];
    assert!(unknown(&table).expect("it has ended").as_f64() > 3.0);
}

/// Columns that set nothing tell several things of one run.
#[test]
fn a_column_may_say_something_else_of_the_same_run() {
    let (step, mut table) = small();
    table.column[1] = Head { cell: Some(bilingual("{reads}")), ..head("reads", &[]) };
    let mut filling = Filling::new(step, table).expect("settings that there are");
    let mut runs = 0;
    while filling.work(u64::MAX).expect("runs that can be run") {
        runs += 1;
    }
    assert_eq!(runs, 3);
    let [first, second] = [0, 1].map(|column| filling.telling(1, column).expect("it has ended"));
    assert_eq!(first, second);
    let reads = first.value("reads").expect("a fact").as_f64().to_string();
    assert_eq!(filling.cell(1, 1, Language::English).expect("it has ended").lines, [reads]);
}

#[test]
fn what_cannot_be_set_or_run_is_said() {
    let (step, mut table) = small();
    table.row[1].settings = settings(&[("r", "many")]);
    assert!(Filling::new(step.clone(), table.clone()).is_err());
    table.row[1].settings = settings(&[("r", "9")]);
    let mut filling = Filling::new(step, table).expect("each is in range");
    let mut last = Ok(true);
    while last == Ok(true) {
        last = filling.work(u64::MAX);
    }
    assert!(matches!(last, Err(LessonError::Scenario(_))), "{last:?}");
}

#[test]
fn a_step_says_whether_it_has_a_table() {
    for system in ["cache", "gateway", "storage", "kv"] {
        for step in lesson(system).expect("a lesson").step {
            assert_eq!(step.table, table(system, &step.id).is_some(), "{}", step.id);
        }
    }
    assert!(table("kv", "stale-reads").is_some() && table("nothing", "stale-reads").is_none());
}
