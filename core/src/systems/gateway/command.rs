//! What can be done to the gateway beyond the world's verbs, and its textual form.
//!
//! ```text
//!   limit 10             a rule changes, for all gateways at once; so do `window 2s`,
//!   counting script      `algorithm fixed_window` and every other name of `Rules::CHANGEABLE`
//!   send c0              a client asks now
//!   send c0 3 at u7      three times at once, as another user
//!   rate c0 20           a client asks 20 times a second from now on
//!   rate c0 0.1          every ten seconds; `rate c0 0` silences it
//! ```
//!
//! A recorded log becomes a row of `send`.

use super::setup::{Order, work};
use super::{Gateway, Node, PARAMETERS, Rules, Word};
use crate::sim::{ActionError, NodeId, Run, Sink, World};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// An example of each thing that a client is told to do.
const ASKING: [&str; 6] =
    ["send c0", "send c0 3", "send c0 3 at u7", "send c0 at u7", "rate c0 20", "rate c0 0.1"];

/// A command to the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The parameter at this index, one of [`Rules::CHANGEABLE`], now has this value.
    Rule(usize, u64),
    /// A client asks so many times at once, as itself or as another user.
    Send {
        /// Who.
        client: String,
        /// How often, 1 to [`Command::MOST_AT_ONCE`].
        count: u32,
        /// As which user, up to [`Command::LAST_USER`].
        user: Option<u32>,
    },
    /// A client asks this often from now on.
    Rate {
        /// Who.
        client: String,
        /// Requests in a thousand seconds, up to [`Command::MOST_RATE`].
        rate: u64,
    },
}

impl Command {
    /// One of each, for completion and help: what clients do, then [`Rules::CHANGEABLE`].
    pub const EXAMPLES: &'static [&'static str] = &{
        let mut examples = [""; ASKING.len() + Rules::CHANGEABLE.len()];
        let mut i = 0;
        while i < examples.len() {
            examples[i] = if i < ASKING.len() { ASKING[i] } else { Rules::CHANGEABLE[i - ASKING.len()].1 };
            i += 1;
        }
        examples
    };
    /// Requests that one `send` makes at most.
    pub const MOST_AT_ONCE: u32 = 1_000;
    /// The highest number of a user that one can ask as.
    pub const LAST_USER: u32 = 99;
    /// The highest rate, in requests in a thousand seconds.
    pub const MOST_RATE: u64 = 20_000_000;

    /// Reads a command.
    ///
    /// # Errors
    /// [`ActionError::UnknownVerb`] or [`ActionError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ActionError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let malformed = |expected| ActionError::Malformed { text: text.to_owned(), expected };
        let verb = words.first().copied().unwrap_or_default();
        let rest = words.get(1..).unwrap_or_default();
        match verb {
            "send" => send(rest).ok_or_else(|| malformed("send c0 3 at u7")),
            "rate" => rate(rest).ok_or_else(|| malformed("rate c0 20")),
            _ => {
                let named =
                    |(index, _): &&(usize, &str)| PARAMETERS.get(*index).is_some_and(|p| p.name == verb);
                let found = Rules::CHANGEABLE.iter().find(named);
                let &(index, form) = found.ok_or_else(|| ActionError::UnknownVerb(verb.to_owned()))?;
                rule(index, rest).ok_or_else(|| malformed(form))
            }
        }
    }

    pub(super) fn carry_out(
        &self,
        world: &mut World<Gateway>,
        sink: &mut dyn Sink,
    ) -> Result<(), ActionError> {
        match self {
            Self::Rule(index, value) => change(world, *index, *value, sink),
            Self::Send { client, count, user } => {
                let id = asker(world, client)?;
                afford(world, u64::from(*count))?;
                world.command(id, &Order::Send(*count, *user), sink);
                Ok(())
            }
            Self::Rate { client, rate } => {
                let id = asker(world, client)?;
                let now = world.now();
                let Some(Node::Client(node)) = world.place(id).map(|place| &place.node) else {
                    return Err(ActionError::NotNow(NO_CLIENT));
                };
                afford(world, node.plan().at_rate(*rate, now).expected(now))?;
                world.command(id, &Order::Rate(*rate), sink);
                Ok(())
            }
        }
    }
}

