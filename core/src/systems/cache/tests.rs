//! Tests of the cache: its commands, and what must be seen when it is shaken.

mod commands;
mod emergence;
