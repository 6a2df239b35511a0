//! Reading the values of a vector: numbers as JSON numbers, decimal or `0x` texts; bytes as hex.

use std::fmt::Debug;

use serde_json::Value;

/// Larger counts are refused: a vector must not make the runner work for ever.
const MAX_COUNT: u64 = 10_000_000;

/// A member of an object.
pub(super) fn field<'a>(object: &'a Value, name: &str) -> Result<&'a Value, String> {
    object
        .get(name)
        .ok_or_else(|| format!("\"{name}\" is missing"))
}

/// An unsigned number.
pub(super) fn unsigned(value: &Value) -> Result<u64, String> {
    let number = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => match text.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok(),
            None => text.parse().ok(),
        },
        _ => None,
    };
    number.ok_or_else(|| format!("{value} is not an unsigned 64-bit number"))
}

/// An integer, reduced modulo 2^64.
pub(super) fn wrapped(value: &Value) -> Result<u64, String> {
    match value {
        Value::String(text) if !text.starts_with("0x") => text
            .parse::<i128>()
            .map(|number| number as u64)
            .map_err(|_| format!("{value} is not a number")),
        Value::Number(number) if number.is_i64() => Ok(number.as_i64().unwrap_or(0) as u64),
        _ => unsigned(value),
    }
}

/// A number of things to do or to make.
pub(super) fn count(object: &Value, name: &str) -> Result<u64, String> {
    let count = unsigned(field(object, name)?)?;
    if count > MAX_COUNT {
        return Err(format!(
            "\"{name}\" is {count}; at most {MAX_COUNT} are run"
        ));
    }
    Ok(count)
}

/// A floating-point number.
pub(super) fn float(object: &Value, name: &str) -> Result<f64, String> {
    let value = field(object, name)?;
    value
        .as_f64()
        .ok_or_else(|| format!("\"{name}\" is {value}, not a number"))
}

/// A text member.
pub(super) fn text<'a>(object: &'a Value, name: &str) -> Result<&'a str, String> {
    let value = field(object, name)?;
    value
        .as_str()
        .ok_or_else(|| format!("\"{name}\" is {value}, not a text"))
}

/// A list member.
pub(super) fn list<'a>(object: &'a Value, name: &str) -> Result<&'a Vec<Value>, String> {
    let value = field(object, name)?;
    value
        .as_array()
        .ok_or_else(|| format!("\"{name}\" is {value}, not a list"))
}

/// A list of texts.
pub(super) fn texts<'a>(object: &'a Value, name: &str) -> Result<Vec<&'a str>, String> {
    let values = list(object, name)?.iter();
    values
        .map(|value| value.as_str().ok_or_else(|| format!("{value} is no text")))
        .collect()
}

/// A list of unsigned numbers.
pub(super) fn numbers(value: &Value) -> Result<Vec<u64>, String> {
    let list = value
        .as_array()
        .ok_or_else(|| format!("{value} is not a list"))?;
    list.iter().map(unsigned).collect()
}

/// Bytes from hex digits.
pub(super) fn hex(digits: &str) -> Result<Vec<u8>, String> {
    let nibble = |digit: u8| char::from(digit).to_digit(16);
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> = pairs
        .iter()
        .map(|&[high, low]| Some((nibble(high)? * 16 + nibble(low)?) as u8))
        .collect();
    match bytes {
        Some(bytes) if rest.is_empty() => Ok(bytes),
        _ => Err(format!("\"{digits}\" is not hex")),
    }
}

/// Passes if both are the same.
pub(super) fn same<T: PartialEq + Debug>(got: &T, expected: &T) -> Result<(), String> {
    if got == expected {
        return Ok(());
    }
    Err(format!("got {got:?}, expected {expected:?}"))
}

/// Passes if a number is within a relative tolerance of what is expected.
pub(super) fn near(what: &str, got: f64, expected: f64, relative: f64) -> Result<(), String> {
    if (got - expected).abs() <= relative * expected.abs() {
        return Ok(());
    }
    Err(format!(
        "{what}: got {got:.5}, expected {expected} within {:.1} %",
        relative * 100.0
    ))
}
