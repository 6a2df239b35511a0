//! Putting lists in order with little code.
//!
//! The standard library's sorts are fast and large: each type that is sorted adds some five kilobytes to a page
//! that is loaded over a network. Where a list is short or seldom sorted two of these do as well; the third
//! has the standard sort do the work for any type, once, on numbers.
//!
//! ```
//! let mut list = [3, 1, 2];
//! snowglobe_core::order::heap_sort(&mut list, |a, b| a < b);
//! assert_eq!(list, [1, 2, 3]);
//! ```
//!
//! Williams, "Algorithm 232: Heapsort", CACM 1964.

use alloc::vec::Vec;

/// Sorts stably by two numbers, the first counting most. O(n log n), and 24 bytes of memory for each item meanwhile.
///
/// ```
/// let mut calls = [("get", 3), ("put", 1), ("delete", 1)];
/// snowglobe_core::order::sort_by_numbers(&mut calls, |(_, at)| [*at, 0]);
/// assert_eq!(calls, [("put", 1), ("delete", 1), ("get", 3)]);
/// ```
pub fn sort_by_numbers<T>(items: &mut [T], numbers: impl FnMut(&T) -> [u64; 2]) {
    let mut from = in_order(items.iter().map(numbers).collect());
    // Round by round: each place gets its item, and what stood there goes on to where that came from.
    for start in 0..from.len() {
        let mut place = start;
        loop {
            let source = core::mem::replace(&mut from[place], place);
            if source == start {
                break;
            }
            items.swap(place, source);
            place = source;
        }
    }
}

/// For each place, which of these belongs there.
#[inline(never)]
fn in_order(numbers: Vec<[u64; 2]>) -> Vec<usize> {
    let mut all: Vec<([u64; 2], usize)> = numbers.into_iter().zip(0..).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, from)| from).collect()
}

/// Sorts stably. O(n + inversions): for lists that are short or nearly in order.
pub fn insertion_sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && before(&items[at], &items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// Sorts; the order of equals is not kept. O(n log n), without allocating.
pub fn heap_sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    let sift = |items: &mut [T], mut root: usize| {
        loop {
            let mut child = 2 * root + 1;
            if child >= items.len() {
                return;
            }
            if child + 1 < items.len() && before(&items[child], &items[child + 1]) {
                child += 1;
            }
            if !before(&items[root], &items[child]) {
                return;
            }
            items.swap(root, child);
            root = child;
        }
    };
    for root in (0..items.len() / 2).rev() {
        sift(items, root);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sift(&mut items[..end], 0);
    }
}

#[cfg(test)]
mod tests;
