use crate::sim::ActionError;
use crate::systems::gateway::Command;
use alloc::string::ToString;

#[test]
fn examples_are_understood() {
    for example in Command::EXAMPLES {
        assert_eq!(Command::parse(example).expect("well formed").to_string(), *example);
    }
    assert_eq!(Command::parse("dance c0"), Err(ActionError::UnknownVerb("dance".into())));
}
