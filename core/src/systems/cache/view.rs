//! A list of servers as one client knows it, and where it puts each key.

use super::facts::{Change, Imbalance};
use crate::ring::{Options, Placement, PlacementError, Server};
use crate::sim::NodeId;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::{OnceCell, RefCell};

/// A placement over servers, with the node of each.
#[derive(Clone, Debug)]
pub struct View {
    placement: Arc<dyn Placement>,
    nodes: Arc<[NodeId]>,
    /// What was found out about this list; it looks at every key, and lists change seldom.
    pub(super) memo: Rc<Memo>,
}

/// What is found out about a list at most once.
#[derive(Debug, Default)]
pub(super) struct Memo {
    pub(super) spread: OnceCell<Imbalance>,
    pub(super) change: RefCell<Option<(View, Change)>>,
}

impl View {
    /// Builds the placement of a list.
    ///
    /// # Errors
    /// [`PlacementError`] if a name is there twice, a weight does not fit, or there are too many points.
    pub fn build(options: &Options, list: &[(Server, NodeId)]) -> Result<Self, PlacementError> {
        let servers: Vec<Server> = list.iter().map(|(server, _)| server.clone()).collect();
        let placement: Box<dyn Placement> = options.build(&servers)?;
        let nodes = list.iter().map(|(_, node)| *node).collect();
        Ok(Self { placement: Arc::from(placement), nodes, memo: Rc::default() })
    }

    /// The placement.
    #[must_use]
    pub fn placement(&self) -> &dyn Placement {
        &*self.placement
    }

    /// The nodes in the order of the placement's servers.
    #[must_use]
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    /// The node at an index of the placement.
    #[must_use]
    pub fn node(&self, index: usize) -> Option<NodeId> {
        self.nodes.get(index).copied()
    }

    /// The node that owns a position; `None` without servers.
    #[must_use]
    pub fn owner(&self, position: u64) -> Option<NodeId> {
        self.placement.owner_at(position).ok().and_then(|index| self.node(index))
    }

    /// The index of a node in the list.
    #[must_use]
    pub fn index_of(&self, node: NodeId) -> Option<usize> {
        self.nodes.iter().position(|other| *other == node)
    }

    /// The servers with their nodes.
    #[must_use]
    pub fn list(&self) -> Vec<(Server, NodeId)> {
        self.placement.servers().iter().cloned().zip(self.nodes.iter().copied()).collect()
    }

    /// The list after one more server joined it. A scheme with a history, such as the slots, moves
    /// what a running cluster would, which building the list anew would not show.
    ///
    /// # Errors
    /// [`PlacementError`] as [`View::build`].
    pub fn joined(&self, server: Server, node: NodeId) -> Result<Self, PlacementError> {
        let mut placement = self.placement.boxed();
        placement.join(server)?;
        let nodes = self.nodes.iter().copied().chain(core::iter::once(node)).collect();
        Ok(Self { placement: Arc::from(placement), nodes, memo: Rc::default() })
    }

    /// The list after some nodes left it, one after the other.
    ///
    /// # Errors
    /// [`PlacementError`] as [`View::build`].
    pub fn without(&self, gone: &[NodeId]) -> Result<Self, PlacementError> {
        let mut placement = self.placement.boxed();
        for (server, node) in self.list() {
            if gone.contains(&node) {
                placement.leave(&server.name)?;
            }
        }
        let nodes = self.nodes.iter().copied().filter(|node| !gone.contains(node)).collect();
        Ok(Self { placement: Arc::from(placement), nodes, memo: Rc::default() })
    }

    /// About how many bytes it takes: the points of a ring, or a table of 65,537 for the others.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let points = self.placement.points().map_or(65_537 / 4, |points| points.len());
        // Twice: an index for look-ups lies beside the points.
        points * 2 * size_of::<(u64, u32)>() + self.nodes.len() * size_of::<Server>()
    }

    /// Whether two views list the same servers in the same order, with the same weights.
    #[must_use]
    pub fn lists_as(&self, other: &Self) -> bool {
        self.nodes == other.nodes && self.placement.servers() == other.placement.servers()
    }

    /// Whether two views are the very same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.placement, &other.placement)
    }
}
