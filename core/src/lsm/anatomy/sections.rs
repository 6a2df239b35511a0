//! The filter and the footer of a table.

use crate::anatomy::{Marker, What, Why};
use crate::bloom::BlockedBloom;
use crate::lsm::coding::{u32_at, u64_at};
use crate::lsm::names::VERSION;
use crate::lsm::table::footer::{FOOTER, Footer};

/// A filter, as `bloom/stored.rs` has it; nothing is no filter.
pub(super) fn filter(content: &[u8], marker: &mut Marker) {
    const HEADER: usize = 16;
    let sound = BlockedBloom::from_bytes(content).is_ok();
    let Some(words) = content.len().checked_sub(HEADER + 4) else { return };
    let [_, _, _, _, version, _, low, high, ..] = content else { return };
    marker.take(4, if content.starts_with(b"SGBF") { What::Magic } else { What::Damaged(Why::Header) });
    marker.take(1, What::Version((*version).into()));
    marker.take(1, What::FilterKind);
    marker.take(2, What::FilterHashes(u16::from_le_bytes([*low, *high]).into()));
    marker.take(8, What::FilterBits(u64_at(content, 8).unwrap_or(0)));
    marker.take(words, What::FilterWords);
    marker.take(4, What::Checksum { right: sound });
}

/// The footer; what it says is read anew, so that it is seen even when it is damaged.
pub(super) fn footer(sound: Option<Footer>, bytes: &[u8], marker: &mut Marker) {
    let Some(foot) = bytes.len().checked_sub(FOOTER).and_then(|end| bytes.get(end..)) else {
        marker.to(bytes.len() as u64, What::Damaged(Why::Truncated));
        return;
    };
    if marker.at() != (bytes.len() - FOOTER) as u64 {
        // Header and footer overlap: the file is too short to have both.
        marker.to(bytes.len() as u64, What::Damaged(Why::Truncated));
        return;
    }
    let number = |index: usize| u64_at(foot, 8 * index).unwrap_or(0);
    for (index, what) in
        [What::Offset, What::Size, What::Offset, What::Size, What::Entries].iter().enumerate()
    {
        marker.take(8, what(number(index)));
    }
    let version = u32_at(foot, 40).unwrap_or(0);
    marker
        .take(4, if version > VERSION { What::Damaged(Why::Version) } else { What::Version(version.into()) });
    let magic = crate::lsm::names::FileKind::Table.magic();
    let right = foot.get(44..52).is_some_and(|found| found == magic);
    marker.take(8, if right { What::Magic } else { What::Damaged(Why::Header) });
    marker.take(4, What::Checksum { right: sound.is_some() || version > VERSION });
}
