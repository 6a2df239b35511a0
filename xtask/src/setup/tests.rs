use super::locked;

const LOCK: &str = "version = 4\n
[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.1\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.129\"
dependencies = [\n \"wasm-bindgen-macro\",\n]
";

#[test]
fn the_locked_version_is_that_of_the_package_named() {
    assert_eq!(locked(LOCK, "wasm-bindgen").as_deref(), Some("0.2.129"));
    assert_eq!(locked(LOCK, "wasm"), None);
}
