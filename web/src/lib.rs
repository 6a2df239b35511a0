//! The Snowglobe page.
