//! The disk of a B+tree: its redo log, and below it the pages, a square each, changed in their places.
//!
//! ```text
//!   redo   ▓▓▓▓▒▒
//!   pages  ▪▪□□▪□■□□□     □ on the disk alone   ▪ in memory, too   ■ changed in memory, not written yet
//! ```

use super::layout::Grid;
use crate::picture::{Area, Mark, Paint, Shape, Thing, Token, number};
use crate::scenes::engine::draw::{NOTE, rect};
use snowglobe_core::btree::TreeView;
use snowglobe_core::flat_map::FlatMap;

/// The smallest side of a square that can be told from its neighbours, and the largest.
const SIDES: (f32, f32) = (4.0, 22.0);

/// Room for so many pages.
pub(super) fn grid(area: Area, pages: u32, page_bytes: u64) -> Grid {
    let side = |each: u32| {
        let squares = pages.div_ceil(each).max(1) as f32;
        let mut side = (area.w * area.h / squares).sqrt().clamp(SIDES.0, SIDES.1);
        // Whole rows of whole squares must fit.
        while side > SIDES.0 && ((area.w / side).floor() * (area.h / side).floor()) < squares {
            side -= 0.5;
        }
        side
    };
    let mut each = 1;
    while each < pages
        && (area.w / SIDES.0).floor() * (area.h / SIDES.0).floor() * (each as f32) < pages as f32
    {
        each *= 2;
    }
    let side = side(each);
    Grid {
        origin: (area.x, area.y),
        side,
        columns: (area.w / side).floor().max(1.0) as u32,
        each,
        page_bytes,
    }
}

/// The pages as squares: one path for each kind.
pub(super) fn pages(grid: &Grid, area: Area, view: &TreeView, label: &str, marks: &mut Vec<Mark>) {
    let held: FlatMap<u32, bool> = view.pool.iter().copied().collect();
    let [mut idle, mut clean, mut changed] = [const { String::new() }; 3];
    let mut page = 0;
    while page < view.pages {
        let group = page..page.saturating_add(grid.each).min(view.pages);
        let in_pool = |dirty: bool| group.clone().any(|page| held.get(&page) == Some(&dirty));
        let path = match (in_pool(true), in_pool(false)) {
            (true, _) => &mut changed,
            (false, true) => &mut clean,
            (false, false) => &mut idle,
        };
        let ((x, y), side) = (grid.corner(page), (grid.side - 1.0).max(2.0));
        path.push_str(&format!("M{} {}h{s}v{s}h-{s}Z", number(x), number(y), s = number(side)));
        page = group.end;
    }
    let ground = Mark::new("pages", rect(area, 3.0), Paint::fill(Token::Surface).faded(0.6));
    marks.push(ground.of(Thing::File("pages".to_owned()), label));
    let mut push = |key: &str, path: String, paint: Paint| {
        if !path.is_empty() {
            marks.push(Mark::new(key, Shape::Path(path), paint));
        }
    };
    push("pages on disk", idle, Paint::fill(Token::Card).lined(Token::Faint, 1.0));
    push("pages in memory", clean, Paint::fill(Token::Soft(0)).lined(Token::Faint, 1.0));
    push("pages changed", changed, Paint::fill(Token::Accent).lined(Token::Faint, 1.0));
    // The root is where every search begins.
    if view.root < view.pages {
        let ((x, y), side) = (grid.corner(view.root), (grid.side - 1.0).max(2.0));
        let area = Area { x, y, w: side, h: side };
        marks.push(Mark::new("root", rect(area, 0.0), Paint::stroke(Token::Ink, 1.4)));
        if side > 12.0 {
            let pen = NOTE.centred();
            marks.push(pen.coloured(Token::Ink).on(Token::Card).write(
                "root name",
                (x + side / 2.0, y + side / 2.0 + pen.drop()),
                "√",
            ));
        }
    }
}
