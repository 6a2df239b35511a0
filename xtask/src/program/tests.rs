use super::{with_link, without_custom};

const GLUE: &str =
    "import * as import1 from \"./__wasm_split.js\"\n\nconst imports = { \"./__wasm_split.js\": import1 };";
const LINK: &str = "import { initSync } from \"./main.js\";\nconst src = 1;\nWebAssembly.instantiateStreaming(src, imports);\n\
                    export const __wasm_split_load_late = 2;";

#[test]
fn the_script_that_loads_the_rest_is_in_the_glue() {
    let glue = with_link(GLUE, LINK).expect("both are as they should be");
    assert_eq!(
        glue,
        "const import1 = (() => {\nconst src = 1;\nglobalThis.snowglobe.instantiate(src, imports);\n\
         const __wasm_split_load_late = 2;\nreturn { __wasm_split_load_late };\n})();\n\n\
         const imports = { \"./__wasm_split.js\": import1 };"
    );
}

#[test]
fn custom_sections_go() {
    let head = *b"\0asm\x01\0\0\0";
    let long = [&[10, 0x80, 0x01][..], &[7; 128]].concat();
    let module = [&head[..], &[0, 3, 1, b'n', 9], &long, &[0, 1, 0], &[1, 2, 5, 6]].concat();
    assert_eq!(without_custom(&module), [&head[..], &long, &[1, 2, 5, 6]].concat());
    assert_eq!(without_custom(b"abc"), b"abc");
}

#[test]
fn what_is_not_as_it_was_is_said() {
    assert!(with_link("", LINK).is_err());
    assert!(with_link(GLUE, "").is_err());
}
