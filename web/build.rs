//! Turns the lessons in `static/lessons` into postcard, checked as strictly as can be without
//! running them; whether they are true, `tests/tests/lessons` finds out.

#[path = "src/lesson/data.rs"]
#[expect(unreachable_pub, reason = "documented where it is part of the crate")]
mod data;

use data::{Lesson, Table};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let from = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../static/lessons");
    let to = env::var("OUT_DIR")?;
    println!("cargo::rerun-if-changed={}", from.display());
    println!("cargo::rerun-if-changed=src/lesson/data.rs");
    // What is expected of a step is for the tests, which are not built like the site.
    let is_site = env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" && env::var("PROFILE")? == "release";
    for entry in fs::read_dir(&from)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", path.display());
        let (mut lesson, tables) = read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if is_site {
            lesson.step.iter_mut().for_each(|step| step.expect.clear());
        }
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a lesson's name is not UTF-8")?;
        fs::write(Path::new(&to).join(format!("{name}.lesson")), postcard::to_allocvec(&lesson)?)?;
        fs::write(Path::new(&to).join(format!("{name}.tables")), postcard::to_allocvec(&tables)?)?;
    }
    Ok(())
}

/// The tables of steps, each with the id of its step.
type Tables = Vec<(String, Table)>;

/// Takes the tables out of the steps; in place of one it says that there is one.
fn take_tables(file: &mut toml::Table) -> Result<Tables, Box<dyn Error>> {
    let mut tables = Tables::new();
    let steps = file.get_mut("step").and_then(toml::Value::as_array_mut);
    for step in steps.into_iter().flatten().filter_map(toml::Value::as_table_mut) {
        let id = step.get("id").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        if let Some(table) = step.insert("table".to_owned(), true.into()) {
            let table: Table = table.try_into().map_err(|error| format!("the table of {id}: {error}"))?;
            if table.row.is_empty() || table.column.is_empty() || table.expect.is_empty() {
                return Err(format!("the table of {id} is empty, or nothing is expected of it").into());
            }
            tables.push((id, table));
        } else {
            step.remove("table");
        }
    }
    Ok(tables)
}

fn read(path: &Path) -> Result<(Lesson, Tables), Box<dyn Error>> {
    let mut file: toml::Table = toml::from_str(&fs::read_to_string(path)?)?;
    let tables = take_tables(&mut file)?;
    let mut lesson: Lesson = file.try_into()?;
    for step in &mut lesson.step {
        step.system.clone_from(&lesson.system);
    }
    for (index, step) in lesson.step.iter().enumerate() {
        let plain = !step.id.is_empty() && step.id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !plain || lesson.step.iter().take(index).any(|other| other.id == step.id) {
            return Err(format!("step {}: the id \"{}\" is taken or not plain", index + 1, step.id).into());
        }
        let problem = |what: &str| Err(format!("step {}: {what}", step.id).into());
        if step.expect.is_empty() {
            return problem("nothing is expected, so nothing is tested");
        }
        if let Some(ask) = &step.ask {
            let (numbers, words) = (ask.choices.len(), ask.words.len());
            if numbers.max(words) < 2 || numbers.min(words) > 0 {
                return problem("a question has two or more choices, all numbers or all words");
            }
            if (numbers > 0) == ask.answer.is_empty() {
                return problem("a question with numbers, and no other, has an answer");
            }
        }
    }
    Ok((lesson, tables))
}
