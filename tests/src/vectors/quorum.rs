//! Family `quorum`: what every R and W of an N promises.

use snowglobe_core::quorum::Quorum;

use super::compare::same;
use super::{Checked, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[("quorum", quorum)];

fn quorum(vector: &Vector) -> Checked {
    let n = vector.input().get("N")?.u64()?;
    let rows = vector.expect().list()?;
    same("rows", &(n * n), &(rows.len() as u64))?;
    for row in rows {
        let number = |name: &str| -> Result<u8, VectorError> {
            let field = row.get(name)?;
            u8::try_from(field.u64()?).map_err(|error| field.refused(error))
        };
        let quorum =
            Quorum::new(number("N")?, number("R")?, number("W")?).map_err(|error| row.refused(error))?;
        same("N", &n, &quorum.n().into())?;
        same(
            "read_sees_last_acked_write",
            &row.get("read_sees_last_acked_write")?.flag()?,
            &quorum.reads_meet_writes(),
        )?;
        same(
            "two_writes_always_overlap",
            &row.get("two_writes_always_overlap")?.flag()?,
            &quorum.writes_meet(),
        )?;
        same("read_tolerates_down", &number("read_tolerates_down")?, &quorum.reads_survive())?;
        same("write_tolerates_down", &number("write_tolerates_down")?, &quorum.writes_survive())?;
        let pairs = row.get("p_stale_random_sets")?.list_of(|count| count.u64().map(u128::from))?;
        let (stale, all) = quorum.stale_pairs();
        same("p_stale_random_sets", &pairs, &vec![stale, all])?;
    }
    Ok(())
}
