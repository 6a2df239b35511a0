//! Where the panel beside the stage is read from: whatever is put into it is read from its beginning.
//!
//! ```text
//!   Adjust, scrolled down ── a node is chosen on the stage ──► Inspect, at its top
//! ```

use crate::picture::Thing;
use crate::player::{Player, Tab};
use gloo::utils::document;

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contents {
    tab: Tab,
    /// What is looked at, where that is what it shows.
    thing: Option<Thing>,
}

impl Contents {
    pub(super) fn of(player: &Player) -> Self {
        let thing = player.selected.clone().filter(|_| player.tab == Tab::Inspect);
        Self { tab: player.tab, thing }
    }
}

/// Takes what the panel shows now; true if it shows something else than before.
pub(super) fn turns(before: &mut Option<Contents>, now: Option<Contents>) -> bool {
    let turned = before.is_some() && now.is_some() && *before != now;
    *before = now;
    turned
}

/// Shows the panel from its top. Where it scrolls with the page, its tabs come out from under what stays in sight above
/// them; the page is left alone if they are to be seen, or below.
pub(super) fn to_top() {
    let find = |selector| document().query_selector(selector).ok().flatten();
    let Some((panel, tabs)) = find(".panel-body").zip(find(".panel .tabs")) else { return };
    panel.set_scroll_top(0);
    let Some(stage) = find(".work").map(|stage| stage.get_bounding_client_rect()) else { return };
    let place = tabs.get_bounding_client_rect();
    let under = place.left() < stage.right() && place.top() < stage.bottom().max(0.0) - 1.0;
    if under {
        tabs.scroll_into_view_with_bool(true);
    }
}

#[cfg(test)]
mod tests;
