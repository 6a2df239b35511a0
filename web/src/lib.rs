//! The Snowglobe page.

pub mod lesson;
pub mod own_data;
pub mod picture;
pub mod text;
