//! The book's three examples.

use super::{Quota, Unit};

/// An example of the book. "No more than 2 posts per second" lets two pass and denies the third; to forbid "2
/// or more" would let one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// A user can write no more than 2 posts per second.
    Posts,
    /// No more than 10 accounts per day can be created from the same IP address.
    Accounts,
    /// Rewards can be claimed no more than 5 times per week from the same device.
    Rewards,
}

impl Preset {
    /// All three.
    pub const ALL: [Preset; 3] = [Preset::Posts, Preset::Accounts, Preset::Rewards];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Preset::Posts => "posts",
            Preset::Accounts => "accounts",
            Preset::Rewards => "rewards",
        }
    }

    /// What it allows.
    #[must_use]
    pub const fn quota(self) -> Quota {
        match self {
            Preset::Posts => Quota { requests: 2, unit: Unit::Second },
            Preset::Accounts => Quota { requests: 10, unit: Unit::Day },
            Preset::Rewards => Quota { requests: 5, unit: Unit::Week },
        }
    }

    /// A request that it limits, as attributes for [`Rules::matching`](super::Rules::matching).
    #[must_use]
    pub const fn request(self) -> [(&'static str, &'static str); 2] {
        match self {
            Preset::Posts => [("endpoint", "/posts"), ("user", "ann")],
            Preset::Accounts => [("endpoint", "/accounts"), ("ip", "203.0.113.7")],
            Preset::Rewards => [("endpoint", "/rewards"), ("device", "phone-7")],
        }
    }

    /// It as rules, to be read by [`Rules::parse`](super::Rules::parse).
    #[must_use]
    pub const fn yaml(self) -> &'static str {
        match self {
            Preset::Posts => {
                "\
domain: forum
descriptors:
  - key: endpoint
    value: /posts
    descriptors:
      - key: user
        rate_limit:
          unit: second
          requests_per_unit: 2
"
            }
            Preset::Accounts => {
                "\
domain: forum
descriptors:
  - key: endpoint
    value: /accounts
    descriptors:
      - key: ip
        rate_limit:
          unit: day
          requests_per_unit: 10
"
            }
            Preset::Rewards => {
                "\
domain: forum
descriptors:
  - key: endpoint
    value: /rewards
    descriptors:
      - key: device
        rate_limit:
          unit: week
          requests_per_unit: 5
"
            }
        }
    }
}
