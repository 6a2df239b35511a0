//! Group `lsm.ops`: what an engine answers, through flushes, merges and crashes.
//!
//! The disk loses at each crash whatever was not synced, so that what must survive has to.

use snowglobe_core::disk::{Fate, FaultyDisk};
use snowglobe_core::lsm::{Lsm, Options, Sync};

use super::compare::same;
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[("lsm.ops", operations)];

/// What an operation answers: a value, none, or pairs.
#[derive(Debug, PartialEq)]
enum Answer {
    Value(Option<String>),
    Pairs(Vec<[String; 2]>),
}

fn operations(vector: &Vector) -> Checked {
    let input = vector.input();
    let sync = match input.get("wal_sync_every")?.u32()? {
        0 => Sync::Never,
        1 => Sync::Always,
        every => Sync::Every(every),
    };
    let options = Options { sync, ..Options::default() };
    let open = |disk| Lsm::open(disk, options.clone()).map_err(|error| input.refused(error));
    let mut lsm = open(FaultyDisk::default())?;
    let mut found = Vec::new();
    for operation in input.get("ops")?.list()? {
        let parts = operation.list()?;
        let part = |index: usize| parts.get(index).ok_or_else(|| operation.refused("too short"))?.text();
        let refused = |error| operation.refused(error);
        match part(0)? {
            "put" => lsm.put(part(1)?.as_bytes(), part(2)?.as_bytes()).map_err(refused)?,
            "del" => lsm.delete(part(1)?.as_bytes()).map_err(refused)?,
            "get" => {
                let value = lsm.get(part(1)?.as_bytes()).map_err(refused)?;
                found.push(Answer::Value(value.map(text)));
            }
            "scan" => {
                let range = lsm.scan(part(1)?.as_bytes()..part(2)?.as_bytes()).map_err(refused)?;
                let pairs = range.map(|entry| entry.map(|(key, value)| [text(key), text(value)]));
                found.push(Answer::Pairs(pairs.collect::<Result<_, _>>().map_err(refused)?));
            }
            "flush" => lsm.flush().map_err(refused)?,
            "compact" => lsm.settle().map_err(refused)?,
            "crash" => {
                let mut disk = lsm.disk().clone();
                disk.restart(Fate::Lost);
                lsm = open(disk)?;
            }
            _ => return Err(operation.refused("no operation of this name is built")),
        }
    }
    let expected = vector.expect().list_of(answer)?;
    for (index, (expected, found)) in expected.iter().zip(&found).enumerate() {
        same(&format!("answer {index}"), expected, found)?;
    }
    same("answers", &expected.len(), &found.len())
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a vector expects of an operation.
fn answer(field: &Field) -> Result<Answer, VectorError> {
    let Ok(pairs) = field.list() else {
        return Ok(Answer::Value(field.text().ok().map(str::to_owned)));
    };
    let pair = |pair: &Field| {
        let texts = pair.list_of(|part| part.text().map(str::to_owned))?;
        texts.try_into().map_err(|_| pair.refused("not a key and a value"))
    };
    pairs.iter().map(pair).collect::<Result<_, _>>().map(Answer::Pairs)
}
