//! Tests of the gateway: its commands, its parts, and what must be seen when it is shaken.

mod commands;
