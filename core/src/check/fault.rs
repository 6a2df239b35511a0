//! What can be wrong with a history from elsewhere, and where.
//!
//! `line 7: the text ends in the midst of what begins here` is what it says.

use core::fmt;

/// What is wrong with a log, and in which line, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogError {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It has fewer fields than four.
    Fields,
    /// The process is no number.
    Process,
    /// The type is none of the four.
    Type,
    /// The function is none of the three.
    Function,
    /// The value is not what the function takes.
    Value,
    /// The process called while its last operation had not returned.
    CalledTwice,
    /// The process returned from what it had not called.
    NotCalled,
    /// The process returned from another function than it had called.
    OtherFunction,
    /// The process returned from an operation on another key.
    OtherKey,
    /// The return has an earlier time than the call.
    BeforeCall,
    /// The time is no number, or some lines have one and some have none.
    Time,
    /// What stands here is no map of an operation.
    NoMap,
    /// A bracket closes what no bracket, or one of another kind, has opened.
    Bracket,
    /// Brackets stand within brackets more than [`MOST_NESTED`](super::MOST_NESTED) times.
    Nesting,
    /// The text ends in the midst of something.
    Truncated,
    /// There is no operation in the whole text.
    Nothing,
}

impl Fault {
    /// All of them, in the order in which they are declared.
    pub const ALL: &'static [Self] = &[
        Self::Fields,
        Self::Process,
        Self::Type,
        Self::Function,
        Self::Value,
        Self::CalledTwice,
        Self::NotCalled,
        Self::OtherFunction,
        Self::OtherKey,
        Self::BeforeCall,
        Self::Time,
        Self::NoMap,
        Self::Bracket,
        Self::Nesting,
        Self::Truncated,
        Self::Nothing,
    ];
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = match self.fault {
            Fault::Fields => "expected four fields apart by tabs or blanks: process, type, function, value",
            Fault::Process => "the process is no number",
            Fault::Type => "the type is none of :invoke, :ok, :fail and :info",
            Fault::Function => "the function is none of :read, :write and :cas",
            Fault::Value => {
                "the value does not fit: nil or a number to read, a number to write, [a b] to cas"
            }
            Fault::CalledTwice => "the process calls before its last operation returned",
            Fault::NotCalled => "the process returns from what it has not called",
            Fault::OtherFunction => "the process returns from another function than it called",
            Fault::OtherKey => "the process returns from an operation on another key than it called",
            Fault::BeforeCall => "the return has an earlier time than the call",
            Fault::Time => "the time is no whole number, or not all lines have one",
            Fault::NoMap => "expected an operation as a map, such as {:type :invoke, :f :read, …}",
            Fault::Bracket => "a bracket closes here that was not opened, or opened in another kind",
            Fault::Nesting => "brackets stand too deep within brackets",
            Fault::Truncated => "the text ends in the midst of what begins here",
            Fault::Nothing => "there is no operation in the whole text",
        };
        write!(f, "line {}: {fault}", self.line)
    }
}

impl core::error::Error for LogError {}
