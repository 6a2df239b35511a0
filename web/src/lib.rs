//! The Snowglobe page: watches runs of [`snowglobe_core`], and lets people act on them.
//!
//! ```text
//!   app ── Yew, browser                      parts that know no browser and are tested natively:
//!    ├─ player, lesson, scenes, views  ◄──   what to show
//!    ├─ picture, text                  ◄──   how to say it
//!    └─ own_data                             a reader's own servers and keys, in a worker
//! ```

pub mod app;
pub mod bench;
pub mod lesson;
#[cfg(feature = "cache")]
pub mod own_data;
pub mod picture;
pub mod player;
pub mod scenes;
pub mod text;
pub mod views;
