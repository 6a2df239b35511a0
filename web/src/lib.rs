//! The Snowglobe page.

pub mod own_data;
