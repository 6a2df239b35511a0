//! stub
use alloc::{boxed::Box,string::String,vec::Vec};
use crate::hash::HashFunction;
#[derive(Clone,Debug,PartialEq,Eq)] pub struct Server { pub name:String, pub weight:u32 }
#[derive(Clone,Debug,PartialEq,Eq)] pub enum PlacementError { Empty, DuplicateServer{name:String}, TooManyPoints{points:usize,max:usize} }
impl core::fmt::Display for PlacementError { fn fmt(&self,f:&mut core::fmt::Formatter<'_>)->core::fmt::Result{write!(f,"{self:?}")} }
#[derive(Clone,Copy,Debug,PartialEq,Eq)] pub enum Scheme{Modulo,Ring,Ketama,Rendezvous,Jump,Maglev,Slots,Bounded}
impl Scheme { pub const NAMES:[&'static str;8]=["modulo","ring","ketama","rendezvous","jump","maglev","slots","bounded"]; pub const ALL:[Self;8]=[Self::Modulo,Self::Ring,Self::Ketama,Self::Rendezvous,Self::Jump,Self::Maglev,Self::Slots,Self::Bounded];
 pub fn name(self)->&'static str{["modulo","ring","ketama","rendezvous","jump","maglev","slots","bounded"][self as usize]}
 pub fn parse(s:&str)->Result<Self,()> { Self::ALL.into_iter().find(|h|h.name()==s).ok_or(()) } }
#[derive(Clone,Copy,Debug)] pub struct Options{pub scheme:Scheme,pub hash:HashFunction,pub virtual_nodes:u32,pub epsilon_percent:u32}
impl Options { pub fn build(&self,s:&[Server])->Result<Box<dyn Placement>,PlacementError>{ Ok(Box::new(M{s:s.to_vec(),r:self.scheme!=Scheme::Modulo})) } }
pub trait Placement: core::fmt::Debug+Send+Sync { fn servers(&self)->&[Server]; fn position(&self,k:&[u8])->u64; fn owner_at(&self,p:u64)->Result<usize,PlacementError>;
 fn assign(&self,p:&[u64])->Result<Vec<u32>,PlacementError>{p.iter().map(|&p|self.owner_at(p).map(|o|o as u32)).collect()}
 fn join(&mut self,s:Server)->Result<(),PlacementError>; fn leave(&mut self,n:&str)->Result<(),PlacementError>; fn owner_under(&self,p:u64,_:&[u64])->Result<usize,PlacementError>{self.owner_at(p)} fn owners_at(&self,p:u64,_n:usize,o:&mut Vec<usize>)->Result<(),PlacementError>{o.clear();o.push(self.owner_at(p)?);Ok(())} fn points(&self)->Option<&[(u64,u32)]>{None} }
#[derive(Debug)] struct M{s:Vec<Server>,r:bool}
impl Placement for M { fn servers(&self)->&[Server]{&self.s} fn position(&self,k:&[u8])->u64{ if self.r {xxhash_rust::xxh64::xxh64(k,1)} else {xxhash_rust::xxh64::xxh64(k,0)} }
 fn owner_at(&self,p:u64)->Result<usize,PlacementError>{ if self.s.is_empty(){return Err(PlacementError::Empty)}
  if self.r { Ok((0..self.s.len()).max_by_key(|&i|xxhash_rust::xxh64::xxh64(self.s[i].name.as_bytes(),p)).unwrap()) } else {Ok((p % self.s.len() as u64) as usize)} }
 fn join(&mut self,s:Server)->Result<(),PlacementError>{self.s.push(s);Ok(())} fn leave(&mut self,n:&str)->Result<(),PlacementError>{self.s.retain(|s|s.name!=n);Ok(())} }
