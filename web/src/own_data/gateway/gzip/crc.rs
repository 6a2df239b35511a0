//! CRC-32 as gzip has it (ISO 3309), eight bytes at a step.
//!
//! ```text
//!   crc("123456789") = cbf43926
//! ```
//!
//! The eight tables are made when the first packed file comes, since in the program they would be 8 KiB
//! that do not compress. (Kounavis and Berry, "A systematic approach to building high performance
//! software-based CRC generators", 2005.)

/// The polynomial, its bits in reverse.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// A checksum under way.
pub(super) struct Crc {
    tables: Box<[[u32; 256]; 8]>,
    state: u32,
}

impl std::fmt::Debug for Crc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Crc").field("state", &self.state).finish_non_exhaustive()
    }
}

impl Crc {
    pub(super) fn new() -> Self {
        let mut tables = Box::new([[0; 256]; 8]);
        for number in 0..256_u32 {
            let mut crc = number;
            for _ in 0..8 {
                crc = if crc & 1 == 1 { POLYNOMIAL ^ (crc >> 1) } else { crc >> 1 };
            }
            tables[0][number as usize] = crc;
        }
        for number in 0..256 {
            for table in 1..8 {
                let before = tables[table - 1][number];
                tables[table][number] = tables[0][(before & 0xFF) as usize] ^ (before >> 8);
            }
        }
        Self { tables, state: u32::MAX }
    }

    pub(super) fn reset(&mut self) {
        self.state = u32::MAX;
    }

    pub(super) fn value(&self) -> u32 {
        !self.state
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        let mut crc = self.state;
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            let word = u64::from_le_bytes(*eight) ^ u64::from(crc);
            crc = (0..8).fold(0, |sum, at| sum ^ self.tables[7 - at][(word >> (8 * at)) as usize & 0xFF]);
        }
        for byte in rest {
            crc = self.tables[0][((crc ^ u32::from(*byte)) & 0xFF) as usize] ^ (crc >> 8);
        }
        self.state = crc;
    }
}
