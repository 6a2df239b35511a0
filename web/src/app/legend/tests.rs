use super::{Legend, OnPicture};

#[test]
fn it_is_open_where_there_is_room_unless_a_reader_folds_it() {
    let (wide, narrow) = ((980.0, 760.0), (676.0, 560.0));
    let mut legend = Legend::default();
    assert!(legend.is_open(wide, true) && !legend.is_open(wide, false) && !legend.is_open(narrow, true));
    legend.open = Some(true);
    assert!(legend.is_open(narrow, false));
    legend.open = Some(false);
    assert!(!legend.is_open(wide, true));
}

#[test]
fn what_moves_stays_named_while_time_goes_on() {
    let mut legend = Legend::default();
    legend.take(OnPicture { still: 0b1, moving: 0b100 }, true);
    legend.take(OnPicture { still: 0b10, moving: 0b1000 }, true);
    assert_eq!(legend.on, OnPicture { still: 0b10, moving: 0b1100 });
    legend.take(OnPicture { still: 0b10, moving: 0b1000 }, false);
    assert_eq!(legend.on, OnPicture { still: 0b10, moving: 0b1000 }, "paused, it is what is there");
}
