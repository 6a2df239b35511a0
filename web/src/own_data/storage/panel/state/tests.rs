use super::*;
use snowglobe_core::lsm::LsmError;

fn open() -> State {
    State { opening: Opening::Open(false), ..State::default() }
}

#[test]
fn one_thing_is_done_at_a_time() {
    let mut state = State::default();
    assert!(!state.begin(Part::Read), "not before it is open");
    let mut opened = open();
    assert!(opened.begin(Part::Put) && !opened.begin(Part::Read));
    opened.hear(Answer::Status(Status::default()));
    assert_eq!((opened.written, opened.busy), (Some(Part::Put), None));
    assert!(opened.begin(Part::Read) && opened.written.is_none());
    state.fail(Failure::Locked);
    assert_eq!(state.opening, Opening::Failed(Failure::Locked));
}

#[test]
fn a_failure_is_told_where_it_was_asked() {
    let mut state = open();
    state.begin(Part::Scan);
    state.fail(LsmError::Busy.into());
    assert_eq!(state.failure(&[Part::Scan]), Some(&LsmError::Busy.into()));
    assert_eq!(state.failure(&[Part::Read, Part::Put]), None);
    state.begin(Part::Import);
    assert_eq!(state.failure(&[Part::Scan]), None);
    state.fail(LsmError::Busy.into());
    assert_eq!(state.import, Stage::Failed(LsmError::Busy.into()));
}

#[test]
fn the_key_is_chosen_from_what_the_file_has() {
    let mut state = open();
    state.look_at(crate::own_data::storage::records::look::look(b"{\"a\": 1, \"id\": 2}\n{\"b\": 3}\n"));
    assert_eq!(state.format, Some(Format::Json { field: "id".into() }));
    state.choose(2);
    assert_eq!(state.format, Some(Format::Json { field: "b".into() }));
    state.choose(9);
    assert_eq!(state.format, Some(Format::Json { field: "b".into() }));
    state.look_at(crate::own_data::storage::records::look::look(b"id,name\n1,tea\n2,rye\n"));
    state.choose(1);
    state.set_header(false);
    assert_eq!(state.format, Some(Format::Csv { delimiter: b',', column: 1, header: false }));
    assert_eq!(state.missing(), Some(Missing::File));
}
