//! Which values a rule leaves to those beside it.
//!
//! ```
//! use snowglobe_core::limiter::rules::Rules;
//!
//! let rules = Rules::parse("
//! domain: forum
//! descriptors:
//!   - key: user
//!     rate_limit: {unit: second, requests_per_unit: 10}
//!   - {key: user, value: librarian}   # as often as it likes
//! ")?;
//! let every_user = rules.limiting().next().expect("it limits");
//! assert_eq!(every_user.beside(), [["librarian"]]);
//! # Ok::<(), snowglobe_core::limiter::rules::RulesError>(())
//! ```
//!
//! With a rule's [path](Rule::path) this says for which requests it is without asking
//! [`matching`](super::Rules::matching) for each: who has millions of them asks once.

use super::Rule;
use alloc::vec::Vec;

impl<'r> Rule<'r> {
    /// For each key of the path from the outermost, the values that do not count for this rule since a
    /// descriptor beside it has them; none where the rule has a value itself.
    #[must_use]
    pub fn beside(&self) -> Vec<Vec<&'r str>> {
        let mut taken = Vec::new();
        let mut next = self.descriptor();
        while let Some(descriptor) = next {
            let parent = descriptor.parent.and_then(|index| self.rules.descriptors.get(index));
            let children = parent.map_or(&self.rules.outermost, |parent| &parent.children);
            let values = children.get(&descriptor.key).filter(|_| descriptor.value.is_none());
            taken.push(
                values.map_or_else(Vec::new, |values| {
                    values.exact.keys().map(|value| value.as_str()).collect()
                }),
            );
            next = parent;
        }
        taken.reverse();
        taken
    }
}
