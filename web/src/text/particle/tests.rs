use super::*;

fn joined(word: &str, pair: &str) -> String {
    let pair = Pair::parse(pair).expect("a known pair");
    format!("{word}{}", pair.after(word))
}

#[test]
fn particles_follow_the_sound() {
    let table = [
        // Names of nodes and numbers, read as Sino-Korean.
        ("s0", "이/가", "s0이"),
        ("s1", "이/가", "s1이"),
        ("s2", "이/가", "s2가"),
        ("s3", "이/가", "s3이"),
        ("s4", "이/가", "s4가"),
        ("s5", "은/는", "s5는"),
        ("s6", "은/는", "s6은"),
        ("s7", "을/를", "s7을"),
        ("s8", "과/와", "s8과"),
        ("s9", "과/와", "s9와"),
        ("s10", "이/가", "s10이"),
        ("2,000", "이/가", "2,000이"),
        ("10,002", "이/가", "10,002가"),
        ("100000000", "이/가", "100000000이"),
        ("1000000000000", "이/가", "1000000000000가"),
        ("0.5", "을/를", "0.5를"),
        ("1.0", "을/를", "1.0을"),
        // 으로 loses its vowel after ㄹ too.
        ("s1", "으로/로", "s1로"),
        ("s3", "으로/로", "s3으로"),
        ("s4", "으로/로", "s4로"),
        ("s10", "으로/로", "s10으로"),
        ("서울", "으로/로", "서울로"),
        ("서버", "으로/로", "서버로"),
        ("링", "으로/로", "링으로"),
        // Signs and units.
        ("19.8%", "이/가", "19.8%가"),
        ("25%", "을/를", "25%를"),
        ("10ms", "이다/다", "10ms다"),
        ("2s", "은/는", "2s는"),
        ("3초", "이라/라", "3초라"),
        ("64KB", "을/를", "64KB를"),
        ("s1", "이라는/라는", "s1이라는"),
        // Hangul.
        ("캐시", "이/가", "캐시가"),
        ("가상 노드", "을/를", "가상 노드를"),
        ("키", "은/는", "키는"),
        ("값", "은/는", "값은"),
        ("\u{2018}링\u{2019}", "을/를", "\u{2018}링\u{2019}을"),
        ("(서버)", "을/를", "(서버)를"),
        // Letters by their names, words by their ends.
        ("URL", "을/를", "URL을"),
        ("URL", "으로/로", "URL로"),
        ("LSM", "은/는", "LSM은"),
        ("DNS", "은/는", "DNS는"),
        ("db", "이/가", "db가"),
        ("server", "이/가", "server가"),
        ("cache", "을/를", "cache를"),
        ("ring", "을/를", "ring을"),
        ("token", "이/가", "token이"),
        ("web", "은/는", "web은"),
        ("node", "으로/로", "node로"),
        ("key-17", "이/가", "key-17이"),
        ("", "이/가", "가"),
    ];
    for (word, pair, expected) in table {
        assert_eq!(joined(word, pair), expected);
    }
}

#[test]
fn unknown_pairs_are_refused() {
    for text in ["가/이", "이(가)", "이", "", "/", "을/을"] {
        assert_eq!(Pair::parse(text), None, "{text}");
    }
}
