//! Reading a vector's members, with errors that say where.

use serde_json::Value;

use super::VectorError;
use super::vector::shorten;

/// A JSON value and the path that led to it.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Field<'a> {
    /// The value at the top of a path.
    #[must_use]
    pub fn new(name: &str, value: &'a Value) -> Self {
        Self { path: name.to_owned(), value }
    }

    /// The member of that name, if there is one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Field<'a>> {
        self.value.get(name).map(|value| Field { path: format!("{}.{name}", self.path), value })
    }

    /// The member of that name.
    ///
    /// # Errors
    /// Says that it is missing. All readers below likewise say what they found instead.
    pub fn get(&self, name: &str) -> Result<Field<'a>, VectorError> {
        self.find(name).ok_or_else(|| VectorError::Shape {
            place: format!("{}.{name}", self.path),
            wanted: "a value",
            found: "nothing".to_owned(),
        })
    }

    /// A text.
    pub fn text(&self) -> Result<&'a str, VectorError> {
        self.value.as_str().ok_or_else(|| self.wanted("a text"))
    }

    /// A whole number: a JSON number, or a text with decimal digits or `0x` and hexadecimal ones
    /// (numbers above 2^53 are written as texts).
    pub fn whole(&self) -> Result<i128, VectorError> {
        let read = match self.value {
            Value::Number(number) => number.to_string().parse().ok(),
            Value::String(text) => match text.strip_prefix("0x") {
                Some(digits) => u64::from_str_radix(digits, 16).ok().map(i128::from),
                None => text.parse().ok(),
            },
            _ => None,
        };
        read.ok_or_else(|| self.wanted("a whole number"))
    }

    /// A whole number in `0..2^64`.
    pub fn u64(&self) -> Result<u64, VectorError> {
        u64::try_from(self.whole()?).map_err(|_| self.wanted("a number from 0 to 2^64 - 1"))
    }

    /// A whole number in `0..2^32`.
    pub fn u32(&self) -> Result<u32, VectorError> {
        u32::try_from(self.whole()?).map_err(|_| self.wanted("a number from 0 to 2^32 - 1"))
    }

    /// A number of things to make, at most `limit` so that no vector takes all memory or time.
    pub fn count(&self, limit: usize) -> Result<usize, VectorError> {
        match usize::try_from(self.whole()?) {
            Ok(count) if count <= limit => Ok(count),
            _ => Err(self.refused(format!("only counts from 0 to {limit} are run"))),
        }
    }

    /// A number, whole or not.
    pub fn number(&self) -> Result<f64, VectorError> {
        self.value.as_f64().ok_or_else(|| self.wanted("a number"))
    }

    /// Yes or no.
    pub fn flag(&self) -> Result<bool, VectorError> {
        self.value.as_bool().ok_or_else(|| self.wanted("true or false"))
    }

    /// Whether there is no value, said as `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// A list of values.
    pub fn list(&self) -> Result<Vec<Field<'a>>, VectorError> {
        let items = self.value.as_array().ok_or_else(|| self.wanted("a list"))?;
        Ok((0..)
            .zip(items)
            .map(|(index, value): (usize, _)| Field { path: format!("{}[{index}]", self.path), value })
            .collect())
    }

    /// A list, each item read the same way.
    pub fn list_of<T>(
        &self,
        read: impl Fn(&Field<'a>) -> Result<T, VectorError>,
    ) -> Result<Vec<T>, VectorError> {
        self.list()?.iter().map(read).collect()
    }

    /// The members by name, in the order of the names.
    pub fn entries(&self) -> Result<Vec<(&'a str, Field<'a>)>, VectorError> {
        let members = self.value.as_object();
        let members = members.ok_or_else(|| self.wanted("an object"))?;
        Ok(members
            .iter()
            .map(|(name, value)| {
                let path = format!("{}.{name}", self.path);
                (name.as_str(), Field { path, value })
            })
            .collect())
    }

    /// Bytes written in hexadecimal, two digits each.
    pub fn bytes(&self) -> Result<Vec<u8>, VectorError> {
        let digits = self.text()?.as_bytes();
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes = pairs.iter().map(|pair| {
            let text = std::str::from_utf8(pair).ok()?;
            // `from_str_radix` would take "+f" too.
            let digits = pair.iter().all(u8::is_ascii_hexdigit);
            u8::from_str_radix(text, 16).ok().filter(|_| digits)
        });
        match (bytes.collect(), rest) {
            (Some(bytes), []) => Ok(bytes),
            _ => Err(self.wanted("pairs of hexadecimal digits")),
        }
    }

    /// The error for a value that the core or the runner does not take.
    #[must_use]
    pub fn refused(&self, reason: impl ToString) -> VectorError {
        VectorError::Refused { place: self.path.clone(), reason: reason.to_string() }
    }

    fn wanted(&self, wanted: &'static str) -> VectorError {
        VectorError::Shape { place: self.path.clone(), wanted, found: shorten(self.value) }
    }
}
