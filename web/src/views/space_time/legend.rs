//! What vector clocks say, at the foot of the diagram.
//!
//! ```text
//!   Vector clocks [c0,n0,n1]: how many events of each node are known. If no place is greater, …
//! ```

use super::chart::Chart;
use super::clocks::Clocks;
use super::labels::{Labels, Spot};
use crate::picture::{Mark, Paint, Shape, Token, text_width, wrapped};
use crate::text::{Language, words};

/// Size of its letters.
const SIZE: f32 = 10.5;
/// Lines up to which it leaves enough of the diagram.
const MOST_LINES: usize = 5;

words! {
    /// Legend, its beginning.
    PLACES: "벡터 시계 {places}: ", "Vector clocks {places}: ";
    /// The same without places.
    NAMED: "벡터 시계: ", "Vector clocks: ";
    /// Legend.
    COMPARED: "노드마다 사건을 몇 개까지 아는가. 모든 자리가 작거나 같으면 먼저 일어났고, 서로 더 큰 자리가 있으면 동시다.", "how many events of each node are known. If no place is greater, it came before; if each has a greater one, they are concurrent.";
    /// Legend, where counting does not begin with the run.
    SINCE: " {t}부터 센다.", " Counted from {t} on.";
    /// Legend, while a message is chosen.
    FAINT: " 흐린 것은 고른 메시지를 보낸 일과 동시다.", " Faint: concurrent with the sending of the message chosen.";
}

impl Clocks<'_> {
    /// What the numbers are and how two clocks are compared, at the foot of the diagram.
    pub(super) fn explain(
        &self,
        chart: &Chart<'_>,
        language: Language,
        cards: &mut Vec<Mark>,
        labels: &mut Labels,
    ) -> bool {
        let places = self.places(chart);
        if places.is_empty() {
            return false;
        }
        let names: Vec<&str> = places.iter().map(|(_, name)| *name).collect();
        let beginning = match self.brackets(&places) {
            true => PLACES.of(language).replace("{places}", &format!("[{}]", names.join(","))),
            false => NAMED.of(language).to_owned(),
        };
        let mut text = beginning + COMPARED.of(language);
        if let Some(since) = self.counted.since() {
            text += &SINCE.of(language).replace("{t}", &super::spaced(since));
        }
        if self.chosen.and_then(|message| self.counted.sent(message)).is_some() {
            text += FAINT.of(language);
        }
        let lines = wrapped(&text, chart.width - 24.0, |line| text_width(line, SIZE, false));
        let high = SIZE * 1.3 * lines.len() as f32;
        let top = chart.height - 6.0 - high;
        let fits = lines.len() <= MOST_LINES && top > chart.top() + 2.0 * high;
        if !fits {
            return false;
        }
        let spot = Spot::start(10.0, top + SIZE);
        let placed = labels.place_lines("clocks told", &lines, Token::Muted, SIZE, &[spot]);
        if placed {
            let wide = lines.iter().map(|line| text_width(line, SIZE, false)).fold(0.0, f32::max);
            let shape = Shape::Rect { x: 4.0, y: top - 2.0, w: wide + 12.0, h: high + 5.0, r: 4.0 };
            cards.push(Mark::new("clocks card", shape, Paint::fill(Token::Card).faded(0.9)));
        }
        placed
    }
}
