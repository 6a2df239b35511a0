//! Colours by meaning, in light and dark.
//!
//! Identity colours are Paul Tol's "bright" scheme, which stays distinct for colour-blind readers;
//! text reaches a contrast of 4.5 and shapes 3 against the surface of their theme.

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Token {
    /// Text.
    Ink,
    /// Less important text.
    Muted,
    /// Lines that only order.
    Faint,
    /// The surface behind everything.
    Surface,
    /// A card on the surface.
    Card,
    /// Where the eye should go; what is selected.
    Accent,
    /// A request under way.
    Request,
    /// A reply under way.
    Reply,
    /// A miss, a fault, what went elsewhere.
    Warning,
    /// What failed.
    Danger,
    /// What succeeded.
    Good,
    /// What is down.
    Dead,
    /// A node, by its place in the identity palette.
    Node(u8),
    /// The same, softened for areas and lines behind.
    Soft(u8),
}

/// The values of the tokens in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette(pub Theme);

const NODES: [&str; 7] = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#aa3377", "#66ccee", "#bbbbbb"];
const SOFT_LIGHT: [&str; 7] = ["#8aa9c9", "#f0a3ac", "#7fb889", "#ddd28b", "#c985aa", "#a5e0f3", "#d3d3d3"];
const SOFT_DARK: [&str; 7] = ["#36587b", "#9c4c56", "#266b34", "#857a36", "#7a2c59", "#4a8ba2", "#7d7d7d"];
/// Identity colours drawn as thin lines or small text on a light surface need more contrast.
const NODES_LIGHT: [&str; 7] = ["#4477aa", "#d9455a", "#228833", "#8f7f14", "#aa3377", "#1b86ad", "#767676"];
const NODES_DARK: [&str; 7] = ["#6fa0d2", "#f0808e", "#4fb062", "#d8c95c", "#cf67a2", "#7fd6f2", "#c4c4c4"];

impl Palette {
    /// Identity colours; beyond them, shape and label tell nodes apart.
    pub const IDENTITIES: u8 = 7;

    /// The value of a token, `#rrggbb`.
    #[must_use]
    pub fn value(self, token: Token) -> &'static str {
        let light = self.0 == Theme::Light;
        let pick = |on_light, on_dark| if light { on_light } else { on_dark };
        let of = |table: [&'static str; 7], index: u8| table[usize::from(index % Self::IDENTITIES)];
        match token {
            Token::Ink => pick("#1a1f2b", "#e9ecf2"),
            Token::Muted => pick("#5b6472", "#9aa3b2"),
            Token::Faint => pick("#d5d9e2", "#353c4a"),
            Token::Surface => pick("#f6f8fb", "#12161f"),
            Token::Card => pick("#ffffff", "#1a202c"),
            Token::Accent => pick("#2c6cb8", "#7db3f2"),
            Token::Request => pick("#2c6cb8", "#7db3f2"),
            Token::Reply => pick("#4a7fbd", "#5f95d6"),
            Token::Warning => pick("#b0530a", "#f2a45c"),
            Token::Danger => pick("#b8253f", "#ff7a8a"),
            Token::Good => pick("#1d7a38", "#66c97c"),
            Token::Dead => pick("#7a818d", "#8b93a1"),
            Token::Node(index) => pick(of(NODES_LIGHT, index), of(NODES_DARK, index)),
            Token::Soft(index) => pick(of(SOFT_LIGHT, index), of(SOFT_DARK, index)),
        }
    }

    /// The identity colour as it is, for chips and large areas.
    #[must_use]
    pub fn identity(index: u8) -> &'static str {
        NODES[usize::from(index % Self::IDENTITIES)]
    }
}
