use super::*;
use snowglobe_core::scenario::file;
use snowglobe_core::systems;

#[test]
fn particles_fit_what_the_reader_wrote() {
    let missing = |name: &str| ActionError::UnknownNode(name.into()).korean();
    assert_eq!(missing("s3"), "‘s3’이라는 노드는 없다.");
    assert_eq!(missing("s4"), "‘s4’라는 노드는 없다.");
    let twice = PlacementError::DuplicateServer { name: "10.0.0.3".into() };
    assert_eq!(twice.told(Language::Korean), "서버 ‘10.0.0.3’이 목록에 두 번 나온다. 하나만 남기면 된다.");
}

#[test]
fn a_bad_setting_is_told_with_its_bounds() {
    let parameters = systems::parameters("cache").expect("the cache");
    let mut settings = snowglobe_core::scenario::Settings::defaults(parameters);
    let error = settings.set_named("servers", "1000").expect_err("too many");
    assert_eq!(error.korean(), "서버 수 설정에 ‘1000’을 쓸 수 없다. 1부터 100까지 된다.");
    assert_eq!(error.told(Language::English), error.to_string());
}

#[test]
fn links_and_files_are_told_whole() {
    let error = Link::decode("3.abc").expect_err("newer");
    assert_eq!(error.korean(), "더 새로운 판에서 만든 링크다(형식 3). 페이지를 새로 고치면 열 수 있다.");
    let error = file::read("snowglobe 1\nsystem cache\nat 2s\n", systems::parameters).expect_err("no action");
    assert_eq!(error.korean(), "3번째 줄: ‘at 2s crash s1’과 같은 꼴로 써야 한다.");
}

#[test]
fn what_is_too_long_is_told_with_length_and_limit() {
    let told = |error: ActionError| (error.korean(), error.told(Language::English));
    let value = ActionError::WordTooLong { what: "value", bytes: 1_234, most: 64 };
    let (korean, english) = told(value);
    assert_eq!(korean, "값이 1,234바이트다. 64바이트까지 된다.");
    assert_eq!(english, "the value has 1234 bytes; it may have 64");
    let (korean, _) = told(ActionError::WordTooLong { what: "key", bytes: 65, most: 64 });
    assert_eq!(korean, "키가 65바이트다. 64바이트까지 된다.");
    let (korean, english) = told(ActionError::TooLong(10_000_009));
    assert_eq!(korean, "동작이 10,000,009바이트다. 2,000바이트까지 된다.");
    assert_eq!(english, "the action has 10000009 bytes; it may have 2000");
}
