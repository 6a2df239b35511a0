//! Group `cap`: three replicas, of which one is cut off from the others, told to the cluster of chapter 6.
//!
//! Each node has a client beside it that asks nobody else. Consistent (CP) is a register that a majority keeps (N = 3,
//! R = W = 2, strict): so the side with two goes on, where the book's simpler form blocks all. Available (AP) is
//! R = W = 1 with versions side by side: each side goes on with what it has.
//!
//! The outcomes are words: here is what must be seen in the run for each of them to be said.

use snowglobe_core::check::{Verdict, linearizable};
use snowglobe_core::systems::kv::{self, Ended};

use super::super::compare::same;
use super::super::{Checked, Field, Vector, VectorError};
use super::{Cluster, refused};

const CONSISTENT: &str = "quorum strict; r 2; w 2; resolution atomic_register";
const AVAILABLE: &str = "quorum sloppy; r 1; w 1; resolution siblings";

/// What a run showed, by what the vectors call it.
type Told = Vec<(&'static str, String)>;

pub(super) fn check(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let sides = input.get("partition")?.list_of(|side| side.list_of(number))?;
    let [one, other] = &sides[..] else {
        return Err(input.refused("a partition has two sides here"));
    };
    let mut nodes: Vec<u32> = one.iter().chain(other).copied().collect();
    nodes.sort_unstable();
    if nodes != [0, 1, 2] || one.is_empty() || other.is_empty() {
        return Err(input.refused("the nodes are n1, n2 and n3, and none is on both sides"));
    }
    let (most, few) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let mode = input.get("mode")?;
    let told = match mode.text()? {
        "CP" => consistent(most, few)?,
        "AP" => available(most, few)?,
        _ => return Err(mode.refused("there is CP and AP")),
    };
    for (name, field) in expect.entries()? {
        let found = told.iter().find(|(other, _)| *other == name);
        let (_, found) = found.ok_or_else(|| field.refused("nothing is seen of it in the run"))?;
        let expected = match field.u64() {
            Ok(count) => count.to_string(),
            Err(_) => field.text()?.to_owned(),
        };
        // What comes after it is said of the book, not of this run.
        let expected = expected.split(" - ").next().unwrap_or_default();
        same(name, &expected, &found.as_str())?;
    }
    Ok(())
}

fn number(name: &Field) -> Result<u32, VectorError> {
    let number = name.text()?.strip_prefix('n').and_then(|number| number.parse::<u32>().ok());
    number.and_then(|number| number.checked_sub(1)).ok_or_else(|| name.refused("a node is n1, n2 or n3"))
}

/// The cluster with a first version that all have.
fn cluster(settings: &str) -> Result<Cluster, VectorError> {
    let usual = "nodes 3; n 3; data_centres 3; clients 3; routing nearest; repair_period 100ms";
    let mut cluster = Cluster::new(&format!("{usual}; {settings}"))?;
    same("the first write", &"accepted", &answer(&cluster.ask("put 1 v1", 0)?))?;
    Ok(cluster)
}

fn cut(cluster: &mut Cluster, most: &[u32], few: &[u32]) -> Checked {
    let side = |nodes: &[u32]| nodes.iter().map(|at| format!("n{at} c{at}")).collect::<Vec<_>>().join(" ");
    cluster.act(&format!("partition {{{}}} | {{{}}}", side(most), side(few)))
}

/// What a client is told.
fn answer(ended: &Ended) -> &'static str {
    match ended {
        Ended::Read(_) => "answered",
        Ended::Written(_) => "accepted",
        Ended::Failed => "error",
        Ended::Unknown => "timeout",
    }
}

