use super::*;
use std::rc::Rc;

/// Work that counts bytes.
#[derive(Debug)]
struct Bytes(u64);

impl Work for Bytes {
    const CLASS: &'static str = "Bytes";
    type Request = u8;
    type Report = u64;
    type Failure = FileFailure;
    const MAX_FILE_BYTES: u64 = 10;
    const HEAD_BYTES: usize = 4;

    fn check_request(_: &u8) -> Result<(), FileFailure> {
        Ok(())
    }

    fn begin(request: u8, file_bytes: u64) -> Result<Self, FileFailure> {
        Self::check(&request, file_bytes).map(|()| Self(0))
    }

    fn push(&mut self, chunk: &[u8]) -> Result<usize, FileFailure> {
        self.0 += chunk.len() as u64;
        Ok(chunk.len())
    }

    fn finish(&mut self) -> Result<u64, FileFailure> {
        Ok(self.0)
    }

    fn count(&self) -> u64 {
        self.0
    }
}

#[test]
fn news_of_a_file_that_is_gone_are_not_current() {
    let mut task = Task::<Bytes>::default();
    let (old, number) = (News { number: task.number, told: 'a' }, task.number);
    assert_eq!(task.current(News { number, told: 'b' }), Some('b'));
    task.clear();
    assert_eq!(task.current(old), None);
}

#[test]
fn events_lead_from_stage_to_stage() {
    let mut task = Task::<Bytes>::default();
    let half = Progress { done: 5, total: 10, count: 5 };
    task.hear(Event::Progress(half));
    assert_eq!(task.stage, Stage::Working(half));
    task.hear(Event::Report(Rc::new(10)));
    assert_eq!(task.stage, Stage::Done(Rc::new(10)));
    task.hear(Event::Failed(FileFailure::Utf16));
    assert_eq!(task.stage, Stage::Failed(FileFailure::Utf16));
    task.cancel();
    assert_eq!(task.stage, Stage::Cancelled);
}

#[test]
fn a_result_is_stale_once_the_form_asks_something_else() {
    let mut task = Task::<Bytes>::default();
    assert!(!task.is_stale(Some(&1)) && !task.is_stale(None), "nothing is in view");
    task.asked = Some(1);
    assert!(!task.is_stale(Some(&1)));
    assert!(task.is_stale(Some(&2)) && task.is_stale(None));
}

#[test]
fn a_file_is_worked_on_up_to_its_largest_size() {
    assert!(Bytes::check(&0, 10).is_ok());
    assert_eq!(Bytes::check(&0, 11), Err(FileFailure::TooLarge { bytes: 11, max: 10 }));
}
