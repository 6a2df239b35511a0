//! How what was typed may go on.
//!
//! The examples are the grammar: what stands at a place of an example of the same verb tells what may stand there. A node's
//! name stands for any node of its kind, the first words after `put`, `get`, `delete` and `scan` for keys, everything else
//! for itself.
//!
//! ```text
//!   delete ca   "delete cart": a key        ─► delete cart
//!   wear        "wear n1 12": a node        ─► wear n0, wear n1, …
//!   wear n0     "wear n1 12": itself        ─► wear n0 12
//! ```

use super::Stock;
use super::examples::{StandIn, all, stand_in};
use snowglobe_core::sim::{Role, Verb};

/// Lines that are offered at most.
pub const MOST: usize = 50;
/// Verbs after which so many keys are named.
const KEYED: [(&str, usize); 4] = [("put", 1), ("get", 1), ("delete", 1), ("scan", 2)];
/// Words of the grammar itself.
const KEYWORDS: [&str; 4] = ["at", "weight", "in", "zone"];

/// What the line may become: lines that begin with what was typed.
#[must_use]
pub fn offers(typed: &str, stock: &Stock) -> Vec<String> {
    let typed = typed.trim_start();
    let begun = typed.rfind([' ', '{', '}']).map_or(0, |at| at + 1);
    let (done, part) = typed.split_at(begun);
    let ends = if done.is_empty() {
        all(stock)
    } else if let Some(groups) = groups(done, part, stock) {
        groups
    } else {
        let words: Vec<&str> = done.split_whitespace().collect();
        next(&words, stock)
    };
    let mut lines: Vec<String> = Vec::new();
    for end in ends.iter().filter(|end| **end != part && end.starts_with(part)) {
        let line = format!("{done}{end}");
        if line.len() <= Verb::MAX_LENGTH && !lines.contains(&line) {
            lines.push(line);
        }
        if lines.len() == MOST {
            break;
        }
    }
    lines
}

/// What may follow these words.
fn next(words: &[&str], stock: &Stock) -> Vec<String> {
    let Some((verb, rest)) = words.split_first() else { return Vec::new() };
    let place = rest.len();
    let keyed = KEYED.iter().find(|(keyed, _)| keyed == verb).map_or(0, |(_, places)| *places);
    let mut found = Vec::new();
    for example in stock.examples.iter().filter(|example| !example.contains('{')) {
        let mut pattern = example.split_whitespace();
        if pattern.next() != Some(verb) {
            continue;
        }
        let pattern: Vec<&str> = pattern.collect();
        let alike = |(given, pattern): (&&str, &&str)| given == pattern || !KEYWORDS.contains(pattern);
        let Some(expected) = pattern.get(place).filter(|_| rest.iter().zip(&pattern).all(alike)) else {
            continue;
        };
        match stand_in(expected) {
            Some(_) if *verb == "join" => found.extend(stock.newcomer.clone()),
            Some(stand_in) => found.extend(nodes(verb, stand_in, stock)),
            None if place < keyed => found.extend(stock.keys.iter().cloned().chain([(*expected).to_owned()])),
            None => found.push((*expected).to_owned()),
        }
    }
    found
}

/// The nodes that a verb can be said of: a verb of the world of any, but of those that it changes.
fn nodes(verb: &str, stand_in: StandIn, stock: &Stock) -> Vec<String> {
    let of_world = Verb::examples().any(|example| example.split(' ').next() == Some(verb));
    let role = if let StandIn::Client(_) = stand_in { Role::Client } else { Role::Server };
    let up = match verb {
        "crash" | "flap" | "wear" => Some(true),
        "restart" => Some(false),
        _ => None,
    };
    let fits = |alike: bool| {
        let fitting = stock.nodes.iter().filter(move |node| (node.role == role) == alike);
        fitting.filter(move |node| up.is_none_or(|up| node.up == up)).map(|node| node.name.to_string())
    };
    if of_world { fits(true).chain(fits(false)).collect() } else { fits(true).collect() }
}

/// How a line goes on that names groups of nodes; nothing if it does not. The group that is first offered after another is
/// that of all others.
fn groups(done: &str, part: &str, stock: &Stock) -> Option<Vec<String>> {
    let verb = done.split_whitespace().next()?;
    let form =
        stock.examples.iter().find(|form| form.contains('{') && form.split(' ').next() == Some(verb))?;
    let signs: &[&str] = if form.contains('|') { &["|", "->"] } else { &["->"] };
    let named: Vec<&str> = done.split([' ', '{', '}']).chain([part]).collect();
    let names = stock.nodes.iter().map(|node| node.name.to_string());
    let others: Vec<String> = names.filter(|name| !named.contains(&name.as_str())).collect();
    let rest = |before: &str| -> Vec<String> {
        let line = |sign: &&str| format!("{before}{sign} {{{}}}", others.join(" "));
        if others.is_empty() { Vec::new() } else { signs.iter().map(line).collect() }
    };
    let whole = stock.nodes.iter().any(|node| *node.name == *part);
    let one_more = |name: &String| if whole { format!("{part} {name}") } else { name.clone() };
    Some(match (done.matches('{').count(), done.matches('}').count()) {
        (0, 0) => vec!["{".to_owned()],
        (1, 0) if whole => {
            rest(&format!("{part}}} ")).into_iter().chain(others.iter().map(one_more)).collect()
        }
        (2, 1) if whole => [format!("{part}}}")].into_iter().chain(others.iter().map(one_more)).collect(),
        (1, 0) | (2, 1) => others,
        (1, 1) if signs.iter().any(|sign| done.contains(sign)) => vec![format!("{{{}}}", others.join(" "))],
        (1, 1) => rest(if done.ends_with(' ') { "" } else { " " }),
        _ => Vec::new(),
    })
}
