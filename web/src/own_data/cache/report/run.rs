//! One placement at work on one file: what it is asked before and after the change, and its counts.

use snowglobe_core::order::heap_sort;
use snowglobe_core::ring::{Options, Placement, PlacementError, Scheme, Server};

use super::{Flow, MAX_FLOWS, Outcome, Refusal, Spread};
use crate::own_data::cache::failure::Failure;
use crate::own_data::cache::request::{Change, Request};

/// Keys by which two position functions are told apart: several lengths, and a Redis hash tag.
const PROBES: [&[u8]; 6] = [b"", b"a", b"user:1", b"user:{42}:cart", b"/api/v1/items?page=2", &[0xff; 64]];

/// One placement at work.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) scheme: Scheme,
    /// Runs of the same group share their positions.
    pub(super) group: usize,
    work: Result<Work, Refusal>,
}

#[derive(Debug)]
struct Work {
    before: Side,
    after: Option<Side>,
    /// Keys by (server before, server after), row by row; one column if nothing changes.
    counts: Vec<u32>,
    columns: usize,
    /// For a placement that must know all keys before it places one.
    waiting: Option<Vec<u64>>,
    /// Where that placement put each key, before and after.
    settled: Option<(Vec<u32>, Vec<u32>)>,
}

#[derive(Debug)]
struct Side {
    placement: Box<dyn Placement>,
    /// From the placement's own index to that in the list of everyone.
    everyone: Vec<u32>,
}

impl Run {
    pub(super) fn new(scheme: Scheme, request: &Request) -> Result<Self, Failure> {
        let options = Options {
            scheme,
            hash: request.hash_function()?,
            virtual_nodes: request.virtual_nodes,
            epsilon_percent: request.epsilon_percent,
        };
        let work = Work::new(&options, request).map_err(|error| match error {
            PlacementError::TooManyPoints { points, max } => Refusal::TooManyPoints { points, max },
            other => Refusal::Other(other.to_string()),
        });
        Ok(Self { scheme, group: 0, work })
    }

    /// Whether the two turn every key into the same position: asked of both, not assumed.
    pub(super) fn same_positions(&self, other: &Self) -> bool {
        PROBES.iter().all(|key| self.position(key).is_some_and(|p| other.position(key) == Some(p)))
    }

    pub(super) fn position(&self, key: &[u8]) -> Option<u64> {
        self.work.as_ref().ok().map(|work| work.before.placement.position(key))
    }

    pub(super) fn place(&mut self, positions: &[u64]) {
        let Ok(work) = &mut self.work else { return };
        if let Some(waiting) = &mut work.waiting {
            waiting.extend_from_slice(positions);
        } else if let Err(error) = work.count(positions) {
            self.work = Err(Refusal::Other(error.to_string()));
        }
    }

    /// Places what was waiting for the number of keys.
    pub(super) fn settle(&mut self) {
        let Ok(work) = &mut self.work else { return };
        if let Err(error) = work.settle() {
            self.work = Err(Refusal::Other(error.to_string()));
        }
    }

    pub(super) fn outcome(&self, before: &[f64], after: &[f64]) -> Result<Outcome, Refusal> {
        Ok(self.work.as_ref().map_err(Clone::clone)?.outcome(before, after))
    }
}

impl Work {
    fn new(options: &Options, request: &Request) -> Result<Self, PlacementError> {
        let mut servers = request.placed_servers();
        let added = if let Change::Add(_) = request.change { servers.pop() } else { None };
        let everyone: Vec<String> = request.everyone().map(|s| s.name.clone()).collect();
        let before = Side::new(options.build(&servers)?, &everyone);
        let after = match &request.change {
            Change::None => None,
            change => Some(Side::new(changed(options, &servers, added, change)?, &everyone)),
        };
        let columns = if after.is_some() { everyone.len() } else { 1 };
        Ok(Self {
            counts: vec![0; everyone.len() * columns],
            columns,
            waiting: (options.scheme == Scheme::Bounded).then(Vec::new),
            settled: None,
            before,
            after,
        })
    }

