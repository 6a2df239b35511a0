//! A stamp and a key: `1700000000.25 user-7`, `2023-11-14T22:13:20Z,user-7`.
//!
//! Between them is a blank, a tab, a comma or a semicolon, or several; the key is all the rest of the line.

use super::{Field, Fields, Problem, time};

pub(super) fn parse(line: &[u8], fields: &mut Fields) -> Result<(), Problem> {
    let (time, length) = time::any(line)?;
    let between = |byte: &u8| matches!(byte, b' ' | b'\t' | b',' | b';');
    let rest = line.get(length..).unwrap_or_default();
    let gap = rest.iter().take_while(|byte| between(byte)).count();
    if gap == 0 {
        return Err(if rest.is_empty() { Problem::NoKey } else { Problem::NoTime });
    }
    let end = line.len() - line.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = length + gap;
    if start >= end {
        return Err(Problem::NoKey);
    }
    fields.time = time;
    fields.set(Field::Address, start, end);
    Ok(())
}
