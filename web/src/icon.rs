//! Icons, drawn as SVG paths on a grid of 20.

use yew::prelude::*;

/// A picture on a button; the button itself carries the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "player"), expect(dead_code, reason = "the desk for own data needs a few of them"))]
pub(crate) enum Icon {
    Play,
    Pause,
    Forward,
    Back,
    ToStart,
    Search,
    Shake,
    Share,
    Sun,
    Moon,
    Close,
    Snow,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Play => "M6 4.2v11.6L15.5 10z",
            Self::Pause => "M6 4.5h2.8v11H6zM11.2 4.5H14v11h-2.8z",
            Self::Forward => "M4.5 4.6v10.8L12.6 10zM13.6 4.6h1.9v10.8h-1.9z",
            Self::Back => "M15.5 4.6v10.8L7.4 10zM4.5 4.6h1.9v10.8H4.5z",
            Self::ToStart => "M16 4.6v10.8L9.6 10zM9.6 4.6v10.8L3.2 10z",
            Self::Search => {
                "M8.6 3.4a5.2 5.2 0 1 0 3.1 9.4l3.6 3.6 1.2-1.2-3.6-3.6a5.2 5.2 0 0 0-4.3-8.2zm0 1.7a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z"
            }
            Self::Shake => "M10.9 2.6 4.6 11h4l-1 6.4L14 9h-4.1z",
            Self::Share => {
                "M14.6 2.9a2.5 2.5 0 0 0-2.4 3.2L7.5 8.5a2.5 2.5 0 1 0 0 3l4.7 2.4a2.5 2.5 0 1 0 .8-1.5L8.3 10l4.7-2.4a2.5 2.5 0 1 0 1.6-4.7z"
            }
            Self::Sun => {
                "M10 6.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM9.2 1.8h1.6v2.4H9.2zM9.2 15.8h1.6v2.4H9.2zM1.8 9.2h2.4v1.6H1.8zM15.8 9.2h2.4v1.6h-2.4zM3.6 4.7l1.1-1.1 1.7 1.7-1.1 1.1zM13.6 14.7l1.1-1.1 1.7 1.7-1.1 1.1zM3.6 15.3l1.7-1.7 1.1 1.1-1.7 1.7zM13.6 5.3l1.7-1.7 1.1 1.1-1.7 1.7z"
            }
            Self::Moon => "M8.2 2.6a7.5 7.5 0 1 0 9.2 9.2 6 6 0 0 1-9.2-9.2z",
            Self::Close => {
                "m5.3 4.1 4.7 4.7 4.7-4.7 1.2 1.2-4.7 4.7 4.7 4.7-1.2 1.2-4.7-4.7-4.7 4.7-1.2-1.2L8.8 10 4.1 5.3z"
            }
            Self::Snow => {
                "M9.2 1.8h1.6v3.3l2-1.2.8 1.4-2.8 1.6v1.7l1.5-.9V4.5h1.6v2.3l2.9-1.7.8 1.4-2.9 1.6 2 1.2-.8 1.3-2.8-1.6-1.5.9 1.5.9 2.8-1.6.8 1.4-2 1.1 2.9 1.7-.8 1.4-2.9-1.7v2.3h-1.6v-3.2l-1.5-.9v1.8l2.8 1.6-.8 1.4-2-1.2v3.3H9.2v-3.3l-2 1.2-.8-1.4 2.8-1.6v-1.8l-1.5.9v3.2H6.1v-2.3l-2.9 1.7-.8-1.4 2.9-1.7-2-1.1.8-1.4 2.8 1.6 1.5-.9-1.5-.9-2.8 1.6-.8-1.3 2-1.2-2.9-1.6.8-1.4 2.9 1.7V4.5h1.6v3.2l1.5.9V6.9L6.4 5.3l.8-1.4 2 1.2z"
            }
        }
    }

    /// The icon as SVG; hidden from screen readers.
    pub(crate) fn html(self) -> Html {
        html! {
            <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
                <path d={self.path()} fill="currentColor" />
            </svg>
        }
    }
}
