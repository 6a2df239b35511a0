use super::{Contents, turns};
use crate::picture::Thing;
use crate::player::{Player, Tab};
use snowglobe_core::scenario::Scenario;

#[test]
fn another_tab_or_another_thing_is_read_from_the_top() {
    let mut player = Player::open(Scenario::new("kv", 7)).expect("it can be run");
    let mut shown = None;
    let mut turned = |player: &Player| turns(&mut shown, Some(Contents::of(player)));
    assert!(!turned(&player), "at first it is at its top anyway");
    player.tab = Tab::Adjust;
    assert!(turned(&player) && !turned(&player));
    player.selected = Some(Thing::Node("n0".to_owned()));
    assert!(!turned(&player), "what is selected is not what this tab shows");
    player.globe.seek_time(1);
    assert!(!turned(&player), "time goes on");
    player.tab = Tab::Inspect;
    assert!(turned(&player));
    player.selected = Some(Thing::Node("n1".to_owned()));
    assert!(turned(&player) && !turned(&player));
    assert!(!turns(&mut shown, None), "there is none in the list of chapters");
}
