//! Putting short lists in order with little code.
//!
//! The standard library's sorts are fast and large: each use adds some five kilobytes to a page
//! that is loaded over a network. Where a list is short or seldom sorted these do as well.
//!
//! ```
//! let mut list = [3, 1, 2];
//! snowglobe_core::order::heap_sort(&mut list, |a, b| a < b);
//! assert_eq!(list, [1, 2, 3]);
//! ```
//!
//! Williams, "Algorithm 232: Heapsort", CACM 1964.

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
