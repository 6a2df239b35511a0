//! How the world carries out the verbs of [`Verb`].

use super::system::System;
use super::verb::{ActionError, Verb};
use super::world::{Occurrence, World};
use super::{Cut, Kind, Label, NodeId, Sink};
use alloc::string::String;
use alloc::vec::Vec;

impl<S: System> World<S> {
    /// The node with this name.
    ///
    /// # Errors
    /// [`ActionError::UnknownNode`].
    pub fn named(&self, name: &str) -> Result<NodeId, ActionError> {
        self.find(name).ok_or_else(|| ActionError::UnknownNode(String::from(name)))
    }

    fn group(&self, names: &[String]) -> Result<Vec<NodeId>, ActionError> {
        names.iter().map(|name| self.named(name)).collect()
    }

    fn is_up(&self, id: NodeId) -> bool {
        self.place(id).is_some_and(|place| place.up)
    }

    pub(crate) fn carry_out(&mut self, verb: &Verb, sink: &mut dyn Sink) -> Result<(), ActionError> {
        match verb {
            Verb::Crash(name) => {
                let id = self.named(name)?;
                if !self.is_up(id) {
                    return Err(ActionError::NotNow("it is down already"));
                }
                self.take_down(id);
            }
            Verb::Restart(name) => {
                let id = self.named(name)?;
                if self.is_up(id) {
                    return Err(ActionError::NotNow("it is up already"));
                }
                self.bring_up(id, sink);
            }
            Verb::Flap(name, phase, times) => self.flap(name, *phase, *times)?,
            Verb::Partition(left, right, both) => {
                let (left, right) = (self.group(left)?, self.group(right)?);
                if *both {
                    self.network.cuts.push(Cut { from: right.clone(), to: left.clone() });
                }
                self.network.cuts.push(Cut { from: left, to: right });
            }
            Verb::Heal => self.network.cuts.clear(),
            Verb::Hold(from, to) => {
                let hold = Cut { from: self.group(from)?, to: self.group(to)? };
                self.network.holds.push(hold);
            }
            Verb::Release => {
                self.network.holds.clear();
                self.release_all(sink);
            }
            Verb::Slow(name, percent) => self.change(name, |place, _| place.slowness = *percent)?,
            Verb::Latency(latency) => self.network.latency = *latency,
            Verb::Loss(share) => self.network.loss = *share,
            Verb::Duplicate(share) => self.network.duplication = *share,
            Verb::Reorder(share, by) => {
                self.network.reordering = *share;
                self.network.reorder_by = *by;
            }
            Verb::Skew(name, by) => self.change(name, |place, _| place.clock.skew(*by))?,
            Verb::Drift(name, ppm) => self.change(name, |place, now| place.clock.set_drift(now, *ppm))?,
        }
        Ok(())
    }

    fn change(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut super::Place<S::Node>, super::Nanos),
    ) -> Result<(), ActionError> {
        let id = self.named(name)?;
        let now = self.now;
        if let Some(place) = self.places.get_mut(id.index()) {
            change(place, now);
        }
        Ok(())
    }

    fn flap(&mut self, name: &str, phase: super::Nanos, times: u32) -> Result<(), ActionError> {
        let id = self.named(name)?;
        if !self.is_up(id) {
            return Err(ActionError::NotNow("it is down already"));
        }
        self.flips.retain(|(node, _)| *node != id.0);
        self.flips.push((id.0, phase));
        // Down now, then so many changes that it ends up running.
        self.take_down(id);
        self.queue.push(self.now.saturating_add(phase), Occurrence::Flip { node: id.0, remaining: times * 2 - 2 });
        Ok(())
    }

    pub(crate) fn flip(&mut self, id: NodeId, remaining: u32, sink: &mut dyn Sink) {
        let Some(&(_, phase)) = self.flips.iter().find(|(node, _)| *node == id.0) else { return };
        let going_up = remaining.is_multiple_of(2);
        self.record(Kind::Changed, id, id, 0, self.now, Label::new(Label::FLIP, u64::from(going_up), 0), sink);
        if going_up && !self.is_up(id) {
            self.bring_up(id, sink);
        } else if !going_up && self.is_up(id) {
            self.take_down(id);
        }
        if remaining > 0 {
            let next = Occurrence::Flip { node: id.0, remaining: remaining - 1 };
            self.queue.push(self.now.saturating_add(phase), next);
        }
    }
}
