//! How the world carries out the verbs of [`Verb`].

use super::system::System;
use super::verb::{ActionError, Verb};
use super::world::{Flap, Occurrence, World};
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
                    self.network.cut(Cut { from: right.clone(), to: left.clone() });
                }
                self.network.cut(Cut { from: left, to: right });
            }
            Verb::Heal => self.network.heal(),
            Verb::Hold(from, to) => {
                let hold = Cut { from: self.group(from)?, to: self.group(to)? };
                self.network.hold(hold);
            }
            Verb::Release => {
                self.network.release();
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
        for flap in self.flaps.iter_mut().filter(|flap| flap.node == id) {
            flap.remaining = 0;
        }
        // Down now, then so many changes that it ends up running.
        self.take_down(id);
        self.queue.push(self.now.saturating_add(phase), Occurrence::Flip(self.flaps.len() as u32));
        self.flaps.push(Flap { node: id, phase, remaining: times * 2 - 1 });
        Ok(())
    }

    pub(crate) fn flip(&mut self, index: u32, sink: &mut dyn Sink) {
        let Some(flap) = self.flaps.get_mut(index as usize).filter(|flap| flap.remaining > 0) else { return };
        flap.remaining -= 1;
        let Flap { node, phase, remaining } = *flap;
        let going_up = remaining.is_multiple_of(2);
        self.record(
            Kind::Changed,
            node,
            node,
            0,
            self.now,
            Label::new(Label::FLIP, u64::from(going_up), 0),
            sink,
        );
        if going_up && !self.is_up(node) {
            self.bring_up(node, sink);
        } else if !going_up && self.is_up(node) {
            self.take_down(node);
        }
        if remaining > 0 {
            self.queue.push(self.now.saturating_add(phase), Occurrence::Flip(index));
        }
    }
}
