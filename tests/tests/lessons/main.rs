//! Every lesson is true: each step's run reaches its moment, each placeholder is filled, each
//! expectation holds there, and each question has one right answer.

mod questions;

use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::{Globe, Run, parse_duration};
use snowglobe_core::systems;
use snowglobe_core::systems::storage::{self, EngineKind, Storage};
use snowglobe_web::lesson::{Filling, Lesson, LessonError, Step, Telling, lesson, table};
use snowglobe_web::picture::Thing;
use snowglobe_web::text::Language;
use snowglobe_web::text::fill::{Part, plain};

const LANGUAGES: [Language; 2] = [Language::Korean, Language::English];

fn cache() -> Lesson {
    lesson("cache").expect("the lesson on the cache")
}

/// Every step of every system's lesson, with a name to tell it by.
fn steps() -> impl Iterator<Item = Step> {
    systems::NAMES.iter().flat_map(|name| lesson(name).unwrap_or_else(|| panic!("{name} has no lesson")).step)
}

fn open(step: &Step) -> Box<dyn Globe> {
    let scenario = step.scenario().unwrap_or_else(|error| panic!("{}: {error}", step.id));
    systems::open(scenario).unwrap_or_else(|error| panic!("{}: {error}", step.id))
}

/// What a step's run says, and all that is wrong with the step.
fn judge(step: &Step) -> (Telling, Vec<String>) {
    let mut globe = open(step);
    let telling = step.tell(&mut *globe).unwrap_or_else(|error| panic!("{}: {error}", step.id));
    let mut wrong = Vec::new();
    for condition in &step.expect {
        match telling.holds(condition) {
            Ok(true) => {}
            Ok(false) => wrong.push(format!("not so: {condition} ({})", said(condition, &telling))),
            Err(error) => wrong.push(error.to_string()),
        }
    }
    (telling, wrong)
}

/// The values that a condition names.
fn said(condition: &str, telling: &Telling) -> String {
    let words = condition.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'));
    let values =
        words.filter_map(|name| telling.value(name).map(|value| format!("{name} = {:.4}", value.as_f64())));
    values.collect::<Vec<_>>().join(", ")
}

fn texts(step: &Step, language: Language) -> Vec<&str> {
    let mut texts = vec![step.title.of(language), step.body.of(language)];
    texts.extend(step.lead.as_ref().map(|lead| lead.of(language)));
    if let Some(ask) = &step.ask {
        texts.push(ask.of(language));
        texts.extend(ask.words.iter().map(|words| words.of(language)));
    }
    texts
}

