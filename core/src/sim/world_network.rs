//! How the world moves messages: sending, arriving, being lost, being held.

use super::node::Said;
use super::system::System;
use super::world::{Flight, MessageOf, Occurrence, World};
use super::{Fate, Kind, Nanos, Node, NodeId, Reason, Sink};

impl<S: System> World<S> {
    pub(crate) fn send(&mut self, from: NodeId, to: NodeId, message: MessageOf<S>, sink: &mut dyn Sink) {
        self.next_message += 1;
        let id = self.next_message;
        let copy = self.network.copies().then(|| message.clone());
        let fate = self.network.fate(from, to);
        self.launch(Kind::Sent, id, from, to, message, fate, sink);
        if let Some(message) = copy {
            let fate = self.network.fate_of_copy(from, to);
            self.launch(Kind::Copied, id, from, to, message, fate, sink);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a message, its ends and what becomes of it")]
    fn launch(
        &mut self,
        kind: Kind,
        id: u64,
        from: NodeId,
        to: NodeId,
        message: MessageOf<S>,
        fate: Fate,
        sink: &mut dyn Sink,
    ) {
        let until = match fate {
            Fate::Arrives(delay) | Fate::Lost(delay) | Fate::Cut(delay) => self.now.saturating_add(delay),
            Fate::Held => Nanos::MAX,
        };
        let lost = matches!(fate, Fate::Lost(_) | Fate::Cut(_));
        let label = message.label();
        let slot = self.flights.insert(Flight { id, from, to, sent: self.now, until, lost, message });
        match fate {
            Fate::Arrives(_) => self.queue.push(until, Occurrence::Arrival(slot)),
            Fate::Lost(_) => self.queue.push(until, Occurrence::Loss(slot)),
            Fate::Cut(_) => self.queue.push(until, Occurrence::Cut(slot)),
            Fate::Held => {}
        }
        self.record(kind, from, to, id, until, label, sink);
    }

    pub(crate) fn arrive(&mut self, slot: u32, sink: &mut dyn Sink) {
        let Some((from, to)) = self.flights.get_mut(slot).map(|flight| (flight.from, flight.to)) else {
            return;
        };
        // The cable was cut while the message was on it.
        if self.network.is_cut(from, to) {
            return self.drop_flight(slot, Reason::Partition, sink);
        }
        if !self.place(to).is_some_and(|place| place.up) {
            return self.drop_flight(slot, Reason::Down, sink);
        }
        let Some(flight) = self.flights.remove(slot) else { return };
        self.record(Kind::Delivered, to, from, flight.id, self.now, flight.message.label(), sink);
        self.handle(to, sink, |node, context| node.on_message(from, flight.message, context));
    }

    pub(crate) fn drop_flight(&mut self, slot: u32, reason: Reason, sink: &mut dyn Sink) {
        let Some(flight) = self.flights.remove(slot) else { return };
        let label = flight.message.label();
        self.record(Kind::Dropped(reason), flight.to, flight.from, flight.id, self.now, label, sink);
    }

    /// Lets every held message travel, in the order in which they were sent.
    pub(crate) fn release_all(&mut self, sink: &mut dyn Sink) {
        let mut held: alloc::vec::Vec<(u64, u32)> = (0..self.flights.slots())
            .filter_map(|slot| {
                let flight = self.flights.get_mut(slot)?;
                (flight.until == Nanos::MAX).then_some((flight.id, slot))
            })
            .collect();
        crate::order::heap_sort(&mut held, |a, b| a < b);
        for (_, slot) in held {
            let until = self.now.saturating_add(self.network.delay());
            let Some(flight) = self.flights.get_mut(slot) else { continue };
            flight.sent = self.now;
            flight.until = until;
            let (id, from, to, label) = (flight.id, flight.from, flight.to, flight.message.label());
            self.queue.push(until, Occurrence::Arrival(slot));
            self.record(Kind::Sent, from, to, id, until, label, sink);
        }
    }

    /// Takes a node down: its memory is gone, its timers will not ring.
    pub(crate) fn take_down(&mut self, id: NodeId) {
        if let Some(place) = self.places.get_mut(id.index()) {
            place.up = false;
            place.incarnation += 1;
            place.node.on_crash();
        }
    }

    /// Brings a node back up.
    pub(crate) fn bring_up(&mut self, id: NodeId, sink: &mut dyn Sink) {
        if let Some(place) = self.places.get_mut(id.index()) {
            place.up = true;
            self.handle(id, sink, |node, context| node.on_start(context));
        }
    }
}
