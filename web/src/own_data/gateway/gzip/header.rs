//! The header of a gzip member, fed byte by byte.
//!
//! ```text
//!   1f 8b 08 flags time×4 level system [extra: length×2, bytes] [name… 0] [comment… 0] [crc×2]
//! ```

const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;
const CRC: u8 = 2;
/// Bits that RFC 1952 reserves: a file with one of them set is of another kind.
const RESERVED: u8 = 0b1110_0000;

/// How far the header was read.
#[derive(Debug, Default)]
pub(super) struct Header {
    at: usize,
    flags: u8,
    part: Part,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Fixed,
    ExtraLength(u16, u8),
    Extra(u16),
    Name,
    Comment,
    Crc(u8),
    Done,
}

impl Header {
    /// How many bytes belong to the header, and whether it ends with them.
    ///
    /// # Errors
    /// Where it stops to be one.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(usize, bool), usize> {
        for (used, byte) in bytes.iter().enumerate() {
            self.byte(*byte).map_err(|()| used)?;
            if self.part == Part::Done {
                return Ok((used + 1, true));
            }
        }
        Ok((bytes.len(), false))
    }

    fn byte(&mut self, byte: u8) -> Result<(), ()> {
        match &mut self.part {
            Part::Fixed => {
                let fits = match self.at {
                    0 => byte == 0x1f,
                    1 => byte == 0x8b,
                    2 => byte == 8,
                    3 => byte & RESERVED == 0,
                    _ => true,
                };
                if !fits {
                    return Err(());
                }
                if self.at == 3 {
                    self.flags = byte;
                }
                self.at += 1;
                if self.at == 10 {
                    self.next(EXTRA);
                }
            }
            Part::ExtraLength(length, have) => {
                *length |= u16::from(byte) << (8 * *have);
                *have += 1;
                if *have == 2 {
                    let length = *length;
                    self.part = Part::Extra(length);
                    if length == 0 {
                        self.next(NAME);
                    }
                }
            }
            Part::Extra(left) => {
                *left -= 1;
                if *left == 0 {
                    self.next(NAME);
                }
            }
            Part::Name if byte == 0 => self.next(COMMENT),
            Part::Comment if byte == 0 => self.next(CRC),
            Part::Crc(have) => {
                *have += 1;
                if *have == 2 {
                    self.part = Part::Done;
                }
            }
            Part::Name | Part::Comment | Part::Done => {}
        }
        Ok(())
    }

    /// Goes on to the first part from this one on that the flags announce.
    fn next(&mut self, from: u8) {
        let parts = [EXTRA, NAME, COMMENT, CRC];
        let next = parts.into_iter().skip_while(|part| *part != from).find(|part| self.flags & part != 0);
        self.part = match next {
            Some(EXTRA) => Part::ExtraLength(0, 0),
            Some(NAME) => Part::Name,
            Some(COMMENT) => Part::Comment,
            Some(_) => Part::Crc(0),
            None => Part::Done,
        };
    }
}
