//! What outlines, letters, dots and rings of the cluster's picture mean.

use super::words;
use crate::picture::{Dash, Dot, DotKind, Mark, Paint, Shape, Token};
use crate::scenes::legend::{Meaning, Seen, Sign, outline};
use crate::text::{Text, words};

words! {
    /// Legend: the circle.
    RANGES_OF: "이 색 노드가 첫째로 맡는 구간", "ranges that the node of this colour is first to keep";
    /// Legend: letters at the shoulders of nodes.
    CUT_APART: "글자가 다르면 네트워크가 끊겨 있다", "letters that differ: the network is cut between them";
    /// Legend: numbers at the shoulders of nodes.
    ORDER: "고른 키의 선호 목록 차례", "order in the preference list of the key chosen";
    /// Legend: the place of a key.
    KEY_IN_HAND: "고른 키와 그 구간", "the key chosen, and its range";
    /// Legend: a dot.
    REQUESTS: "요청", "request";
    /// Legend: a dot.
    REPLIES: "응답", "reply";
    /// Legend: a dot.
    MENDING: "대신 맡거나 복제본을 맞추는 메시지", "a message that stands in or mends";
    /// Legend: a dot.
    REFUSALS: "거절이나 시간 초과 응답", "a refusal, or a time-out told";
    /// Legend: a dot.
    CHATTER: "가십과 생사 확인", "gossip, and whether others live";
    /// Legend: a cross.
    LOST_MESSAGE: "사라진 메시지", "a message lost";
    /// Legend: a ring.
    JUST_DONE: "방금 답을 받음", "just got its answer";
    /// Legend: a ring.
    JUST_FAILED: "방금 답을 못 받거나 지난 값을 읽음", "just got no answer, or one from the past";
    /// Legend: a ring.
    JUST_WORSE: "방금 값이 갈라지거나 버려지거나, 누군가를 의심함", "values just split or dropped, or somebody suspected";
    /// Legend: a ring.
    JUST_MENDED: "방금 고치거나 의심을 거둠", "just mended, or a suspicion withdrawn";
}

const fn still(sign: Sign, text: Text, is: fn(&Mark) -> bool) -> Meaning {
    Meaning { sign, text, seen: Seen::Still(is) }
}

const fn dot(kind: DotKind, token: Token, text: Text, is: fn(&Dot) -> bool) -> Meaning {
    Meaning { sign: Sign::Dot(kind, token), text, seen: Seen::Moving(is) }
}

/// What stands for a node on the picture: a machine's bubble, or its dot or cross among many.
fn is_node(mark: &Mark) -> bool {
    mark.key.starts_with("node ")
}

fn is_bubble(mark: &Mark, dash: Dash, faded: bool) -> bool {
    is_node(mark) && mark.paint.dash == dash && (mark.paint.opacity < 1.0) == faded
}

/// All of them, in the order of the legend.
pub(super) static MEANINGS: &[Meaning] = &[
    still(Sign::Band(Token::Soft(0)), RANGES_OF, |mark| mark.key.starts_with("ranges ")),
    still(Sign::Square(outline(Token::Muted, Dash::Solid)), words::CLIENT, |mark| {
        is_node(mark) && matches!(mark.shape, Shape::Rect { .. })
    }),
    still(Sign::CrossAt(outline(Token::Dead, Dash::Dotted)), words::DOWN, |mark| {
        is_bubble(mark, Dash::Dotted, false)
    }),
    still(Sign::Outline(outline(Token::Muted, Dash::Dashed)), words::SUSPECTED, |mark| {
        is_bubble(mark, Dash::Dashed, false)
    }),
    still(Sign::Outline(outline(Token::Muted, Dash::Dashed).faded(0.55)), words::LEFT, |mark| {
        is_bubble(mark, Dash::Dashed, true)
    }),
    still(Sign::Outline(Paint::fill(Token::Faint).lined(Token::Muted, 1.8)), words::HOLDS_DEAD, |mark| {
        is_node(mark) && mark.paint.fill == Some(Token::Faint)
    }),
    // Among many, each is a dot.
    still(Sign::Dot(DotKind::Cross, Token::Dead), words::DOWN, |mark| {
        is_node(mark) && matches!(mark.shape, Shape::Path(_))
    }),
    still(Sign::Dot(DotKind::Hollow, Token::Muted), words::SUSPECTED, |mark| {
        is_node(mark) && is_thin(mark) && mark.paint.fill == Some(Token::Card)
    }),
    still(Sign::Dot(DotKind::Full, Token::Dead), words::HOLDS_DEAD, |mark| {
        let Paint { fill, stroke, .. } = mark.paint;
        is_node(mark)
            && (fill == Some(Token::Dead) || is_thin(mark) && stroke == Some(Token::Dead) && fill.is_some())
    }),
    still(Sign::Outline(Paint::fill(Token::Muted).faded(0.45)), words::LEFT, |mark| {
        is_bubble(mark, Dash::Solid, true)
    }),
    still(Sign::Letter("A", outline(Token::Accent, Dash::Solid), Token::Accent), CUT_APART, |mark| {
        mark.key.starts_with("side ")
    }),
    still(Sign::Letter("1", Paint::fill(Token::Ink), Token::Card), ORDER, |mark| {
        mark.key.starts_with("order ")
    }),
    still(Sign::Dot(DotKind::Full, Token::Ink), KEY_IN_HAND, |mark| mark.key == "key in hand"),
    dot(DotKind::Full, Token::Request, REQUESTS, |dot| is(dot, Token::Request)),
    dot(DotKind::Hollow, Token::Reply, REPLIES, |dot| is(dot, Token::Reply)),
    dot(DotKind::Full, Token::Warning, MENDING, |dot| is(dot, Token::Warning)),
    dot(DotKind::Hollow, Token::Danger, REFUSALS, |dot| is(dot, Token::Danger)),
    dot(DotKind::Full, Token::Faint, CHATTER, |dot| is(dot, Token::Faint)),
    dot(DotKind::Cross, Token::Danger, LOST_MESSAGE, |dot| dot.kind == DotKind::Cross),
    dot(DotKind::Ring, Token::Good, JUST_DONE, |dot| is_ring(dot, Token::Good)),
    dot(DotKind::Ring, Token::Danger, JUST_FAILED, |dot| is_ring(dot, Token::Danger)),
    dot(DotKind::Ring, Token::Warning, JUST_WORSE, |dot| is_ring(dot, Token::Warning)),
    dot(DotKind::Ring, Token::Accent, JUST_MENDED, |dot| is_ring(dot, Token::Accent)),
];

/// Whether it is the thin line of a hollow dot.
fn is_thin(mark: &Mark) -> bool {
    mark.paint.width < 1.5 && mark.paint.dash == Dash::Solid
}

/// Whether it is a message of this colour.
fn is(dot: &Dot, token: Token) -> bool {
    dot.message != 0 && dot.token == token
}

fn is_ring(dot: &Dot, token: Token) -> bool {
    dot.kind == DotKind::Ring && dot.token == token
}

#[cfg(test)]
mod tests;
