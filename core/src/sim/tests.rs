//! Tests of the world and the run, on a system made for them.

mod beside;
mod branches;
mod clocks;
mod echo;
mod faults;
mod latencies;
mod memory;
mod network;
mod queue;
mod seeking;
mod verbs;
