//! Links made long ago still open, to the same digest. A line of `tests/data/links.txt` is never
//! changed, only added to.

use snowglobe_core::scenario::link::Link;
use snowglobe_core::systems;

#[test]
fn old_links_open_at_the_same_moment() {
    let mut seen = 0;
    for line in include_str!("../data/links.txt").lines().filter(|line| !line.starts_with('#')) {
        let (text, digest) = line.split_once(' ').expect("a link and the digest at its moment");
        let link = Link::decode(text).expect("a link");
        assert_eq!(link.encode(), text, "it is written as it was then");
        let mut globe = systems::open(link.scenario).expect("a scenario that fits");
        globe.seek(link.moment);
        assert_eq!(globe.moment(), link.moment, "{line}");
        assert_eq!(format!("{:016x}", globe.digest()), digest, "{line}");
        seen += 1;
    }
    assert!(seen >= 6, "{seen}");
}
