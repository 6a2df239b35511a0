use super::*;
use crate::disk::MemoryDisk;

#[test]
fn it_remembers() {
    let mut disk = MemoryDisk::default();
    let mut lsm = Lsm::open(&mut disk, Options::default()).expect("new");
    lsm.put(b"a", b"1").expect("room");
    lsm.flush().expect("room");
    lsm.put(b"b", b"2").expect("room");
    drop(lsm);
    let lsm = Lsm::open(&mut disk, Options::default()).expect("again");
    assert_eq!(lsm.get(b"a"), Ok(Some(b"1".to_vec())));
    assert_eq!(lsm.get(b"b"), Ok(Some(b"2".to_vec())));
}
