//! Turns the lessons in `static/lessons` into postcard, checked as strictly as can be without
//! running them; whether they are true, `tests/tests/lessons.rs` finds out.

#[path = "src/lesson/data.rs"]
#[expect(unreachable_pub, reason = "documented where it is part of the crate")]
mod data;

use data::Lesson;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let from = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../static/lessons");
    let to = env::var("OUT_DIR")?;
    println!("cargo::rerun-if-changed={}", from.display());
    println!("cargo::rerun-if-changed=src/lesson/data.rs");
    for entry in fs::read_dir(&from)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", path.display());
        let lesson = read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a lesson's name is not UTF-8")?;
        fs::write(Path::new(&to).join(format!("{name}.lesson")), postcard::to_allocvec(&lesson)?)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Lesson, Box<dyn Error>> {
    let mut lesson: Lesson = toml::from_str(&fs::read_to_string(path)?)?;
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
    Ok(lesson)
}