const NO_CLIENT: &str = "only a client asks";
const TOO_MUCH: &str = "the run would take more than 20 million steps";

fn send(words: &[&str]) -> Option<Command> {
    let (client, rest) = words.split_first()?;
    let (count, rest) = match rest {
        [count, rest @ ..] if *count != "at" => (whole(count)?, rest),
        rest => (1, rest),
    };
    let user = match rest {
        [] => None,
        ["at", user] => Some(whole(user.strip_prefix('u')?).filter(|user| *user <= Command::LAST_USER)?),
        _ => return None,
    };
    let fits = (1..=Command::MOST_AT_ONCE).contains(&count);
    fits.then(|| Command::Send { client: (*client).to_owned(), count, user })
}

fn rate(words: &[&str]) -> Option<Command> {
    let [client, rate] = words else { return None };
    let (units, parts) = rate.split_once('.').unwrap_or((rate, "0"));
    if parts.is_empty() || parts.len() > 3 || !parts.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let parts: u64 = alloc::format!("{parts:0<3}").parse().ok()?;
    let rate = u64::from(whole(units)?) * 1_000 + parts;
    (rate <= Command::MOST_RATE).then(|| Command::Rate { client: (*client).to_owned(), rate })
}

fn rule(index: usize, words: &[&str]) -> Option<Command> {
    let [value] = words else { return None };
    let parameter = PARAMETERS.get(index)?;
    let value = parameter.read(value).filter(|value| parameter.admits(*value))?;
    Some(Command::Rule(index, value))
}

fn whole(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The node of a client that is up.
fn asker(world: &World<Gateway>, name: &str) -> Result<NodeId, ActionError> {
    let id = world.named(name)?;
    match world.place(id) {
        Some(place) if !matches!(place.node, Node::Client(_)) => Err(ActionError::NotNow(NO_CLIENT)),
        Some(place) if !place.up => Err(ActionError::NotNow("the client is down")),
        _ => Ok(id),
    }
}

/// So many operations more are bounded like those that were expected from the start.
fn afford(world: &mut World<Gateway>, more: u64) -> Result<(), ActionError> {
    let operations = world.system().operations.saturating_add(more);
    let rules = Rules::read(&world.system().settings);
    if work(operations, &world.shared().parameters, &rules) > Run::<Gateway>::MAX_STEPS {
        return Err(ActionError::NotNow(TOO_MUCH));
    }
    world.system_mut().operations = operations;
    Ok(())
}

/// All nodes get the new rules, those that are down too.
fn change(
    world: &mut World<Gateway>,
    index: usize,
    value: u64,
    sink: &mut dyn Sink,
) -> Result<(), ActionError> {
    let mut settings = world.system().settings.clone();
    settings.set(index, value).map_err(|_| ActionError::NotNow("the value is out of range"))?;
    let rules = Rules::read(&settings);
    if work(world.system().operations, &world.shared().parameters, &rules) > Run::<Gateway>::MAX_STEPS {
        return Err(ActionError::NotNow(TOO_MUCH));
    }
    world.system_mut().settings = settings;
    let now = world.now();
    for place in world.places.iter_mut().filter(|place| !place.up) {
        let clock = place.clock.read(now);
        place.node.adopt(&rules, clock);
    }
    for id in 0..world.places().len() as u32 {
        world.command(NodeId(id), &Order::Rules(rules), sink);
    }
    let balancer = world.shared().balancer;
    world.note(balancer, Word::Rule.with(index as u64, value), sink);
    Ok(())
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(index, value) => match PARAMETERS.get(*index) {
                Some(parameter) => write!(f, "{} {}", parameter.name, parameter.show(*value)),
                None => Err(fmt::Error),
            },
            Self::Send { client, count, user } => {
                write!(f, "send {client}")?;
                if *count != 1 {
                    write!(f, " {count}")?;
                }
                user.map_or(Ok(()), |user| write!(f, " at u{user}"))
            }
            Self::Rate { client, rate } if rate % 1_000 == 0 => write!(f, "rate {client} {}", rate / 1_000),
            Self::Rate { client, rate } => {
                let parts = alloc::format!("{:03}", rate % 1_000).trim_end_matches('0').to_string();
                write!(f, "rate {client} {}.{parts}", rate / 1_000)
            }
        }
    }
}
