//! A table of limiters takes its memory when it is made, and no more.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use snowglobe_core::limiter::{Keyed, Limit, policy};

/// Counts what the current thread asks for.
struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(run: impl FnOnce()) -> usize {
    let before = COUNT.get();
    run();
    COUNT.get() - before
}

#[test]
fn a_check_of_a_known_key_allocates_nothing() {
    let policy = policy::TokenBucket::try_from(Limit::new(2, 1_000)).expect("sound");
    let mut table = Keyed::<String, _>::new(100, policy).expect("memory");
    let names: Vec<String> = (0..100).map(|i| format!("user-{i}")).collect();
    let newcomers =
        allocations(|| names.iter().for_each(|name| assert!(table.check(name, 0, 1).is_admitted())));
    assert_eq!(newcomers, 100, "each newcomer's name is copied, and nothing else");
    let known = allocations(|| {
        for now in 0..1_000 {
            names.iter().for_each(|name| assert!(table.check(name.as_str(), now, 1).limit == 2));
        }
    });
    assert_eq!(known, 0);
}

#[test]
fn a_table_of_numbers_never_allocates_again() {
    let policy = policy::SlidingCounter::<false>::try_from(Limit::new(2, 1_000)).expect("sound");
    let mut table = Keyed::<u64, _>::new(1_000, policy).expect("memory");
    let flood = allocations(|| (0..50_000).for_each(|key| assert!(table.check(&key, key, 1).is_admitted())));
    assert_eq!((flood, table.evictions().idle + table.evictions().live > 40_000), (0, true));
}
