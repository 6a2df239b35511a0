//! The cast: the nodes of a run by id, with the name, role and colour that every view gives them.
//!
//! Servers take the identity colours in the order in which they came, so a node looks the same on
//! the stage, in a chip and in a chart; clients and the store behind are told by shape and name.
//!
//! ```text
//!   c0 client → Muted     s0 server → Node(0)     s1 server → Node(1)     db origin → Ink
//! ```

use crate::picture::{Palette, Thing, Token};
use snowglobe_core::sim::{NodeId, Resident, Role};

/// A node as the views know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Whether it runs at the moment shown.
    pub up: bool,
    /// Its colour.
    pub token: Token,
}

impl Member {
    /// What selecting it selects.
    #[must_use]
    pub fn thing(&self) -> Thing {
        Thing::Node(self.name.clone())
    }
}

/// The nodes of a run at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    members: Vec<Member>,
}

impl Cast {
    /// The cast of these residents, which are in order of their ids.
    #[must_use]
    pub fn new(residents: &[Resident]) -> Self {
        let mut servers = 0u8;
        let member = |resident: &Resident| {
            let token = match resident.role {
                Role::Server => {
                    let index = servers;
                    servers = (servers + 1) % Palette::IDENTITIES;
                    Token::Node(index)
                }
                Role::Client => Token::Muted,
                Role::Origin | Role::Balancer | Role::Worker => Token::Ink,
            };
            let (id, role, up) = (resident.id, resident.role, resident.up);
            Member { id, name: resident.name.to_string(), role, up, token }
        };
        Self { members: residents.iter().map(member).collect() }
    }

    /// All members in order of their ids.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// One member; `None` if nobody has this id (yet).
    #[must_use]
    pub fn member(&self, id: NodeId) -> Option<&Member> {
        self.members.get(id.index())
    }

    /// The member of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The name of a node; `?` if nobody has this id.
    #[must_use]
    pub fn name(&self, id: NodeId) -> &str {
        self.member(id).map_or("?", |member| &member.name)
    }
}
