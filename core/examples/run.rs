//! Plays a link or a scenario file in the terminal.
fn main() {}
