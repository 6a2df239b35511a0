//! How time is taken: warm up, take turns, and report medians.
//!
//! The sides of a comparison run in turns, a round each, so that a machine that slows down half-way
//! slows all of them. The median of the rounds ignores those that something else interrupted.

use std::time::{Duration, Instant};

const WARM_UP: Duration = Duration::from_millis(150);
const SPENT_ON_EACH: Duration = Duration::from_millis(700);
const FEWEST_ROUNDS: usize = 15;

/// Median nanoseconds an operation of each side. A round of a side does `operations`.
pub(crate) fn in_turns(operations: usize, sides: &mut [&mut dyn FnMut()]) -> Vec<f64> {
    let mut timed: Vec<_> = sides
        .iter_mut()
        .map(|side| {
            move || {
                let start = Instant::now();
                side();
                [start.elapsed()]
            }
        })
        .collect();
    let mut sides: Vec<&mut dyn FnMut() -> [Duration; 1]> = Vec::new();
    for side in &mut timed {
        sides.push(side);
    }
    let medians = split(&mut sides);
    medians.into_iter().map(|[median]| median / operations as f64).collect()
}

/// As [`in_turns`] for rounds that take their own time, in `N` parts (to join, then to leave):
/// median nanoseconds of each part of a round.
pub(crate) fn split<const N: usize>(sides: &mut [&mut dyn FnMut() -> [Duration; N]]) -> Vec<[f64; N]> {
    let turns = |sides: &mut [&mut dyn FnMut() -> [Duration; N]], budget: Duration, fewest: usize| {
        let mut taken = vec![Vec::new(); sides.len()];
        let start = Instant::now();
        let mut rounds = 0;
        while rounds < fewest || start.elapsed() < budget {
            for (side, taken) in sides.iter_mut().zip(&mut taken) {
                taken.push(side());
            }
            rounds += 1;
        }
        taken
    };
    let number = sides.len() as u32;
    turns(sides, WARM_UP * number, 1);
    let taken = turns(sides, SPENT_ON_EACH * number, FEWEST_ROUNDS);
    let median = |rounds: &Vec<[Duration; N]>, part: usize| {
        let mut nanos: Vec<u128> = rounds.iter().map(|round| round[part].as_nanos()).collect();
        nanos.sort_unstable();
        nanos[nanos.len() / 2] as f64
    };
    taken.iter().map(|rounds| std::array::from_fn(|part| median(rounds, part))).collect()
}
