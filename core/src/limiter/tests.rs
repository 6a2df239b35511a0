//! What every algorithm must do; the files below look at one subject each.

mod book;
