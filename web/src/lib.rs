//! The Snowglobe page.

pub mod picture;
pub mod text;
pub mod views;