/// All replicas have the same, and this one has these values.
fn alike(cluster: &mut Cluster, node: u32, values: &[&str]) -> Checked {
    cluster.act("heal")?;
    cluster.settle()?;
    cluster.until("all replicas are alike", |world| kv::divergence(world).0 == 0)?;
    let key = kv::Key::numbered(1);
    let name = format!("n{node}");
    let store = cluster.replica(&name)?.store().ok_or_else(|| refused(&name, "it is down"))?;
    let record = store.get(key).map_err(|error| refused(&name, error))?;
    let mut found: Vec<String> = record
        .iter()
        .flat_map(|record| record.values())
        .map(|value| cluster.world().system().value_name(value))
        .collect();
    found.sort_unstable();
    same(
        "what the node has that was cut off",
        &values,
        &&found.iter().map(String::as_str).collect::<Vec<_>>()[..],
    )
}

fn consistent(most: &[u32], few: &[u32]) -> Result<Told, VectorError> {
    let (majority, minority) = (most[0], few[0]);
    let mut cluster = cluster(CONSISTENT)?;
    cut(&mut cluster, most, few)?;
    let written = cluster.ask("put 1 v2", majority)?;
    let early = cluster.ask("put 1 v3", minority)?;
    let early_read = cluster.ask("get 1", minority)?;
    // Nobody knew: it was waited for an answer. Later the minority knows that it is one, and says so at once.
    cluster.until("the minority takes the others for dead", |world| {
        let suspects = |place: &snowglobe_core::sim::Place<kv::Node>| match &place.node {
            kv::Node::Replica(replica) => replica.suspected().len(),
            kv::Node::Client(_) => 0,
        };
        world.find(&format!("n{minority}")).and_then(|id| world.place(id)).map_or(0, suspects) == most.len()
    })?;
    let late = cluster.ask("put 1 v4", minority)?;
    let late_read = cluster.ask("get 1", minority)?;
    same("the read before it knew", &answer(&late_read), &answer(&early_read))?;
    let fresh = cluster.ask("get 1", majority)?;
    same("a read of the majority", &vec![String::from("v2")], &cluster.words(&fresh))?;
    alike(&mut cluster, minority, &["v2"])?;
    let after = cluster.ask("get 1", minority)?;
    same("a read after", &vec![String::from("v2")], &cluster.words(&after))?;
    let history = kv::history(cluster.world());
    same("whether there is an order", &true, &(linearizable(&history) == Verdict::Kept))?;
    Ok(vec![
        ("write_on_majority_side", format!("{} (majority quorum)", answer(&written))),
        ("write_on_minority_side", format!("{}/{}", answer(&late), answer(&early))),
        ("read_on_minority_side", answer(&late_read).to_owned()),
        ("stale_reads", kv::judged(cluster.world()).stale_reads.to_string()),
        ("after_heal", format!("n{} catches up", minority + 1)),
    ])
}

fn available(most: &[u32], few: &[u32]) -> Result<Told, VectorError> {
    let (majority, minority) = (most[0], few[0]);
    let mut cluster = cluster(AVAILABLE)?;
    cut(&mut cluster, most, few)?;
    let on_majority = cluster.ask("put 1 v2", majority)?;
    let read = cluster.ask("get 1", minority)?;
    let stale = kv::judged(cluster.world()).stale_reads;
    same("what the minority reads", &vec![String::from("v1")], &cluster.words(&read))?;
    let on_minority = cluster.ask("put 1 v3", minority)?;
    alike(&mut cluster, minority, &["v2", "v3"])?;
    // Who reads both puts them together: what it then writes takes the place of both.
    let both = cluster.ask("get 1", minority)?;
    let conflicts = cluster.words(&both).len() > 1;
    cluster.ask("put 1 v4", minority)?;
    alike(&mut cluster, majority, &["v4"])?;
    let said = |yes: bool, words: &str| if yes { words.to_owned() } else { String::from("nothing of it") };
    Ok(vec![
        ("write_on_majority_side", answer(&on_majority).to_owned()),
        ("write_on_minority_side", answer(&on_minority).to_owned()),
        ("read_on_minority_side", format!("{}, {}", answer(&read), said(stale > 0, "may be stale"))),
        ("conflicts_after_heal", said(conflicts, "concurrent versions must be reconciled")),
    ])
}
