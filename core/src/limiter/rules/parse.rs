//! Rules from events, field by field.

use super::events::{Events, Place, Step, Token, shorten};
use super::{Children, Descriptor, Kind, Problem, Quota, Rules, RulesError, Unit};
use super::{MAX_BYTES, MAX_DEPTH, MAX_DESCRIPTORS, MAX_NAME_BYTES};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

const RULES: &[&str] = &["domain", "descriptors"];
const DESCRIPTOR: &[&str] = &["key", "value", "rate_limit", "descriptors"];
const RATE_LIMIT: &[&str] = &["unit", "requests_per_unit"];

pub(super) fn rules(text: &str) -> Result<Rules, RulesError> {
    let mut reader = Reader { events: Events::new(text), descriptors: Vec::new() };
    if text.len() > MAX_BYTES {
        return Err(reader.events.error(START, Problem::TooLong { bytes: text.len() }));
    }
    let place = reader.fields(START)?;
    let (mut domain, mut outermost) = (None, None);
    let mut seen = Seen::default();
    while let Some((field, place)) = reader.field(RULES, &mut seen)? {
        match field {
            "domain" => domain = Some(reader.name()?),
            _ => outermost = Some(reader.list(place, None, 1)?),
        }
        reader.events.path.pop();
    }
    let domain = domain.ok_or_else(|| reader.missing("domain", place))?;
    let outermost = outermost.ok_or_else(|| reader.missing("descriptors", place))?;
    reader.events.finish()?;
    Ok(Rules { domain, descriptors: reader.descriptors, outermost })
}

const START: Place = Place { line: 1, column: 1 };

/// The fields that were there, a bit each.
#[derive(Default)]
struct Seen(u8);

struct Reader<'t> {
    events: Events<'t>,
    descriptors: Vec<Descriptor>,
}

impl<'t> Reader<'t> {
    fn missing(&mut self, name: &'static str, place: Place) -> RulesError {
        self.events.path.push(Step::Field(name));
        self.events.error(place, Problem::Missing)
    }

    fn wrong_kind(&self, wanted: Kind, found: &Token, place: Place) -> RulesError {
        self.events.error(place, Problem::WrongKind { wanted, found: found.kind() })
    }

    /// Fields begin. An empty text has no place of its own.
    fn fields(&mut self, or: Place) -> Result<Place, RulesError> {
        match self.events.next()? {
            (Token::Fields, place) => Ok(place),
            (token, place) => {
                Err(self.wrong_kind(Kind::Fields, &token, if place.line == 0 { or } else { place }))
            }
        }
    }

