//! The pool against what a disk promises, with files that lose what was not flushed.

use super::*;
use snowglobe_core::lsm::{Lsm, LsmError, Options, Sync};
use std::cell::RefCell;
use std::rc::Rc;

mod names;

/// A file of a pretended browser: what is seen, and what a crash leaves.
#[derive(Debug, Default)]
struct Content {
    seen: Vec<u8>,
    durable: Vec<u8>,
}

/// Operations that change something, until the machine stops.
#[derive(Debug)]
struct Power {
    left: u64,
}

#[derive(Clone, Debug)]
struct Pretended {
    content: Rc<RefCell<Content>>,
    power: Rc<RefCell<Power>>,
}

impl Pretended {
    fn spend(&self) -> Result<(), Reason> {
        let mut power = self.power.borrow_mut();
        power.left = power.left.checked_sub(1).ok_or(Reason::Crashed)?;
        Ok(())
    }
}

impl Handle for Pretended {
    fn size(&self) -> Result<u64, Reason> {
        Ok(self.content.borrow().seen.len() as u64)
    }

    fn read(&self, at: u64, into: &mut [u8]) -> Result<usize, Reason> {
        let content = self.content.borrow();
        let rest = content.seen.get(at as usize..).unwrap_or_default();
        // Fewer bytes than asked for may come.
        let count = rest.len().min(into.len()).min(1_000);
        into[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> Result<usize, Reason> {
        self.spend()?;
        let mut content = self.content.borrow_mut();
        let (at, count) = (at as usize, bytes.len().min(3_000));
        let size = content.seen.len().max(at + count);
        content.seen.resize(size, 0);
        content.seen[at..at + count].copy_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn truncate(&mut self, size: u64) -> Result<(), Reason> {
        self.spend()?;
        self.content.borrow_mut().seen.resize(size as usize, 0);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Reason> {
        self.spend()?;
        let mut content = self.content.borrow_mut();
        content.durable = content.seen.clone();
        Ok(())
    }
}

/// A folder of such files.
#[derive(Debug)]
struct Browser {
    tables: [Rc<RefCell<Content>>; 2],
    files: Vec<Rc<RefCell<Content>>>,
    power: Rc<RefCell<Power>>,
}

impl Browser {
    fn new(files: usize) -> Self {
        let power = Rc::new(RefCell::new(Power { left: u64::MAX }));
        Self { tables: Default::default(), files: (0..files).map(|_| Rc::default()).collect(), power }
    }

    fn handle(&self, content: &Rc<RefCell<Content>>) -> Pretended {
        Pretended { content: content.clone(), power: self.power.clone() }
    }

    fn open(&self) -> Result<PoolDisk<Pretended>, LsmError> {
        let [even, odd] = &self.tables;
        let files = self.files.iter().map(|content| self.handle(content)).collect();
        PoolDisk::new([self.handle(even), self.handle(odd)], files)
    }

    /// The machine stops: what was not flushed is lost, kept, or (a half of it) torn.
    fn crash(&self, fate: u64) {
        self.power.borrow_mut().left = u64::MAX;
        for (at, content) in self.tables.iter().chain(&self.files).enumerate() {
            let content = &mut *content.borrow_mut();
            content.seen = match (fate + at as u64) % 3 {
                0 => content.durable.clone(),
                1 => content.seen.clone(),
                _ => {
                    let kept = content.seen.len().midpoint(content.durable.len().min(content.seen.len()));
                    let mut torn = content.seen[..kept].to_vec();
                    torn.extend(content.durable.get(kept..).unwrap_or_default());
                    torn
                }
            };
            content.durable = content.seen.clone();
        }
    }
}

#[test]
fn files_are_found_again_by_their_names() {
    let browser = Browser::new(4);
    let mut disk = browser.open().expect("new");
    for (name, bytes) in [("log", b"one".as_slice()), ("table", &[7; 10_000])] {
        let file = disk.create(name).expect("there is room");
        disk.append(file, bytes).and_then(|()| disk.sync(file)).expect("there is room");
        disk.close(file);
    }
    assert_eq!(disk.create("log").map_err(|error| error.reason), Err(Reason::Exists));
    assert_eq!(disk.create("no/name").map_err(|error| error.reason), Err(Reason::Name));
    disk.rename("log", "log-1").and_then(|()| disk.sync_names()).expect("it can");
    let mut again = browser.open().expect("whole");
    assert_eq!(again.list(), Ok(vec!["log-1".to_owned(), "table".to_owned()]));
    let file = again.open("table").expect("it is there");
    let mut bytes = vec![0; 20_000];
    assert_eq!(again.read_at(file, 1, &mut bytes), Ok(9_999));
    assert!(bytes[..9_999].iter().all(|byte| *byte == 7));
}

#[test]
fn a_file_is_used_again_only_when_its_name_is_gone_for_good() {
    let browser = Browser::new(2);
    let mut disk = browser.open().expect("new");
    let file = disk.create("old").expect("there is room");
    disk.append(file, b"old").and_then(|()| disk.sync(file)).and_then(|()| disk.sync_names()).expect("room");
    disk.delete("old").expect("it is there");
    let mut first = [0; 3];
    assert_eq!(disk.read_at(file, 0, &mut first), Ok(3), "whoever has it open reads on");
    let other = disk.create("new").expect("the other file");
    disk.append(other, b"new").expect("there is room");
    browser.crash(0);
    let mut disk = browser.open().expect("whole");
    assert_eq!(disk.list(), Ok(vec!["old".to_owned()]), "neither was made durable");
    let file = disk.open("old").expect("it is there");
    assert_eq!((disk.read_at(file, 0, &mut first), first), (Ok(3), *b"old"));
    disk.delete("old").expect("it is there");
    disk.close(file);
    let _ = (disk.create("a").expect("room"), disk.create("b").expect("the names are made durable for this"));
    assert_eq!(disk.create("c").map_err(|error| error.reason), Err(Reason::Full));
    assert_eq!(disk.wanted(), SPARE);
    disk.add(browser.handle(&Rc::default())).expect("it is empty");
    let file = disk.create("c").expect("there is room again");
    assert_eq!(disk.size(file), Ok(0));
}

/// So small that everything happens soon.
fn options() -> Options {
    Options {
        memtable_bytes: 1_500,
        table_bytes: 1_000,
        block_bytes: 200,
        sync: Sync::Every(3),
        ..Options::default()
    }
}

/// Writes until the machine stops; how many writes were durable, and how many were tried.
fn write(disk: PoolDisk<Pretended>) -> (u64, u64) {
    let Ok(mut lsm) = Lsm::open(disk, options()) else { return (0, 0) };
    let (mut durable, begun) = (lsm.durable_sequence(), lsm.last_sequence());
    for number in begun..begun + 300 {
        let key = format!("key-{:03}", number % 40);
        if lsm.put(key.as_bytes(), format!("value {number}").as_bytes()).is_err() {
            return (durable, number + 1);
        }
        durable = lsm.durable_sequence();
    }
    (durable, begun + 300)
}

#[test]
fn an_engine_on_it_keeps_its_promise_whenever_the_machine_stops() {
    let mut stopped = 0;
    for stop in 0..700 {
        let browser = Browser::new(60);
        browser.power.borrow_mut().left = stop;
        let (durable, tried) = browser.open().map_or((0, 0), write);
        stopped += u64::from(tried < 300);
        browser.crash(stop);
        let opened = Lsm::open(browser.open().expect("the names are whole"), options());
        let lsm = opened.unwrap_or_else(|error: LsmError| panic!("stopped after {stop}: {error}"));
        let there = lsm.last_sequence();
        assert!((durable..=tried).contains(&there), "stopped after {stop}: {durable} <= {there} <= {tried}");
        for key in 0..40 {
            let last = (0..there).rev().find(|number| number % 40 == key);
            let value = last.map(|number| format!("value {number}").into_bytes());
            assert_eq!(lsm.get(format!("key-{key:03}").as_bytes()), Ok(value), "stopped after {stop}");
        }
    }
    assert!(stopped > 200, "{stopped}");
}
