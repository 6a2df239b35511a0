//! Contrast as WCAG 2.2 defines it: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.

use crate::picture::{Palette, Theme, Token};

fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour is #rrggbb");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn check(tokens: &[Token], least: f64) {
    let mut failures = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        for &token in tokens {
            for ground in [Token::Surface, Token::Card] {
                let palette = Palette(theme);
                let ratio = contrast(palette.value(token), palette.value(ground));
                if ratio < least {
                    failures.push(format!("{theme:?} {token:?} on {ground:?}: {ratio:.2} < {least}"));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn black_on_white_is_21() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
}

#[test]
fn texts_can_be_read() {
    use Token::{Accent, Danger, Good, Ink, Muted, Reply, Request, Warning};
    check(&[Ink, Muted, Accent, Warning, Danger, Good], 4.5);
    check(&[Request, Reply], 3.0);
}

#[test]
fn nodes_can_be_seen() {
    let mut tokens: Vec<Token> = (0..Palette::IDENTITIES).map(Token::Node).collect();
    tokens.push(Token::Dead);
    check(&tokens, 3.0);
}
