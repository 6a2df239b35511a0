//! Links: a scenario and the moment shown, as a short text for an address.
//!
//! `1.` and then base64url of postcard bytes followed by a CRC-16 of them. The number in front is
//! the version of this format; a link made today opens for ever, so a version's layout is never
//! changed, only succeeded. The checksum tells a link that was cut off from one that is foreign.
//!
//! ```text
//!   1.   scenario, moment, what is shown
//!   2.   the same, and the branch beside the one shown: written only where there is one
//! ```
//!
//! Cost: linear in the length, which is bounded before anything is decoded.

use super::{Moment, Scenario, ScenarioError};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

/// What the page shows beside the run; plain data to the core.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// 0 the reader's own language, 1 Korean, 2 English.
    pub language: u8,
    /// Index of the view of the stage.
    pub view: u8,
    /// Index of the tab of the panel.
    pub tab: u8,
    /// The step of the lesson, if one is followed.
    pub lesson_step: Option<u8>,
    /// The selected thing in its textual form, such as `server s1`.
    pub selected: Option<String>,
    /// The timeline that is shown beside that of the moment, if one is.
    #[serde(skip)]
    pub beside: Option<u32>,
}

/// A scenario, the moment it is opened at, and what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The run.
    pub scenario: Scenario,
    /// The moment.
    pub moment: Moment,
    /// The view.
    pub shown: Shown,
}

/// Why a text is not a link that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It does not begin with a version number and a dot.
    NotALink,
    /// It was made by a newer version.
    Newer(u32),
    /// It holds a character that no link holds, at this place (counted from 1).
    Character(usize),
    /// Its end is missing or something in it was changed.
    Damaged,
    /// It is longer than [`Link::MAX_LENGTH`].
    TooLong(usize),
    /// It was read; what it asks for cannot be.
    Scenario(ScenarioError),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => f.write_str("this is not a Snowglobe link: one begins with \"1.\" or \"2.\""),
            Self::Newer(version) => {
                write!(
                    f,
                    "this link was made by a newer version (format {version}); reload the page to get it"
                )
            }
            Self::Character(place) => {
                write!(f, "character {place} of this link does not belong there; copy the link once more")
            }
            Self::Damaged => f.write_str("this link is damaged or cut off; copy the whole of it once more"),
            Self::TooLong(length) => {
                write!(f, "this link has {length} characters; the longest has {}", Link::MAX_LENGTH)
            }
            Self::Scenario(error) => write!(f, "this link asks for something that cannot be run: {error}"),
        }
    }
}

impl core::error::Error for LinkError {}

impl Link {
    /// The current version of the format.
    pub const VERSION: u32 = 2;
    /// The version of a link without a branch beside the one shown.
    const LONE: u32 = 1;
    /// Characters in the longest link accepted.
    pub const MAX_LENGTH: usize = 65_536;

    /// Writes the link.
    #[must_use]
    pub fn encode(&self) -> String {
        // Postcard fails only on types that a Link does not have.
        let mut bytes = postcard::to_allocvec(self).unwrap_or_default();
        let version = match self.shown.beside {
            None => Self::LONE,
            Some(beside) => {
                bytes.extend(postcard::to_allocvec(&beside).unwrap_or_default());
                Self::VERSION
            }
        };
        bytes.extend(crate::hash::crc16_xmodem(&bytes).to_be_bytes());
        alloc::format!("{version}.{}", BASE64URL_NOPAD.encode(&bytes))
    }

    /// Reads a link. Settings and actions are checked when the run is built.
    ///
    /// # Errors
    /// [`LinkError`] saying what is wrong and where.
    pub fn decode(text: &str) -> Result<Self, LinkError> {
        let text = text.trim();
        if text.len() > Self::MAX_LENGTH {
            return Err(LinkError::TooLong(text.chars().count()));
        }
        let (version, body) = text.split_once('.').ok_or(LinkError::NotALink)?;
        let compares = match version.parse::<u32>() {
            Ok(known @ (Self::LONE | Self::VERSION)) if version.len() == 1 => known == Self::VERSION,
            Ok(newer) if newer > Self::VERSION => return Err(LinkError::Newer(newer)),
            _ => return Err(LinkError::NotALink),
        };
        let bytes = decode_base64(body, version.len() + 1)?;
        let (payload, checksum) = bytes.split_last_chunk::<2>().ok_or(LinkError::Damaged)?;
        if crate::hash::crc16_xmodem(payload) != u16::from_be_bytes(*checksum) {
            return Err(LinkError::Damaged);
        }
        let (mut link, mut rest): (Self, _) =
            postcard::take_from_bytes(payload).map_err(|_| LinkError::Damaged)?;
        if compares {
            let (beside, after) = postcard::take_from_bytes(rest).map_err(|_| LinkError::Damaged)?;
            (link.shown.beside, rest) = (Some(beside), after);
        }
        if !rest.is_empty() {
            return Err(LinkError::Damaged);
        }
        link.scenario.check().map_err(LinkError::Scenario)?;
        Ok(link)
    }
}

fn decode_base64(body: &str, before: usize) -> Result<Vec<u8>, LinkError> {
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if let Some(place) = body.chars().position(|c| !known(c)) {
        return Err(LinkError::Character(before + place + 1));
    }
    BASE64URL_NOPAD.decode(body.as_bytes()).map_err(|_| LinkError::Damaged)
}
