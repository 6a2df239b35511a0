use super::*;

/// Puts times in order, a line each; what went out is its number and time.
fn sort(held: usize, times: &[u64]) -> (Vec<(u64, u64)>, u64, u64) {
    let mut order = Order::new(held, 2);
    let mut out = Vec::new();
    let mut drain = |order: &mut Order| {
        while let Some(Due { time, keys, held }) = order.overdue() {
            assert_eq!(held.text, format!("line {}, written", held.number).as_bytes());
            assert_eq!(held.line as usize, held.text.len() - 9);
            assert_eq!(keys, [held.number, held.number + 1]);
            out.push((held.number, time));
        }
    };
    for (number, time) in (1..).zip(times) {
        let (held_line, keys) = order.next_slot();
        held_line.fields.time = *time;
        held_line.keep(number, format!("line {number}").as_bytes(), b", written");
        keys.copy_from_slice(&[number, number + 1]);
        order.push();
        assert!(order.queue.len() <= held + 1);
        drain(&mut order);
    }
    order.end();
    drain(&mut order);
    assert_eq!(order.bytes, 0);
    (out, order.late(), order.too_late())
}

#[test]
fn what_is_in_order_stays_and_one_stamp_keeps_the_order_of_the_file() {
    let (out, late, too_late) = sort(3, &[5, 5, 5, 6, 6, 9]);
    assert_eq!(out, [(1, 5), (2, 5), (3, 5), (4, 6), (5, 6), (6, 9)]);
    assert_eq!((late, too_late), (0, 0));
    let (out, ..) = sort(10, &[7, 5, 7, 5, 7]);
    assert_eq!(out, [(2, 5), (4, 5), (1, 7), (3, 7), (5, 7)]);
}

#[test]
fn a_line_may_be_as_many_lines_late_as_are_held() {
    let mut times: Vec<u64> = (100..200).collect();
    times.insert(60, 130); // 30 lines late
    let (out, late, too_late) = sort(30, &times);
    assert!(out.is_sorted_by_key(|(_, time)| *time));
    assert_eq!((late, too_late), (1, 0));
    let (out, late, too_late) = sort(28, &times);
    assert!(out.is_sorted_by_key(|(_, time)| *time));
    assert_eq!((late, too_late), (0, 1));
    // It counts at the latest time gone out.
    assert_eq!(out.iter().find(|(number, _)| *number == 61), Some(&(61, 131)));
}

#[test]
fn a_wrong_clock_far_ahead_waits_at_the_end() {
    let mut times: Vec<u64> = (0..50).collect();
    times.insert(10, 1_000_000);
    let (out, late, too_late) = sort(5, &times);
    assert_eq!(out.last(), Some(&(11, 1_000_000)));
    assert_eq!((late, too_late), (40, 0));
}

#[test]
fn memory_is_bounded_for_the_longest_lines() {
    let mut order = Order::new(HELD_LINES, 0);
    let line = vec![b'x'; 64 << 10];
    for number in 0..1_000 {
        let (held, _) = order.next_slot();
        held.fields.time = 1_000 - number;
        held.keep(number, &line, b"");
        order.push();
        while order.overdue().is_some() {}
        assert!(order.bytes <= HELD_BYTES);
        let kept: usize = order.slots.iter().map(|held| held.text.capacity()).sum();
        assert!(kept <= HELD_BYTES + 2 * line.len(), "{kept}");
    }
}