    fn count(&mut self, positions: &[u64]) -> Result<(), PlacementError> {
        for &position in positions {
            let from = self.before.owner(position)?;
            let to = self.after.as_ref().map_or(Ok(0), |side| side.owner(position))?;
            if let Some(count) = self.counts.get_mut(from as usize * self.columns + to as usize) {
                *count += 1;
            }
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<(), PlacementError> {
        let Some(positions) = self.waiting.take() else {
            return Ok(());
        };
        let before = self.before.assign(&positions)?;
        let after = self.after.as_ref().map_or(Ok(Vec::new()), |side| side.assign(&positions))?;
        drop(positions);
        for (index, &from) in before.iter().enumerate() {
            let to = after.get(index).copied().unwrap_or(0);
            if let Some(count) = self.counts.get_mut(from as usize * self.columns + to as usize) {
                *count += 1;
            }
        }
        self.settled = Some((before, after));
        Ok(())
    }

    fn outcome(&self, expected_before: &[f64], expected_after: &[f64]) -> Outcome {
        let rows = || self.counts.chunks(self.columns).map(|row| row.iter().copied().map(u64::from));
        let before = Spread::measure(rows().map(Iterator::sum).collect(), expected_before);
        if self.after.is_none() {
            return Outcome { before, after: None, moved: 0, flows: Vec::new(), in_other_flows: 0 };
        }
        let mut keys_after = vec![0; self.columns];
        let mut flows = Vec::new();
        for (from, row) in rows().enumerate() {
            for (to, keys) in row.enumerate() {
                if let Some(sum) = keys_after.get_mut(to) {
                    *sum += keys;
                }
                if from != to && keys > 0 {
                    flows.push(Flow { from, to, keys });
                }
            }
        }
        let moved = flows.iter().map(|flow| flow.keys).sum();
        let rank = |flow: &Flow| (std::cmp::Reverse(flow.keys), flow.from, flow.to);
        heap_sort(&mut flows, |a, b| rank(a) < rank(b));
        let in_other_flows = flows.iter().skip(MAX_FLOWS).map(|flow| flow.keys).sum();
        flows.truncate(MAX_FLOWS);
        Outcome {
            before,
            after: Some(Spread::measure(keys_after, expected_after)),
            moved,
            flows,
            in_other_flows,
        }
    }
}

/// The placement after the change, come to as a running system would: by a join or a leave.
fn changed(
    options: &Options,
    servers: &[Server],
    added: Option<Server>,
    change: &Change,
) -> Result<Box<dyn Placement>, PlacementError> {
    let mut placement = options.build(servers)?;
    if let Some(server) = added {
        placement.join(server)?;
    }
    if let Change::Remove(name) = change {
        placement.leave(name)?;
    }
    Ok(placement)
}

impl Side {
    fn new(placement: Box<dyn Placement>, everyone: &[String]) -> Self {
        let index = |s: &Server| everyone.iter().position(|name| *name == s.name).unwrap_or(0) as u32;
        let everyone = placement.servers().iter().map(index).collect();
        Self { placement, everyone }
    }

    fn owner(&self, position: u64) -> Result<u32, PlacementError> {
        let own = self.placement.owner_at(position)?;
        Ok(self.everyone.get(own).copied().unwrap_or(u32::MAX))
    }

    fn assign(&self, positions: &[u64]) -> Result<Vec<u32>, PlacementError> {
        let mut owners = self.placement.assign(positions)?;
        for owner in &mut owners {
            *owner = self.everyone.get(*owner as usize).copied().unwrap_or(u32::MAX);
        }
        Ok(owners)
    }
}

/// The placements as they stood at the end of the file, for an export to ask once more.
#[derive(Debug)]
pub struct Placed {
    request: Request,
    runs: Vec<Run>,
}

impl Placed {
    pub(super) fn new(request: Request, runs: Vec<Run>) -> Self {
        Self { request, runs }
    }

    /// The question that was answered.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The servers of one key before and after the change, as indices into [`Request::everyone`].
    /// `index` is the key's place among the keys of the file, from 0. `None` if the placement was
    /// refused or there is no such key; the second is `None` if nothing changes.
    #[must_use]
    pub fn owners(&self, scheme: Scheme, index: usize, key: &[u8]) -> Option<(usize, Option<usize>)> {
        let work = self.runs.iter().find(|run| run.scheme == scheme)?.work.as_ref().ok()?;
        let (before, after) = if let Some((before, after)) = &work.settled {
            (*before.get(index)?, after.get(index).copied())
        } else {
            let position = work.before.placement.position(key);
            let after = work.after.as_ref().map(|side| side.owner(position)).transpose().ok()?;
            (work.before.owner(position).ok()?, after)
        };
        Some((before as usize, after.map(|a| a as usize)))
    }
}
