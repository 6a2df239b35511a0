//! What the diagram tells besides messages: partitions as bands, actions, notes.

use super::chart::Chart;
use super::labels::{Labels, Spot};
use crate::picture::{Area, Mark, Paint, Shape, Thing, Token, shortened, text_width};
use crate::views::Story;
use snowglobe_core::scenario::Timed;
use snowglobe_core::sim::{Kind, Label, Nanos, Verb};

/// Notes drawn at most.
const MOST_NOTES: usize = 60;

/// A tinted band for as long as some link is cut.
pub(super) fn bands(chart: &Chart<'_>, story: &Story<'_>, still: &mut Vec<Mark>, labels: &mut Labels) {
    for (since, until, text) in cuts(story) {
        if until < chart.from || since > chart.to.min(chart.horizon) {
            continue;
        }
        let (top, bottom) = (chart.y_inside(since), chart.y_inside(until.min(chart.horizon)));
        let shape = Shape::Rect { x: 0.0, y: top, w: chart.width, h: bottom - top, r: 0.0 };
        still.push(Mark::new(format!("band {since}"), shape, Paint::fill(Token::Warning).faded(0.1)));
        // If it began in the window, the line of the action says so.
        if since < chart.from {
            let text = shortened(&text, 11.5, false, chart.width * 0.7);
            let key = format!("band text {since}");
            labels.place(&key, &text, Token::Warning, 11.5, &[Spot::start(8.0, top + 14.0)]);
        }
    }
}

/// When links were cut: from the first partition to the heal after it, with the first's text.
fn cuts(story: &Story<'_>) -> Vec<(Nanos, Nanos, String)> {
    let mut cuts = Vec::new();
    let mut open: Option<(Nanos, String)> = None;
    for Timed { at, action } in story.actions {
        match Verb::parse(action) {
            // One that names nobody was refused.
            Ok(Some(Verb::Partition(left, right, _)))
                if left.iter().chain(&right).all(|name| story.cast.named(name).is_some()) =>
            {
                open.get_or_insert_with(|| (*at, action.clone()));
            }
            Ok(Some(Verb::Heal)) => {
                if let Some((since, text)) = open.take() {
                    cuts.push((since, *at, text));
                }
            }
            _ => {}
        }
    }
    cuts.extend(open.map(|(since, text)| (since, Nanos::MAX, text)));
    cuts
}

/// A thin line for each action, with its text at the left.
pub(super) fn actions(chart: &Chart<'_>, story: &Story<'_>, still: &mut Vec<Mark>, labels: &mut Labels) {
    let mut lines = Vec::new();
    let acted = story.records.iter().filter(|record| matches!(record.kind, Kind::Acted | Kind::Refused));
    for record in acted.filter(|record| chart.shows(record.time)) {
        let Some(text) = story.tell(record) else { continue };
        let token = if record.kind == Kind::Refused { Token::Muted } else { Token::Warning };
        let (thing, y) = (Thing::Action(record.id), chart.y(record.time));
        let shape = Shape::Line { from: (0.0, y), to: (chart.width, y) };
        let mark = Mark::new(format!("action {}", record.id), shape, Paint::stroke(token, 1.0));
        still.push(mark.of(thing.clone(), text.clone()));
        let text = shortened(&text, 11.5, false, chart.width * 0.7);
        let beside = 16.0 + text_width(&text, 11.5, false);
        let spots = [
            Spot::start(8.0, y - 4.0),
            Spot::start(8.0, y + 13.0),
            Spot::start(beside, y - 4.0),
            Spot::start(beside, y + 13.0),
        ];
        labels.place_of(thing, &format!("action text {}", record.id), &text, token, &spots);
        lines.push(Area { x: 0.0, y: y - 0.5, w: chart.width, h: 1.0 });
    }
    // Words of one that is done at the same time may stand between.
    for line in lines {
        labels.keep_free(line);
    }
}

/// What changed at a node, where there is room to say it.
pub(super) fn notes(chart: &Chart<'_>, story: &Story<'_>, still: &mut Vec<Mark>, labels: &mut Labels) {
    let told = |kind, label: Label| matches!(kind, Kind::Changed | Kind::Verdict) && label.tag != Label::FLIP;
    let notes = story.records.iter().filter(|record| told(record.kind, record.label));
    let mut drawn = 0;
    for record in notes.filter(|record| chart.shows(record.time)) {
        let Some((x, text)) = chart.x(record.node).zip(story.tell(record)) else { continue };
        let y = chart.y(record.time);
        let token = match record.kind {
            Kind::Verdict => Token::Danger,
            _ if record.time > chart.now => Token::Muted,
            _ => Token::Ink,
        };
        let key = format!("note {} {drawn}", record.step);
        let spots = [Spot::start(x + 8.0, y + 4.0), Spot::end(x - 8.0, y + 4.0)];
        if labels.place(
            &format!("{key} text"),
            &shortened(&text, 11.5, false, chart.width * 0.4),
            token,
            11.0,
            &spots,
        ) {
            let shape = Shape::Rect { x: x - 3.0, y: y - 3.0, w: 6.0, h: 6.0, r: 1.5 };
            still.push(Mark::new(key, shape, Paint::fill(token)));
            drawn += 1;
        }
        if drawn >= MOST_NOTES {
            break;
        }
    }
}
