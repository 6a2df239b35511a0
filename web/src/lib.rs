//! The Snowglobe page: watches runs of [`snowglobe_core`], and lets people act on them.
//!
//! ```text
//!   app ── Yew, browser                      parts that know no browser and are tested natively:
//!    ├─ player, lesson, scenes, views  ◄──   what to show
//!    ├─ picture, text                  ◄──   how to say it
//!    └─ own_data                             a reader's own files, in a worker
//! ```

#[cfg(feature = "player")]
pub mod app;
#[cfg(any(feature = "player", feature = "gateway-data", feature = "storage-data"))]
pub mod bench;
pub mod chapters;
#[cfg(feature = "player")]
pub mod command_line;
mod document;
mod icon;
#[cfg(feature = "player")]
pub mod lesson;
#[cfg(feature = "own-data")]
pub mod own_data;
pub mod picture;
#[cfg(feature = "player")]
pub mod player;
#[cfg(feature = "player")]
pub mod scenes;
pub mod text;
#[cfg(feature = "player")]
pub mod views;
