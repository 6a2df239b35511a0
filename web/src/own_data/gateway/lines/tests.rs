use super::*;

type Seen = Vec<(u64, &'static str, Vec<u8>)>;

fn read(chunks: &[&[u8]]) -> Seen {
    let mut seen = Vec::new();
    let mut take = |number: u64, piece: Piece<'_>| {
        let (kind, bytes) = match piece {
            Piece::Line(line) => ("line", line),
            Piece::Zero(line) => ("zero", line),
            Piece::TooLong(line) => ("long", line),
        };
        seen.push((number, kind, bytes.to_vec()));
    };
    let mut lines = Lines::default();
    for chunk in chunks {
        lines.push(chunk, &mut take);
    }
    lines.finish(&mut take);
    seen
}

/// Reads a text whole, cut in two at every place, and byte by byte: always the same.
fn read_any_way(text: &[u8]) -> Seen {
    let whole = read(&[text]);
    for cut in 0..=text.len() {
        let (a, b) = text.split_at(cut);
        assert_eq!(read(&[a, b]), whole, "cut at {cut}");
    }
    assert_eq!(read(&text.chunks(1).collect::<Vec<_>>()), whole, "byte by byte");
    whole
}

fn line(number: u64, text: &str) -> (u64, &'static str, Vec<u8>) {
    (number, "line", text.as_bytes().to_vec())
}

#[test]
fn line_ends_and_a_byte_order_mark_are_no_part_of_a_line() {
    let seen = read_any_way(b"\xEF\xBB\xBFone\r\n\r\n\ntwo \r x\n\xEF\xBB\xBFthree");
    let expected = [line(1, "one"), line(2, ""), line(3, ""), line(4, "two \r x"), line(5, "\u{feff}three")];
    assert_eq!(seen, expected);
    assert_eq!(read_any_way(b""), []);
    assert_eq!(read_any_way(b"\n"), [line(1, "")]);
    assert_eq!(read_any_way(b"\xEF\xBB\xBF"), [line(1, "")]);
    assert_eq!(read_any_way(b"a\xEF\xBB\xBF\n"), [line(1, "a\u{feff}")]);
}

#[test]
fn a_zero_byte_marks_its_line_and_no_other() {
    let seen = read_any_way(b"a\nb\0c\0\nd\n\0");
    let zero = |number, text: &[u8]| (number, "zero", text.to_vec());
    assert_eq!(seen, [line(1, "a"), zero(2, b"b\0c\0"), line(3, "d"), zero(4, b"\0")]);
}

#[test]
fn a_line_of_a_megabyte_is_passed_over() {
    for end in ["\n", "\r\n", ""] {
        let fits = [vec![b'x'; MAX_LINE_BYTES].as_slice(), end.as_bytes()].concat();
        assert_eq!(read(&[&fits]), [(1, "line", vec![b'x'; MAX_LINE_BYTES])]);
        for length in [MAX_LINE_BYTES + 1, MAX_LINE_BYTES + 7, 1 << 20] {
            let text = [b"a\n", vec![b'x'; length].as_slice(), end.as_bytes()].concat();
            for size in [text.len(), 1, 1_000, MAX_LINE_BYTES] {
                if size == 1 && length == 1 << 20 {
                    continue;
                }
                let seen = read(&text.chunks(size).collect::<Vec<_>>());
                assert_eq!(seen, [line(1, "a"), (2, "long", vec![b'x'; MAX_LINE_BYTES])], "{length} {size}");
            }
        }
    }
}

#[test]
fn what_is_held_does_not_grow_with_the_line() {
    let mut lines = Lines::default();
    for _ in 0..100 {
        lines.push(&[b'x'; 100_000], &mut |_, _| panic!("no line ends"));
    }
    assert!(lines.open.capacity() <= 2 * (MAX_LINE_BYTES + MARK.len() + 1), "{}", lines.open.capacity());
}
