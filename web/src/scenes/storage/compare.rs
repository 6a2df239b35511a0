//! The LSM tree and the B+tree at the same work: what it cost each, row by row.
//!
//! ```text
//!   write amplification     LSM  ▬▬▬ 4.1×          B+  ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬ 57×
//!   random accesses         LSM  ▬ 130             B+  ▬▬▬▬▬▬▬▬▬ 2,310
//! ```
//!
//! Each row has its own scale: the longer bar is full. What is better is not said; the numbers are the run's.

use super::words;
use crate::picture::{Area, Mark, Paint, Picture, Token};
use crate::scenes::Frame;
use crate::scenes::engine::draw::{NAME, NOTE, bytes, rect};
use crate::scenes::marks::Pen;
use crate::text::number::{self, decimal};
use crate::text::{Language, Text};
use snowglobe_core::sim::{Fact, Globe, Value};

/// What is compared, by the name of the LSM tree's fact, and what it is called in short.
const ROWS: [(&str, Text); 12] = [
    ("write_amplification", words::WRITE_AMPLIFICATION),
    ("read_amplification", words::READ_AMPLIFICATION),
    ("space_amplification", words::SPACE_AMPLIFICATION),
    ("device_written", words::WRITTEN),
    ("device_read", words::READ_BYTES),
    ("random_accesses", words::RANDOM),
    ("sequential_accesses", words::SEQUENTIAL),
    ("put_p99", words::PUT_P99),
    ("get_p99", words::GET_P99),
    ("time_2010", words::ON_2010),
    ("time_ssd", words::ON_SSD),
    ("time_nvme", words::ON_NVME),
];

/// Height of a row that can be read.
const LEAST: f32 = 26.0;
/// Height beyond which more room says no more.
const MOST: f32 = 46.0;

fn find(facts: &[Fact], name: &str) -> Option<Value> {
    facts.iter().find(|fact| fact.name == name).map(|fact| fact.value)
}

fn show(value: Value, name: &str, language: Language) -> String {
    match value {
        Value::Number(number) if number <= 0.0 => "–".to_owned(),
        Value::Number(number) => format!("{}×", decimal(number)),
        Value::Count(count) if name.starts_with("device") => bytes(count),
        value => number::show(value, language),
    }
}

pub(super) fn picture(globe: &dyn Globe, frame: &Frame) -> Picture {
    let facts = globe.facts();
    let mut marks = Vec::new();
    let label = if find(&facts, "btree_puts").is_some() {
        rows(&facts, frame, &mut marks)
    } else {
        alone(frame, &mut marks)
    };
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

/// There is nothing to compare with yet: says how that comes about, in lines that fit.
fn alone(frame: &Frame, marks: &mut Vec<Mark>) -> String {
    let sentence = words::ALONE.of(frame.language);
    let pen = Pen::new(14.0, Token::Muted).centred();
    let room = frame.width * 0.8;
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if pen.width(&format!("{line} {word}")) <= room => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    let top = frame.height / 2.0 - lines.len() as f32 * 11.0;
    for (place, line) in lines.iter().enumerate() {
        let at = (frame.width / 2.0, top + 22.0 * (place as f32 + 0.7));
        marks.push(pen.write(format!("alone {place}"), at, line));
    }
    sentence.to_owned()
}

/// As many rows as there is room for; what they say, in words.
fn rows(facts: &[Fact], frame: &Frame, marks: &mut Vec<Mark>) -> String {
    let margin = (frame.width * 0.025).clamp(6.0, 18.0);
    let top = margin + 20.0;
    let room = frame.height - top - margin;
    let count = ((room / LEAST) as usize).clamp(1, ROWS.len());
    let high = (room / count as f32).min(MOST);
    let names = (frame.width * 0.32).clamp(122.0, 230.0);
    let half = (frame.width - 2.0 * margin - names) / 2.0;
    let columns = [margin + names, margin + names + half];
    let engines = [(words::LSM, Token::Node(0)), (words::BTREE, Token::Node(1))];
    let mut label = format!("{}:", words::COMPARE_PICTURE.of(frame.language));
    for (x, (name, token)) in columns.into_iter().zip(engines) {
        let pen = NAME.bold(true).coloured(token);
        let long = name.of(frame.language);
        let short = if token == Token::Node(0) { words::LSM_SHORT } else { words::BTREE_SHORT };
        let name = if pen.width(long) + 8.0 <= half { long } else { short.of(frame.language) };
        marks.push(pen.write(format!("engine {x}"), (x, margin + 11.0), name));
    }
    for (place, (name, short)) in ROWS.into_iter().take(count).enumerate() {
        let y = top + high * place as f32;
        let told = short.of(frame.language);
        name_of_row(name, told, Area { x: margin, y, w: names - 8.0, h: high }, marks);
        let values = [find(facts, name), find(facts, &format!("btree_{name}"))];
        let most = values.iter().flatten().map(|value| value.as_f64()).fold(0.0, f64::max);
        label.push_str(&format!(" {told}"));
        for ((x, value), (engine, token)) in columns.into_iter().zip(values).zip(engines) {
            let Some(value) = value else { continue };
            let said = show(value, name, frame.language);
            label.push_str(&format!(" {} {said}", engine.of(frame.language)));
            let part = if most > 0.0 { (value.as_f64() / most) as f32 } else { 0.0 };
            let bar =
                Area { x, y: y + high * 0.5, w: (half - 12.0) * part, h: (high * 0.3).clamp(4.0, 12.0) };
            if part > 0.0 {
                let key = format!("bar {name} {x}");
                marks.push(Mark::new(key, rect(bar, 2.0), Paint::fill(token)));
            }
            let pen = NAME.bold(true);
            marks.push(pen.write(format!("value {name} {x}"), (x, y + high * 0.5 - 3.0), &said));
        }
        label.push('.');
    }
    label
}

/// The name of a row, shortened with an ellipsis where it does not fit.
fn name_of_row(key: &str, words: &str, area: Area, marks: &mut Vec<Mark>) {
    let shown = NOTE.shortened(words, area.w);
    let at = (area.x, area.y + area.h * 0.5 + 6.0);
    marks.push(NOTE.coloured(Token::Ink).write(format!("row {key}"), at, &shown));
}
