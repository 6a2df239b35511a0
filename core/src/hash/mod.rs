//! stub
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub enum HashFunction { Xxh64 }
impl HashFunction { pub const ALL:[Self;1]=[Self::Xxh64]; pub const NAMES:[&'static str;1]=["xxh64"]; }
pub fn fmix64(k:u64)->u64{k.wrapping_mul(0xff51afd7ed558ccd)}
pub fn crc16_xmodem(b:&[u8])->u16{ b.iter().fold(0u16,|c,x|c.rotate_left(3)^u16::from(*x)) }
