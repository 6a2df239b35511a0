//! What is asked of an access log: under these rules, by this algorithm, counted for these clients.
//!
//! ```
//! use snowglobe_web::own_data::gateway::failure::Failure;
//! use snowglobe_web::own_data::gateway::request::Request;
//!
//! let rules = "domain: shop\ndescriptors:\n  - key: remote_address\n    rate_limit: {unit: minute, requests_per_unit: 60}\n";
//! let request = Request::new(rules);
//! assert_eq!(request.specs()?[0].limit.amount, 60);
//! assert!(matches!(Request::new("domain: shop").check(), Err(Failure::Rules(_))));
//! # Ok::<(), Failure>(())
//! ```
//!
//! Rules are those of the core ([`rules`](snowglobe_core::limiter::rules)): a descriptor's limits become a
//! [`Spec`] each, and a value that stands beside a key without one is excepted from that, as in the core.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::limiter::rules::{Rules, RulesError};

use super::analysis::{MAX_RULES, PartSpec, Spec};
use super::failure::{Failure, RulesFailure};
use super::line::address::Clients;
use super::line::{Format, SECOND};

/// One question to ask of a log; goes to the worker as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The rules, as they were written.
    pub rules: String,
    /// The name of the [`Algorithm`] that decides.
    pub algorithm: String,
    /// How the log is written; `None` to tell it from its first lines.
    pub format: Option<Format>,
    /// Whom a line is counted for.
    pub clients: Clients,
    /// Whether to hold all nine algorithms and other limits beside. Takes several times as long.
    pub compare: bool,
    /// Whose requests are to be listed, if anyone's.
    pub watch: Option<Watch>,
}

/// A key of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// The rule's place.
    pub rule: usize,
    /// The key, as [`KeyReport::id`](super::report::KeyReport::id) has it.
    pub key: u64,
}

impl Request {
    /// The question for these rules: token buckets, the format to be told, by the peer's address with IPv6
    /// by /64, nothing held beside.
    #[must_use]
    pub fn new(rules: &str) -> Self {
        Self {
            rules: rules.to_owned(),
            algorithm: Algorithm::default().name().to_owned(),
            format: None,
            clients: Clients { proxies: 0, group_ipv6: true },
            compare: false,
            watch: None,
        }
    }

    /// Whether the question makes sense, before any work is done. O(rules).
    ///
    /// # Errors
    /// [`Failure::Rules`], or [`Failure::broken`] if there is no such algorithm.
    pub fn check(&self) -> Result<(), Failure> {
        number(self.parsed()?.limiting().map(|rule| rule.quotas().len()).sum())?;
        self.decides().map(drop)
    }

    /// The algorithm asked for.
    ///
    /// # Errors
    /// [`Failure::broken`]: only a page of another version could ask for one that is not there.
    pub fn decides(&self) -> Result<Algorithm, Failure> {
        Algorithm::parse(&self.algorithm).map_err(Failure::broken)
    }

    /// The rules, a limit each, in the order in which they are written.
    ///
    /// # Errors
    /// [`Failure::Rules`] if they cannot be read, are none, or more than [`MAX_RULES`].
    pub fn specs(&self) -> Result<Vec<Spec>, Failure> {
        let rules = self.parsed()?;
        number(rules.limiting().map(|rule| rule.quotas().len()).sum())?;
        // Rules within one another have the same values beside them; those are thousands at most, and kept once.
        let mut lists: BTreeMap<Vec<&str>, Arc<[String]>> = BTreeMap::new();
        let mut specs = Vec::new();
        for rule in rules.limiting() {
            let parts = rule.path().into_iter().zip(rule.beside()).map(|((name, value), beside)| {
                let except = lists
                    .entry(beside)
                    .or_insert_with_key(|beside| beside.iter().map(|value| (*value).to_owned()).collect());
                let (name, value) = (name.to_owned(), value.map(str::to_owned));
                PartSpec { name, value, except: Arc::clone(except) }
            });
            let parts: Vec<PartSpec> = parts.collect();
            let limits = rule.quotas().iter().map(|quota| quota.limit(SECOND));
            specs.extend(limits.map(|limit| Spec { parts: parts.clone(), limit }));
        }
        Ok(specs)
    }

    fn parsed(&self) -> Result<Rules, Failure> {
        Rules::parse(&self.rules).map_err(|error| {
            let RulesError { line, column, .. } = error;
            Failure::Rules(RulesFailure::Wrong { line, column, rules: self.rules.clone() })
        })
    }
}

/// Whether so many limits can be worked out at once.
fn number(limits: usize) -> Result<(), Failure> {
    match limits {
        0 => Err(Failure::Rules(RulesFailure::None)),
        1..=MAX_RULES => Ok(()),
        rules => Err(Failure::Rules(RulesFailure::TooMany { rules, max: MAX_RULES })),
    }
}

#[cfg(test)]
mod tests;