#[test]
fn every_expectation_holds() {
    let wrong: Vec<String> = steps()
        .flat_map(|step| judge(&step).1.into_iter().map(move |what| format!("{}: {what}", step.id)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tables of steps, with every run at its end.
fn tables() -> impl Iterator<Item = (Step, Filling)> {
    steps().filter_map(|step| {
        let table = table(&step.system, &step.id)?;
        let fill = || {
            let mut filling = Filling::new(step.clone(), table)?;
            while filling.work(u64::MAX)? {}
            Ok::<_, LessonError>(filling)
        };
        let filling = fill().unwrap_or_else(|error| panic!("the table of {}: {error}", step.id));
        Some((step, filling))
    })
}

/// The runs of a table's cells.
fn cells(filling: &Filling) -> impl Iterator<Item = (usize, usize, &Telling)> {
    let (rows, columns) = (filling.table().row.len(), filling.table().column.len());
    let places = (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    places.map(|(row, column)| (row, column, filling.telling(row, column).expect("it has ended")))
}

#[test]
fn every_cell_is_as_expected() {
    let mut wrong = Vec::new();
    for (step, filling) in tables() {
        for (row, column, telling) in cells(&filling) {
            for condition in &filling.table().expect {
                let holds = telling.holds(condition).unwrap_or_else(|error| panic!("{}: {error}", step.id));
                if !holds {
                    wrong.push(format!(
                        "{} {row} {column}: {condition} ({})",
                        step.id,
                        said(condition, telling)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A table's texts, filled as in the page.
#[test]
fn every_cell_is_filled_in_both_languages() {
    for (step, filling) in tables() {
        let table = filling.table();
        for language in LANGUAGES {
            let mut said = vec![filling.caption(language)];
            said.extend((0..table.row.len()).map(|row| filling.row(row, language)));
            said.extend((0..table.column.len()).map(|column| filling.column(column, language)));
            for (row, column, _) in cells(&filling) {
                let cell = filling.cell(row, column, language).expect("it has ended");
                said.extend(cell.lines.into_iter().chain(cell.broken).chain(cell.kept));
            }
            println!("{said:?}");
            assert!(!said.iter().any(|text| text.contains('{')), "{}: {said:?}", step.id);
        }
    }
}

/// What the table of chapter 6 is for: with W+R ≤ N there are stale reads in each cell, beyond it in none.
#[test]
fn quorums_that_meet_are_told_from_those_that_do_not() {
    let (_, filling) = tables().find(|(step, _)| step.id == "stale-reads").expect("the table of staleness");
    let mut settings = Vec::new();
    for (row, column, telling) in cells(&filling) {
        let value = |name: &str| telling.value(name).expect("a fact").as_f64() as u64;
        let (n, r, w, stale) = (value("n"), value("r"), value("w"), value("stale_reads"));
        assert_eq!(stale == 0, r + w > n, "R={r} W={w}");
        let cell = filling.cell(row, column, Language::English).expect("it has ended");
        assert_eq!((cell.broken.is_some(), cell.kept.is_some()), (stale > 0, r + w > n), "R={r} W={w}");
        settings.push((n, r, w));
    }
    let all: Vec<_> = (1..=3).flat_map(|r| (1..=3).map(move |w| (3, r, w))).collect();
    assert_eq!(settings, all);
}

#[test]
fn every_text_is_filled_in_both_languages() {
    for step in &steps().collect::<Vec<_>>() {
        let (telling, _) = judge(step);
        let mut globe = open(step);
        globe.seek(telling.moment);
        let names: Vec<String> = globe.residents().iter().map(|node| node.name.to_string()).collect();
        for language in LANGUAGES {
            for text in texts(step, language) {
                let parts = telling
                    .fill(text, language)
                    .unwrap_or_else(|error| panic!("{}: {error}\n{text}", step.id));
                for part in &parts {
                    let Part::Chip { thing, .. } = part else { continue };
                    assert!(is_there(thing, &names, &*globe), "{}: there is no {thing}", step.id);
                }
                println!("{}", plain(&parts));
            }
        }
        for point in &step.point {
            let thing = Thing::parse(point).unwrap_or_else(|| panic!("{}: {point} is nothing", step.id));
            assert!(is_there(&thing, &names, &*globe), "{}: there is no {point}", step.id);
        }
        if let Some(begin) = &step.begin {
            assert_eq!(parse_duration(begin), Some(step.begins_at()), "{}", step.id);
        }
        assert!(step.begins_at() < telling.moment.at, "{} begins behind its end", step.id);
    }
}

/// Whether a node or a file is on the stage; of other things that is not known.
fn is_there(thing: &Thing, nodes: &[String], globe: &dyn Globe) -> bool {
    match thing {
        Thing::Node(name) => nodes.contains(name),
        Thing::File(place) => {
            let name = place.split('@').next().unwrap_or_default();
            let run = globe.as_any().downcast_ref::<Run<Storage>>().expect("only storage has files");
            let disks = [EngineKind::Lsm, EngineKind::Tree].map(|kind| storage::platter(run.world(), kind));
            disks.into_iter().flatten().any(|disk| disk.files().any(|file| file.name == name))
        }
        _ => true,
    }
}

/// What is written of a table.
fn table_texts(step: &Step, language: Language) -> Vec<String> {
    let Some(table) = table(&step.system, &step.id) else { return Vec::new() };
    let mut texts = vec![table.caption.of(language).to_owned(), table.cell.of(language).to_owned()];
    for head in table.row.iter().chain(&table.column) {
        texts.push(head.of(language).to_owned());
        texts.extend(head.cell.iter().map(|cell| cell.of(language).to_owned()));
    }
    texts.extend(table.broken.iter().chain(&table.kept).map(|words| words.of(language).to_owned()));
    texts
}

/// A digit in a text was typed and not read from the run. Names of functions and the formula are
/// no measurements.
#[test]
fn no_number_is_typed() {
    let names = ["FNV-1a", "(n−1)/(nv+1)", "1/√v", "429", "2010"];
    for step in &steps().collect::<Vec<_>>() {
        for language in LANGUAGES {
            let of_table = table_texts(step, language);
            for text in texts(step, language).into_iter().chain(of_table.iter().map(String::as_str)) {
                let mut text = names.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
                while let Some((start, end)) = text.find('{').zip(text.find('}')) {
                    text.replace_range(start..=end, "");
                }
                // A rate is a second long, not a measurement.
                let text = text.replace("1초", "");
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "{}: {text}", step.id);
            }
        }
    }
}

#[test]
fn every_question_has_one_right_answer() {
    let mut questions = 0;
    for step in &steps().collect::<Vec<_>>() {
        let Some(ask) = &step.ask else { continue };
        questions += 1;
        let (telling, _) = judge(step);
        for language in LANGUAGES {
            let choices =
                telling.choices(ask, language).unwrap_or_else(|error| panic!("{}: {error}", step.id));
            let right = choices.iter().filter(|choice| choice.right).count();
            assert_eq!(right, 1, "{}: {choices:?}", step.id);
            let mut said: Vec<String> = choices.iter().map(|choice| plain(&choice.parts)).collect();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), choices.len(), "{}: two choices read alike: {said:?}", step.id);
        }
        if !ask.choices.is_empty() {
            // The right one is clearly so: nearer by far than the next.
            let answer = telling.compute(&ask.answer).expect("an answer").as_f64();
            let distance = |text: &String| (telling.compute(text).expect("a choice").as_f64() - answer).abs();
            let mut distances: Vec<f64> = ask.choices.iter().map(distance).collect();
            distances.sort_by(f64::total_cmp);
            assert!(distances[0] * 2.5 < distances[1], "{}: {answer} {distances:?}", step.id);
        }
    }
    assert!(questions >= 5 * systems::NAMES.len(), "only {questions} questions");
}

/// The ids are in links: they stay as they are, and in this order.
#[test]
fn lessons_cover_their_subjects() {
    let covered = |system: &str, ids: &[&str]| {
        let lesson = lesson(system).expect("a lesson");
        let there: Vec<&str> = lesson.step.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(there, ids);
    };
    covered(
        "cache",
        &[
            "a-cache-cluster",
            "rehashing",
            "the-circle",
            "a-lookup",
            "a-server-joins",
            "a-server-dies",
            "uneven-arcs",
            "virtual-nodes",
            "weights",
            "a-weak-hash",
            "a-hot-key",
            "two-lists",
        ],
    );
    covered(
        "gateway",
        &[
            "why-limit",
            "where-to-put-it",
            "token-bucket",
            "leaky-bucket",
            "fixed-window",
            "sliding-log",
            "starved",
            "sliding-counter",
            "which-one",
            "the-race",
            "each-for-itself",
            "the-clock",
            "the-store-dies",
            "coming-back",
            "many-addresses",
        ],
    );
    assert!(lesson("nothing").is_none());
}

/// The moment is the same however the run was visited before, and nothing moves on its account.
#[test]
fn a_moment_does_not_depend_on_what_was_seen() {
    let lesson = cache();
    let step = &lesson.step[lesson.index_of("rehashing").expect("the step")];
    let mut fresh = open(step);
    let moment = step.moment(&mut *fresh).expect("a moment");
    assert_eq!(fresh.moment().at, 0);
    let mut visited = open(step);
    visited.seek_time(visited.horizon());
    visited.act("restart s1").expect("it is down");
    assert_eq!(step.moment(&mut *visited), Ok(moment));
    assert!(step.begins_at() < moment.at && moment.at < fresh.horizon());
}

/// The judge itself: what is false is found and named.
#[test]
fn a_broken_step_is_told() {
    let mut step = cache().step[1].clone();
    step.expect = vec!["miss_share_since_change < 30%".to_owned()];
    let (_, wrong) = judge(&step);
    assert!(wrong.len() == 1 && wrong[0].contains("miss_share_since_change = 0.7"), "{wrong:?}");
    step.until = "answers_since_change > 1000000".to_owned();
    let reached = step.moment(&mut *open(&step));
    assert_eq!(reached, Err(LessonError::NeverReached("answers_since_change > 1000000".to_owned())));
    step.until = "nothing > 1".to_owned();
    let reached = step.moment(&mut *open(&step));
    assert!(matches!(reached, Err(LessonError::Expression { .. })), "{reached:?}");
    step.until = "30s".to_owned();
    assert!(matches!(step.moment(&mut *open(&step)), Err(LessonError::NeverReached(_))));
    step.settings.insert("servers".to_owned(), "0".to_owned());
    assert!(matches!(step.scenario(), Err(LessonError::Scenario(_))));
    let _: Scenario = cache().step[1].scenario().expect("a scenario");
}

/// The list in `docs/chapter-6.md` names steps that there are, and every one on the cluster.
#[test]
fn every_sentence_of_chapter_6_has_a_step_that_shows_it() {
    let listed = include_str!("../../../docs/chapter-6.md");
    let addresses: Vec<(&str, &str)> =
        listed.split('`').filter_map(|text| text.strip_prefix('#')?.split_once('/')).collect();
    assert!(addresses.len() > 30, "{}", addresses.len());
    for (system, step) in &addresses {
        let lesson = lesson(system).unwrap_or_else(|| panic!("there is no lesson on {system}"));
        assert!(lesson.index_of(step).is_some(), "#{system}/{step}");
    }
    for step in lesson("kv").expect("the lesson on the cluster").step {
        assert!(addresses.contains(&("kv", &step.id)), "#kv/{} is not listed", step.id);
    }
}