    /// The name of the next field, which is one of those known and was not there before; the path then
    /// leads to it. `None` at the end.
    fn field(
        &mut self,
        known: &'static [&'static str],
        seen: &mut Seen,
    ) -> Result<Option<(&'static str, Place)>, RulesError> {
        let (name, place) = match self.events.next()? {
            (Token::End, _) => return Ok(None),
            (Token::Text(name), place) => (name, place),
            (token, place) => return Err(self.wrong_kind(Kind::Text, &token, place)),
        };
        let Some((bit, field)) = known.iter().enumerate().find(|(_, field)| **field == name) else {
            let problem = Problem::UnknownField { name: shorten(&name), known };
            return Err(self.events.error(place, problem));
        };
        self.events.path.push(Step::Field(field));
        if seen.0 & 1 << bit != 0 {
            return Err(self.events.error(place, Problem::RepeatedField));
        }
        seen.0 |= 1 << bit;
        Ok(Some((field, place)))
    }

    fn text(&mut self) -> Result<(Cow<'t, str>, Place), RulesError> {
        match self.events.next()? {
            (Token::Text(text), place) => Ok((text, place)),
            (token, place) => Err(self.wrong_kind(Kind::Text, &token, place)),
        }
    }

    /// A text that is not empty and not too long.
    fn name(&mut self) -> Result<String, RulesError> {
        match self.text()? {
            (name, place) if name.is_empty() => Err(self.wrong_kind(Kind::Text, &Token::Nothing, place)),
            (name, place) if name.len() > MAX_NAME_BYTES => {
                Err(self.events.error(place, Problem::NameTooLong { bytes: name.len() }))
            }
            (name, _) => Ok(name.into_owned()),
        }
    }

    /// A list of descriptors, `depth` deep.
    fn list(&mut self, field: Place, parent: Option<usize>, depth: usize) -> Result<Children, RulesError> {
        if depth > MAX_DEPTH {
            return Err(self.events.error(field, Problem::TooDeep));
        }
        match self.events.next()? {
            (Token::List, _) => {}
            (token, place) => return Err(self.wrong_kind(Kind::List, &token, place)),
        }
        let mut children = Children::new();
        for number in 0.. {
            self.events.path.push(Step::Index(number));
            match self.events.next()? {
                (Token::End, _) => break,
                (Token::Fields, place) => {
                    let index = self.descriptor(place, parent, depth)?;
                    self.enter(index, place, &mut children)?;
                }
                (token, place) => return Err(self.wrong_kind(Kind::Fields, &token, place)),
            }
            self.events.path.pop();
        }
        self.events.path.pop();
        Ok(children)
    }

    /// A descriptor whose fields have begun; its index.
    fn descriptor(&mut self, begin: Place, parent: Option<usize>, depth: usize) -> Result<usize, RulesError> {
        let index = self.descriptors.len();
        if index == MAX_DESCRIPTORS {
            return Err(self.events.error(begin, Problem::TooManyDescriptors));
        }
        // Those within it come after it, so its place is taken first.
        self.descriptors.push(Descriptor { line: begin.line, parent, ..Descriptor::default() });
        let mut found = Descriptor { line: begin.line, parent, ..Descriptor::default() };
        let mut key = None;
        let mut seen = Seen::default();
        while let Some((field, place)) = self.field(DESCRIPTOR, &mut seen)? {
            match field {
                "key" => key = Some(self.name()?),
                "value" => found.value = Some(self.name()?),
                "rate_limit" => found.quotas = self.quotas()?,
                _ => found.children = self.list(place, Some(index), depth + 1)?,
            }
            self.events.path.pop();
        }
        found.key = key.ok_or_else(|| self.missing("key", begin))?;
        if let Some(place) = self.descriptors.get_mut(index) {
            *place = found;
        }
        Ok(index)
    }

    /// Puts a descriptor beside others; two alike would have to share their counters.
    fn enter(&mut self, index: usize, place: Place, children: &mut Children) -> Result<(), RulesError> {
        let Some(descriptor) = self.descriptors.get(index) else {
            return Ok(());
        };
        let values = children.entry(descriptor.key.clone()).or_default();
        let first = match &descriptor.value {
            Some(value) => values.exact.insert(value.clone(), index),
            None => values.any.replace(index),
        };
        match first.and_then(|first| self.descriptors.get(first)) {
            None => Ok(()),
            Some(first) => Err(self.events.error(place, Problem::Duplicate { first_line: first.line })),
        }
    }

    /// One limit, or a list of them.
    fn quotas(&mut self) -> Result<Vec<Quota>, RulesError> {
        let (token, place) = self.events.next()?;
        match token {
            Token::Fields => return Ok(Vec::from([self.quota(place)?])),
            Token::List => {}
            _ => return Err(self.wrong_kind(Kind::FieldsOrList, &token, place)),
        }
        let mut quotas: Vec<Quota> = Vec::new();
        for number in 0.. {
            self.events.path.push(Step::Index(number));
            match self.events.next()? {
                (Token::End, _) => break,
                (Token::Fields, place) => {
                    let quota = self.quota(place)?;
                    if quotas.iter().any(|other| other.unit == quota.unit) {
                        return Err(self.events.error(place, Problem::RepeatedUnit { unit: quota.unit }));
                    }
                    quotas.push(quota);
                }
                (token, place) => return Err(self.wrong_kind(Kind::Fields, &token, place)),
            }
            self.events.path.pop();
        }
        self.events.path.pop();
        Ok(quotas)
    }

    /// A limit whose fields have begun.
    fn quota(&mut self, begin: Place) -> Result<Quota, RulesError> {
        let (mut unit, mut requests) = (None, None);
        let mut seen = Seen::default();
        while let Some((field, _)) = self.field(RATE_LIMIT, &mut seen)? {
            let (text, place) = self.text()?;
            match field {
                "unit" => {
                    let unknown = || Problem::UnknownUnit { text: shorten(&text) };
                    unit = Some(Unit::parse(&text).ok_or_else(|| self.events.error(place, unknown()))?);
                }
                _ => requests = Some(number(&text).map_err(|problem| self.events.error(place, problem))?),
            }
            self.events.path.pop();
        }
        let unit = unit.ok_or_else(|| self.missing("unit", begin))?;
        let requests = requests.ok_or_else(|| self.missing("requests_per_unit", begin))?;
        Ok(Quota { requests, unit })
    }
}

/// A number of requests, at least 1.
fn number(text: &str) -> Result<u32, Problem> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotANumber { text: shorten(text) });
    }
    match digits.parse() {
        Ok(0) => Err(Problem::Zero),
        _ if digits.len() < text.len() => Err(Problem::Negative { text: shorten(text) }),
        Ok(number) => Ok(number),
        Err(_) => Err(Problem::TooLarge { text: shorten(text) }),
    }
}
