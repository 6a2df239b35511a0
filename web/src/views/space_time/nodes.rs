//! The nodes of the diagram: a head each, and a life line that is dotted while the node is down.

use super::chart::Chart;
use crate::picture::{Anchor, Dash, Mark, Paint, Shape, Token, cross, text_width};
use crate::views::{Member, Story};
use snowglobe_core::sim::{Nanos, NodeId, Record, Role};

/// Height of the centre of a head.
const HEAD_AT: f32 = 29.0;
/// Radius of the largest head.
const HEAD: f32 = 17.0;

/// The heads: circles for servers, boxes for all others.
pub(super) fn heads(chart: &Chart<'_>, still: &mut Vec<Mark>) {
    let r = (chart.gap * 0.42).min(HEAD);
    for (member, x) in &chart.lanes {
        let Member { name, token, up, .. } = member;
        let name_width = text_width(name, 12.0, true);
        let w = (name_width + 14.0).max(2.0 * HEAD).min(chart.gap * 0.94);
        let shape = match member.role {
            Role::Server => Shape::Circle { x: *x, y: HEAD_AT, r },
            _ => Shape::Rect { x: x - w / 2.0, y: HEAD_AT - r * 0.85, w, h: r * 1.7, r: 5.0 },
        };
        let line = if *up { *token } else { Token::Dead };
        let dash = if *up { Dash::Solid } else { Dash::Dotted };
        let paint = Paint::fill(Token::Card).lined(line, (r / 7.0).clamp(1.0, 2.5)).dashed(dash);
        still.push(Mark::new(format!("head {name}"), shape, paint).of(member.thing(), name.clone()));
        // A name that does not fit in its lane would run into the next; it is told on selection.
        if name_width <= chart.gap * 0.94 {
            let ink = if *up { Token::Ink } else { Token::Muted };
            let (y, anchor, text) = (HEAD_AT + 4.3, Anchor::Middle, name.clone());
            let shape = Shape::Text { x: *x, y, size: 12.0, anchor, bold: true, text };
            let mut text = Mark::new(format!("name {name}"), shape, Paint::fill(ink).lined(Token::Card, 2.0));
            text.thing = Some(member.thing());
            still.push(text);
        }
    }
}

/// The life lines.
pub(super) fn life_lines(chart: &Chart<'_>, story: &Story<'_>, still: &mut Vec<Mark>) {
    let changes = changes(story);
    for (member, x) in &chart.lanes {
        let own = changes.iter().filter(|change| change.node == member.id);
        let inside: Vec<&Change> = own.filter(|change| chart.shows(change.time)).collect();
        // Before its first change a node was what it was not after it.
        let mut up = inside.first().map_or(member.up, |first| !first.up);
        let mut since = chart.top();
        let name = &member.name;
        let mut piece = |part: usize, up: bool, from: f32, to: f32| {
            let shape = Shape::Line { from: (*x, from), to: (*x, to) };
            let paint =
                if up { alive(member.token) } else { Paint::stroke(Token::Dead, 2.0).dashed(Dash::Dotted) };
            let mut mark = Mark::new(format!("life {name} {part}"), shape, paint);
            mark.thing = Some(member.thing());
            still.push(mark);
        };
        for (part, change) in inside.iter().enumerate() {
            let y = chart.y(change.time);
            piece(part, up, since, y);
            (up, since) = (change.up, y);
        }
        piece(inside.len(), up, since, chart.y_inside(chart.horizon));
        for change in &inside {
            still.push(turn(change, name, *x, chart.y(change.time)));
        }
    }
}

/// The mark where a node goes down or comes up.
fn turn(change: &Change, name: &str, x: f32, y: f32) -> Mark {
    let key = format!("turn {name} {}", change.step);
    if change.up {
        Mark::new(key, Shape::Circle { x, y, r: 4.0 }, Paint::fill(Token::Card).lined(Token::Good, 2.0))
    } else {
        Mark::new(key, Shape::Path(cross(x, y, 5.0)), Paint::stroke(Token::Danger, 2.5))
    }
}

fn alive(token: Token) -> Paint {
    match token {
        Token::Node(index) => Paint::stroke(Token::Soft(index), 2.0),
        other => Paint::stroke(other, 1.5).faded(0.5),
    }
}

/// A node went down or came up.
struct Change {
    time: Nanos,
    step: u64,
    node: NodeId,
    up: bool,
}

fn changes(story: &Story<'_>) -> Vec<Change> {
    story.records.iter().filter_map(|record| change(story, record)).collect()
}

fn change(story: &Story<'_>, record: &Record) -> Option<Change> {
    let (node, up) = story.switched(record)?;
    Some(Change { time: record.time, step: record.step, node, up })
}
