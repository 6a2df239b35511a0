//! What the numbers in the diagram say, below it.
//!
//! ```text
//!   ────┴────┴────┴────────────────────────── the diagram ends here
//!   Vector clocks [c0,n0,n1]: how many events of each node are known. If no place is greater, …
//! ```

use super::Asked;
use super::chart::Chart;
use super::clocks::{Clocks, MOST_PLACES};
use crate::picture::{Anchor, Mark, Paint, Shape, Token, text_width};
use crate::text::{Language, words};
use std::borrow::Cow;

/// Size of its letters, and from one line to the next.
const SIZE: f32 = 10.5;
const LINE: f32 = 13.65;
/// It takes no more than this part of the picture.
const MOST: f32 = 0.2;

words! {
    /// Legend, its beginning.
    PLACES: "벡터 시계 {places}: ", "Vector clocks {places}: ";
    /// The same without places.
    NAMED: "벡터 시계: ", "Vector clocks: ";
    /// Legend.
    COMPARED: "노드마다 사건을 몇 개까지 아는가. 모든 자리가 작거나 같으면 먼저 일어났고, 서로 더 큰 자리가 있으면 동시다.", "how many events of each node are known. If no place is greater, it came before; if each has a greater one, they are concurrent.";
    /// Legend, where counting does not begin with the run.
    SINCE: "{t}부터 센다.", "Counted from {t} on.";
    /// Legend, while a message is chosen.
    FAINT: "흐린 것은 고른 메시지를 보낸 일과 동시다.", "Faint: concurrent with the sending of the message chosen.";
    /// Legend, while a request is chosen.
    CAUSED: "흐리지 않은 것은 고른 요청에서 비롯한 메시지다.", "Not faint: what came of the request chosen.";
}

/// How high the room below the diagram is: for all that could have to be said in it, so that it does not change while time
/// goes on.
pub(super) fn room(chart: &Chart<'_>, asked: &Asked<'_>, language: Language) -> f32 {
    let names: Vec<&str> = chart.lanes.iter().map(|(member, _)| member.name.as_str()).collect();
    let places = (asked.may_have_clocks(chart) && names.len() <= MOST_PLACES).then_some(names.as_slice());
    let most = (chart.height * MOST / LINE) as usize;
    let lines = lines(&sentences(places, asked, language, None), chart.width, most).len();
    if lines == 0 { 0.0 } else { LINE * lines as f32 + 8.0 }
}

/// What is to be said, the more important first; the places are those of the clocks that stand beside events.
fn sentences<'a>(
    places: Option<&[&str]>,
    asked: &Asked<'a>,
    language: Language,
    since: Option<String>,
) -> Vec<Cow<'a, str>> {
    let mut all: Vec<Cow<'_, str>> = Vec::new();
    if let Some(names) = places {
        let beginning = PLACES.of(language).replace("{places}", &format!("[{}]", names.join(",")));
        all.push((beginning + COMPARED.of(language)).into());
    } else if asked.picks_message() {
        all.push((NAMED.of(language).to_owned() + COMPARED.of(language)).into());
    }
    if !asked.held.is_empty() && !asked.held_told.is_empty() {
        all.push(asked.held_told.into());
    }
    if asked.picks_message() {
        all.push(FAINT.of(language).into());
    } else if !asked.requests.is_empty() {
        all.push(CAUSED.of(language).into());
    }
    all.extend(since.map(|since| SINCE.of(language).replace("{t}", &since).into()));
    all
}

/// As many of the sentences as there are lines for, broken between words.
fn lines(sentences: &[Cow<'_, str>], width: f32, most: usize) -> Vec<String> {
    let (room, space) = (width - 24.0, text_width(" ", SIZE, false));
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for sentence in sentences {
        let before = (lines.len(), lines.last().map_or(0, String::len), used);
        for word in sentence.split(' ') {
            let wide = text_width(word, SIZE, false);
            match lines.last_mut() {
                Some(line) if used + space + wide <= room => {
                    line.push(' ');
                    line.push_str(word);
                    used += space + wide;
                }
                _ => {
                    lines.push(word.to_owned());
                    used = wide;
                }
            }
        }
        if lines.len() > most {
            lines.truncate(before.0);
            if let Some(last) = lines.last_mut() {
                last.truncate(before.1);
            }
            used = before.2;
        }
    }
    lines
}

/// What the numbers are and how two clocks are compared, below the diagram.
pub(super) fn draw(
    chart: &Chart<'_>,
    asked: &Asked<'_>,
    clocks: Option<&Clocks<'_>>,
    language: Language,
    still: &mut Vec<Mark>,
) {
    let places = clocks.map(|clocks| clocks.places(chart)).unwrap_or_default();
    let names: Vec<&str> = places.iter().map(|(_, name)| *name).collect();
    let beside = clocks.is_some_and(|clocks| clocks.brackets(&places));
    let since = clocks.and_then(|clocks| clocks.counted.since()).filter(|_| beside).map(super::spaced);
    let all = sentences(beside.then_some(names.as_slice()), asked, language, since);
    let lines = lines(&all, chart.width, (chart.foot / LINE) as usize);
    let top = chart.height - chart.foot;
    for (at, text) in lines.into_iter().enumerate() {
        let (y, key) =
            (top + LINE * at as f32 + SIZE, if at == 0 { "told".to_owned() } else { format!("told {at}") });
        let shape = Shape::Text { x: 12.0, y, size: SIZE, anchor: Anchor::Start, bold: false, text };
        still.push(Mark::new(key, shape, Paint::fill(Token::Muted)));
    }
}
