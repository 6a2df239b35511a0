use super::*;

fn of(times: &[u64]) -> Timeline {
    let mut buckets = Buckets::default();
    times.iter().for_each(|time| buckets.add(*time, [1, 2]));
    buckets.finish()
}

#[test]
fn widths_are_multiples_of_each_other() {
    assert!(WIDTHS.windows(2).all(|pair| pair[0] < pair[1] && pair[1].is_multiple_of(pair[0])));
}

#[test]
fn nothing_is_lost_however_long_the_span() {
    let start = 1_700_000_123 * SECOND + 5;
    for span in [1, 199, 200, 201, 999, 1_000, 4_000, 86_400, 40 * 86_400, 400 * 86_400, 90 * 365 * 86_400] {
        let times: Vec<u64> = (0..=1_000).map(|step| start + span * SECOND / 1_000 * step).collect();
        let line = of(&times);
        assert!(line.buckets.len() <= MAX_BUCKETS, "{span}: {}", line.buckets.len());
        assert_eq!(line.buckets.iter().fold([0, 0], |sum, b| [sum[0] + b[0], sum[1] + b[1]]), [1_001, 2_002]);
        assert!(line.start.is_multiple_of(line.width));
        for (at, bucket) in line.buckets.iter().enumerate() {
            let begin = line.start + at as u64 * line.width;
            let inside =
                times.iter().filter(|time| (begin..begin + line.width).contains(time)).count() as u64;
            assert_eq!(bucket[0], inside, "{span} at {at}");
        }
        // The finest that holds it, but for a bucket that begins before the first time.
        let finer = WIDTHS.into_iter().rev().find(|width| width * SECOND < line.width);
        assert!(finer.is_none_or(|finer| span / finer + 2 > MAX_BUCKETS as u64), "{span}: {}", line.width);
    }
}

#[test]
fn one_jump_from_1970_to_2553_is_a_line_of_few_buckets() {
    let line = of(&[0, 18_000_000_000 * SECOND]);
    assert!(
        line.buckets.len() <= MAX_BUCKETS && line.buckets.len() > MAX_BUCKETS / 4,
        "{}",
        line.buckets.len()
    );
    assert_eq!((line.buckets[0], line.buckets.last().copied()), ([1, 2], Some([1, 2])));
}

#[test]
fn nothing_at_all_has_no_buckets() {
    assert_eq!(Buckets::default().finish().buckets.len(), 0);
}
