//! The scene of the gateway: clients, balancer, gateways with their gauges, the store, the API servers.

mod cards;
mod controls;
mod details;
mod gauge;
mod headers;
mod inspect;
mod lanes;
mod layout;
mod moving;
mod still;
mod watch;
mod wording;
mod words;

pub use details::GatewayDetails;

use super::{Bar, Frame, Scene, Shares};
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player::View;
use snowglobe_core::sim::{Globe, Run, World};
use snowglobe_core::systems::gateway::Gateway;

/// Draws the gateway.
pub struct GatewayScene;

/// The world of the gateway behind a globe.
fn world(globe: &dyn Globe) -> Option<&World<Gateway>> {
    globe.as_any().downcast_ref::<Run<Gateway>>().map(Run::world)
}

impl Scene for GatewayScene {
    fn views(&self) -> &'static [View] {
        &[View::Topology, View::Lanes, View::SpaceTime, View::Table]
    }

    fn still(&self, globe: &dyn Globe, frame: &Frame) -> Picture {
        world(globe).map_or_else(Picture::default, |world| still::picture(world, globe, frame))
    }

    fn highlight(&self, _: &dyn Globe, _: &Thing, _: &Frame) -> Vec<Mark> {
        Vec::new()
    }

    fn moving(&self, globe: &mut dyn Globe, frame: &Frame, _: Option<&Thing>, out: &mut Vec<Dot>) {
        moving::messages(globe, frame, out);
    }

    fn shares(&self, globe: &dyn Globe) -> Shares {
        let balancer = world(globe).and_then(still::balancer);
        let users = balancer.map_or(&[] as &[_], |balancer| &balancer.dealt.users);
        let all: u64 = users.iter().map(|(_, admitted, _)| admitted).sum();
        let even = Some(1.0 / users.len().max(1) as f64);
        let bar = |(user, admitted, _): &(u32, u64, u64)| Bar {
            name: format!("u{user}"),
            token: Token::Accent,
            count: *admitted,
            share: *admitted as f64 / all.max(1) as f64,
            even,
        };
        Shares {
            columns: [words::SHARES_OF, words::SHARES_COUNT, words::SHARES_PART],
            bars: users.iter().map(bar).collect(),
            facts: &["admitted_share", "wrongly_admitted", "wrongly_denied"],
        }
    }
}

#[cfg(test)]
mod tests;
