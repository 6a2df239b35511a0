//! Ketama: the ring that memcached clients agree on, so that they find each other's keys.
//!
//! Points and keys are 32-bit numbers from MD5. A server has 40 labels `host:port-0` …
//! `host:port-39`; the MD5 of each gives four points. A key lies at the first four bytes of its
//! own MD5. The first point at or after the key owns it.
//!
//! ```
//! use snowglobe_core::ring::{Options, Scheme, Server};
//!
//! let hosts = ["10.0.1.1:11211", "10.0.1.2:11211", "10.0.1.3:11212"];
//! let servers = hosts.map(Server::new);
//! let options = Options { scheme: Scheme::Ketama, ..Options::default() };
//! let ketama = options.build(&servers)?;
//! let position = ketama.position(b"foo"); // in the upper half of 64 bits
//! assert_eq!(position >> 32, u64::from(snowglobe_core::ring::ketama::point(b"foo")));
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! Two dialects are in use and differ at the edges. The placement speaks **libmemcached**
//! (`MEMCACHED_BEHAVIOR_KETAMA_WEIGHTED`), the one that most clients follow:
//! - port 11211, the default, is left out of the label: `host-0`, not `host:11211-0`;
//! - the number of labels follows from the weights in 32-bit floats, and rounding costs a server
//!   one label for some numbers of servers (25, 47, 50, … have 39 each even when all weigh 1);
//! - where points meet, the server listed first owns the point.
//!
//! [`couchbase_points`] speaks the other: always 40 labels with the port in them, and the server
//! listed last owns a point where several meet.
//!
//! Sources: libketama (Jones, last.fm 2007); libmemcached 1.1, `update_continuum` in `hosts.cc`;
//! Couchbase SDK RFC 26. Tests hold the placement against answers of the real libmemcached.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::index::Points;
use super::servers::{check_newcomer, find, first_distinct};
use super::{MAX_POINTS, Placement, PlacementError, Server};
use crate::hash::md5;

const DEFAULT_PORT: u16 = 11_211;
const POINTS_PER_SERVER: u32 = 160;
const POINTS_PER_LABEL: u32 = 4;

/// Where a key lies among the 32-bit points. O(length).
#[must_use]
pub fn point(key: &[u8]) -> u32 {
    let [a, b, c, d, ..] = md5(key);
    u32::from_le_bytes([a, b, c, d])
}

/// The points of servers in Couchbase's dialect, `(point, index of its server)`, sorted; see the
/// [module](self). O(n log n).
#[must_use]
pub fn couchbase_points(servers: &[&str]) -> Vec<(u32, usize)> {
    let mut owners = BTreeMap::new();
    for (index, server) in servers.iter().enumerate() {
        let labels = POINTS_PER_SERVER / POINTS_PER_LABEL;
        owners.extend(label_points(server, labels).map(|point| (point, index)));
    }
    owners.into_iter().collect()
}

/// Four points for each of the labels `name-0`, `name-1`, …
fn label_points(name: &str, labels: u32) -> impl Iterator<Item = u32> {
    (0..labels).flat_map(move |i| {
        let digest = md5(format!("{name}-{i}").as_bytes());
        let (words, _) = digest.as_chunks::<4>();
        let words: [[u8; 4]; 4] = [words[0], words[1], words[2], words[3]];
        words.map(u32::from_le_bytes)
    })
}

/// The name as libmemcached writes it into labels. Port 0 means the default there. What does not
/// end in a port is a host.
fn label_name(name: &str) -> String {
    let with_port = name.rsplit_once(':').and_then(|(host, port)| {
        let port: u16 = port.parse().ok()?;
        Some((host, port))
    });
    match with_port {
        Some((host, 0 | DEFAULT_PORT)) => host.into(),
        Some((host, port)) => format!("{host}:{port}"),
        None => name.into(),
    }
}

/// How many labels libmemcached gives a server: its share of 40 per server, in the same 32-bit
/// float operations in the same order, since what they round away decides.
fn labels(weight: u32, total_weight: u64, servers: usize) -> u32 {
    let share = weight as f32 / total_weight as f32;
    let per_label = POINTS_PER_LABEL as f32;
    let labels = share * POINTS_PER_SERVER as f32 / per_label * servers as f32 + 1e-10;
    libm::floorf(labels) as u32
}

/// The placement, in libmemcached's dialect. Positions are points moved to the upper 32 bits.
#[derive(Clone, Debug)]
pub(super) struct Ketama {
    servers: Vec<Server>,
    points: Points,
}

impl Ketama {
    pub(super) fn new(servers: &[Server]) -> Result<Ketama, PlacementError> {
        check_count(servers.len())?;
        Ok(Ketama { points: continuum(servers), servers: servers.to_vec() })
    }
}

fn check_count(servers: usize) -> Result<(), PlacementError> {
    let points = servers as u64 * u64::from(POINTS_PER_SERVER);
    if points > MAX_POINTS {
        return Err(PlacementError::too_many_points(points));
    }
    Ok(())
}

/// The sorted points of all servers; of those that meet, that of the first in the list leads.
fn continuum(servers: &[Server]) -> Points {
    let total: u64 = servers.iter().map(|s| u64::from(s.weight)).sum();
    let mut points = Vec::new();
    for (server, index) in servers.iter().zip(0..) {
        let name = label_name(&server.name);
        let labels = labels(server.weight, total, servers.len());
        points.extend(label_points(&name, labels).map(|point| (u64::from(point) << 32, index)));
    }
    Points::sort(points, |a, b| a.cmp(&b))
}

impl Placement for Ketama {
    fn servers(&self) -> &[Server] {
        &self.servers
    }

    fn position(&self, key: &[u8]) -> u64 {
        u64::from(point(key)) << 32
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        let owner = self.points.successor(position);
        owner.map(|(_, owner)| owner as usize).ok_or(PlacementError::Empty)
    }

    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        out.clear();
        self.owner_at(position)?;
        let owners = self.points.walk(position).map(|point| point.1 as usize);
        first_distinct(owners, n, self.servers.len(), out);
        Ok(())
    }

    /// Makes all points anew: a newcomer changes everyone's share, and that their labels.
    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        check_newcomer(&self.servers, &server)?;
        check_count(self.servers.len() + 1)?;
        self.servers.push(server);
        self.points = continuum(&self.servers);
        Ok(())
    }

    /// Makes all points anew, as joining does.
    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        self.servers.remove(find(&self.servers, name)?);
        self.points = continuum(&self.servers);
        Ok(())
    }

    fn points(&self) -> Option<&[(u64, u32)]> {
        Some(self.points.as_slice())
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}
