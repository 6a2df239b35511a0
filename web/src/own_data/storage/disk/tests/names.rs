//! The table of names, damaged and torn.

use super::super::names::NAMES;
use super::*;
use snowglobe_core::hash::crc32c;
use snowglobe_core::lsm::Damage;

impl Browser {
    fn contents(&self) -> impl Iterator<Item = &Rc<RefCell<Content>>> {
        self.tables.iter().chain(&self.files)
    }

    /// What all files hold.
    fn copy(&self) -> Vec<Vec<u8>> {
        self.contents().map(|content| content.borrow().seen.clone()).collect()
    }

    fn restore(&self, copy: &[Vec<u8>]) {
        for (content, bytes) in self.contents().zip(copy) {
            let content = &mut *content.borrow_mut();
            (content.seen, content.durable) = (bytes.clone(), bytes.clone());
        }
    }

    /// Only these are left of a table, or put in its place.
    fn set(&self, table: usize, bytes: &[u8]) {
        self.tables[table].borrow_mut().seen = bytes.to_vec();
    }

    fn list(&self) -> Result<Vec<String>, LsmError> {
        Ok(self.open()?.list()?)
    }
}

/// With an engine that was told that this many writes are durable.
fn written(writes: u64) -> Browser {
    let browser = Browser::new(60);
    let options = Options { sync: Sync::Always, ..options() };
    let mut lsm = Lsm::open(browser.open().expect("new"), options).expect("new");
    for number in 0..writes {
        lsm.put(&number.to_le_bytes(), format!("value {number}").as_bytes()).expect("there is room");
    }
    browser
}

/// What the engine has of those writes.
fn found(browser: &Browser, writes: u64) -> Result<u64, LsmError> {
    let lsm = Lsm::open(browser.open()?, options())?;
    let mut count = 0;
    for number in 0..writes {
        let right = format!("value {number}").into_bytes();
        count += u64::from(lsm.get(&number.to_le_bytes())? == Some(right));
    }
    Ok(count)
}

fn damaged() -> LsmError {
    LsmError::corrupt(NAMES, 0, Damage::Checksum)
}

#[test]
fn a_flipped_bit_in_a_table_loses_nothing() {
    // At every moment between flushes, new logs and merges.
    for writes in (0..160).step_by(4) {
        let browser = written(writes);
        let before = browser.copy();
        for table in [0, 1] {
            let size = before[table].len();
            for at in (writes as usize % 7..size).step_by(7) {
                browser.restore(&before);
                browser.tables[table].borrow_mut().seen[at] ^= 1 << (at % 8);
                assert_eq!(found(&browser, writes), Ok(writes), "{writes} writes, table {table}, byte {at}");
                browser.tables[table].borrow_mut().seen[at] ^= 1 << (at % 8);
                assert_eq!(
                    found(&browser, writes),
                    Ok(writes),
                    "{writes} writes, table {table}, byte {at} back"
                );
            }
        }
    }
}

#[test]
fn where_no_table_is_right_no_file_is_touched() {
    let browser = written(100);
    let whole = browser.copy();
    for at in 0..whole[0].len() {
        for table in &browser.tables {
            table.borrow_mut().seen[at] ^= 1 << (at % 8);
        }
        let before = browser.copy();
        assert_eq!(found(&browser, 100), Err(damaged()));
        assert_eq!(browser.copy(), before);
        browser.restore(&whole);
    }
    // Emptied, or gone altogether, beside files with something in them.
    for (even, odd) in [(false, false), (false, true), (true, false)] {
        let cut = |table: usize, half: bool| browser.set(table, if half { &whole[table][..40] } else { &[] });
        cut(0, even);
        cut(1, odd);
        let before = browser.copy();
        assert_eq!(found(&browser, 100), Err(damaged()));
        assert_eq!(browser.copy(), before);
    }
    browser.restore(&whole);
    assert_eq!(found(&browser, 100), Ok(100));
}

#[test]
fn what_a_later_version_wrote_is_left_alone() {
    let browser = written(100);
    let whole = browser.copy();
    let mut later = whole[0].clone();
    later[4] = 2;
    let end = later.len() - 4;
    let check = crc32c(&later[..end]).to_le_bytes();
    later[end..].copy_from_slice(&check);
    let (later, ours, none) = (later.as_slice(), whole[0].as_slice(), [].as_slice());
    for (even, odd) in
        [(later, later), (later, ours), (ours, later), (later, none), (none, later), (later, &ours[..9])]
    {
        browser.set(0, even);
        browser.set(1, odd);
        let before = browser.copy();
        assert_eq!(found(&browser, 100), Err(LsmError::Future { file: NAMES.into(), version: 2 }));
        assert_eq!(browser.copy(), before);
    }
    // With nothing in any file, too.
    let browser = Browser::new(3);
    browser.set(1, later);
    assert_eq!(browser.list(), Err(LsmError::Future { file: NAMES.into(), version: 2 }));
    assert_eq!(browser.copy()[..2], [Vec::new(), later.to_vec()]);
}

#[test]
fn a_table_torn_at_any_byte_leaves_the_one_before() {
    let browser = written(100);
    let old = browser.copy();
    let mut disk = browser.open().expect("whole");
    disk.create("next").and_then(|_| disk.sync_names()).expect("there is room");
    let next = browser.copy();
    for table in [0, 1] {
        for cut in 0..=next[table].len() {
            browser.restore(&old);
            let rest = old[table].get(cut..).unwrap_or_default();
            browser.set(table, &[&next[table][..cut], rest].concat());
            assert_eq!(found(&browser, 100), Ok(100), "table {table}, cut at {cut}");
        }
    }
}

#[test]
fn opening_makes_the_tables_alike_again() {
    let browser = written(100);
    for table in [0, 1, 0, 1] {
        browser.tables[table].borrow_mut().seen[10] ^= 1;
        browser.list().expect("the other is whole");
        assert_eq!(browser.copy()[0], browser.copy()[1]);
    }
    assert_eq!(found(&browser, 100), Ok(100));
}

#[test]
fn names_survive_a_failure_and_then_the_end() {
    for stop in 0..12 {
        for fate in 0..3 {
            let browser = Browser::new(4);
            let mut disk = browser.open().expect("new");
            disk.create("a").expect("there is room");
            disk.sync_names().expect("it can");
            disk.create("b").expect("there is room");
            browser.power.borrow_mut().left = stop;
            let first = disk.sync_names();
            assert_eq!(first.is_ok(), stop >= 6, "each table is written, cut off and flushed");
            browser.power.borrow_mut().left = u64::MAX;
            disk.create("c").expect("there is room");
            browser.power.borrow_mut().left = stop / 2;
            let second = disk.sync_names();
            browser.crash(fate);
            let names = browser.list().expect("one table is whole").concat();
            let promised = if second.is_ok() {
                "abc"
            } else if first.is_ok() {
                "ab"
            } else {
                "a"
            };
            assert!(names.starts_with(promised) && "abc".starts_with(&names), "{stop}, {fate}: {names}");
        }
    }
}

#[test]
fn a_first_table_that_was_torn_was_not_promised() {
    for stop in 0..6 {
        for fate in 0..3 {
            let browser = Browser::new(2);
            browser.power.borrow_mut().left = stop;
            assert!(browser.open().is_err());
            browser.crash(fate);
            assert_eq!(browser.list(), Ok(Vec::new()), "{stop}, {fate}");
            assert_eq!(browser.copy()[0], browser.copy()[1]);
        }
    }
}
