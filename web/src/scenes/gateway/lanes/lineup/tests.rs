use super::*;

/// The settings with the first lanes chosen and the others left out.
fn chosen(lanes: &[&str]) -> Settings {
    let mut settings = Settings::defaults(PARAMETERS);
    for lane in 0..9 {
        let shows = lanes.get(lane).copied().unwrap_or("none");
        settings.set_named(&format!("lane_{}", lane + 1), shows).expect("a lane");
    }
    settings
}

#[test]
fn all_nine_as_a_list_shows_them_unless_somebody_chose() {
    let lineup = Lineup::new(&Settings::defaults(PARAMETERS), Algorithm::TokenBucket);
    assert_eq!(lineup.within(9), Algorithm::ALL);
    let few = lineup.within(3);
    assert_eq!(few, [Algorithm::TokenBucket, Algorithm::FixedWindow, Algorithm::SlidingLog], "the book's");
}

#[test]
fn what_is_chosen_is_shown_in_its_order() {
    let lineup =
        Lineup::new(&chosen(&["sliding_log", "none", "fixed_window", "sliding_log"]), Algorithm::TokenBucket);
    assert_eq!(lineup.len(), 3);
    assert_eq!(lineup.within(9), [Algorithm::SlidingLog, Algorithm::FixedWindow, Algorithm::SlidingLog]);
    assert_eq!(lineup.within(2), [Algorithm::SlidingLog, Algorithm::FixedWindow], "from the first on");
}

#[test]
fn the_algorithm_in_force_stays_if_it_was_chosen() {
    let settings = chosen(&["sliding_log", "fixed_window", "token_bucket"]);
    let lineup = Lineup::new(&settings, Algorithm::TokenBucket);
    assert_eq!(lineup.within(2), [Algorithm::SlidingLog, Algorithm::TokenBucket]);
    assert_eq!(lineup.within(1), [Algorithm::TokenBucket]);
}

#[test]
fn with_nothing_chosen_the_algorithm_in_force_is_shown() {
    let lineup = Lineup::new(&chosen(&[]), Algorithm::LeakyBucket);
    assert_eq!((lineup.len(), lineup.within(9)), (1, vec![Algorithm::LeakyBucket]));
}
