use super::*;

/// `printf '192.0.2.1 a\n192.0.2.2 b\n' | gzip -n`, and the same with a name, a comment and an extra field.
const MEMBER: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03";

fn unpack(chunks: &[&[u8]]) -> Result<Vec<u8>, Broken> {
    let mut out = Vec::new();
    let mut gunzip = Gunzip::new();
    for chunk in chunks {
        let mut rest = *chunk;
        while !rest.is_empty() {
            let used = gunzip.push(rest, &mut |bytes| out.extend_from_slice(bytes))?;
            rest = &rest[used..];
        }
    }
    gunzip.finish()?;
    Ok(out)
}

/// Packs without compressing: deflate's stored blocks (RFC 1951, section 3.2.4).
fn pack(text: &[u8], flags: u8, extra: &[u8]) -> Vec<u8> {
    let mut packed = MEMBER.to_vec();
    packed[3] = flags;
    packed.extend_from_slice(extra);
    let blocks: Vec<&[u8]> = if text.is_empty() { vec![text] } else { text.chunks(65_535).collect() };
    for (at, block) in blocks.iter().enumerate() {
        let length = block.len() as u16;
        packed.push(u8::from(at + 1 == blocks.len()));
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(&(!length).to_le_bytes());
        packed.extend_from_slice(block);
    }
    let mut crc = Crc::new();
    crc.update(text);
    packed.extend_from_slice(&crc.value().to_le_bytes());
    packed.extend_from_slice(&(text.len() as u32).to_le_bytes());
    packed
}

/// As [`pack`], compressed: by miniz_oxide's other half.
fn deflate(text: &[u8]) -> Vec<u8> {
    let mut packed = MEMBER.to_vec();
    packed.extend(miniz_oxide::deflate::compress_to_vec(text, 6));
    let mut crc = Crc::new();
    crc.update(text);
    packed.extend_from_slice(&crc.value().to_le_bytes());
    packed.extend_from_slice(&(text.len() as u32).to_le_bytes());
    packed
}

fn text() -> Vec<u8> {
    (0..20_000).flat_map(|i| format!("192.0.2.{} line {}\n", i % 7, i * i % 1_009).into_bytes()).collect()
}

#[test]
fn the_checksum_is_gzips() {
    let mut crc = Crc::new();
    crc.update(b"123456789");
    assert_eq!(crc.value(), 0xcbf4_3926);
    let long: Vec<u8> = (0..=255).cycle().take(1_003).collect();
    let mut parts = Crc::new();
    long.chunks(17).for_each(|part| parts.update(part));
    crc.reset();
    crc.update(&long);
    assert_eq!(parts.value(), crc.value());
}

#[test]
fn members_unpack_the_same_however_the_file_is_cut() {
    let text = text();
    let file = [deflate(&text), pack(b"", 0, b""), deflate(b"end\n"), vec![0; 100]].concat();
    let expected = [text.as_slice(), b"end\n"].concat();
    assert!(is_gzip(&file));
    for size in [1, 2, 3, 7, 1_000, 70_000, file.len()] {
        let unpacked = unpack(&file.chunks(size).collect::<Vec<_>>());
        assert!(unpacked.as_ref() == Ok(&expected), "in chunks of {size}");
    }
}

#[test]
fn every_part_of_a_header_is_passed_over() {
    let parts: [(u8, &[u8]); 7] = [
        (1, b""),
        (4, b"\x03\0abc"),
        (4, b"\0\0"),
        (8, b"access.log\0"),
        (16, b"no comment\0"),
        (2, b"\x12\x34"),
        (4 | 8 | 16 | 2, b"\x01\0xname\0comment\0\x12\x34"),
    ];
    for (flags, extra) in parts {
        let file = pack(b"ok\n", flags, extra);
        assert_eq!(unpack(&file.chunks(1).collect::<Vec<_>>()), Ok(b"ok\n".to_vec()), "{flags}");
    }
}

#[test]
fn what_is_broken_is_told_with_its_place() {
    let good = deflate(&text());
    let fault = |file: &[u8]| unpack(&[file]).expect_err("a fault");
    for cut in [0, 1, 9, 10, 11, good.len() / 2, good.len() - 1] {
        let broken = fault(&good[..cut]);
        assert_eq!(broken, Broken { offset: cut as u64, fault: Fault::Truncated });
    }
    let changed = |at: usize, byte: u8| {
        let mut file = good.clone();
        file[at] = byte;
        file
    };
    assert_eq!(fault(&changed(2, 7)), Broken { offset: 2, fault: Fault::Header });
    assert_eq!(fault(&changed(3, 0x80)), Broken { offset: 3, fault: Fault::Header });
    assert_eq!(fault(&changed(10, 0xFF)).fault, Fault::Data);
    let end = good.len();
    assert_eq!(
        fault(&changed(end - 8, !good[end - 8])),
        Broken { offset: end as u64, fault: Fault::Checksum }
    );
    assert_eq!(fault(&changed(end - 1, 1)), Broken { offset: end as u64, fault: Fault::Checksum });
    let behind = fault(&[good.as_slice(), b"\0\0junk"].concat());
    assert_eq!(behind, Broken { offset: end as u64 + 2, fault: Fault::Header });
}

#[test]
fn nothing_comes_after_padding_however_the_file_is_cut() {
    let member = deflate(b"a line\n");
    let file = [member.as_slice(), b"\0\0\0", &member].concat();
    let expected = Err(Broken { offset: member.len() as u64 + 3, fault: Fault::Header });
    for size in 1..=file.len() {
        assert_eq!(unpack(&file.chunks(size).collect::<Vec<_>>()), expected, "in chunks of {size}");
    }
}

#[test]
fn a_bomb_comes_out_in_pieces() {
    let bomb = deflate(&vec![b'0'; 64 << 20]);
    assert!(bomb.len() < 100_000);
    let (mut most, mut all, mut calls, mut rest) = (0, 0, 0, bomb.as_slice());
    let mut gunzip = Gunzip::new();
    while !rest.is_empty() {
        let mut out = 0;
        let used = gunzip.push(rest, &mut |bytes| out += bytes.len()).expect("sound");
        rest = &rest[used..];
        (most, all, calls) = (most.max(out), all + out, calls + 1);
    }
    assert_eq!(all, 64 << 20);
    assert!(most <= MOST_AT_ONCE + WINDOW && calls >= 16, "{most} {calls}");
}
