use super::*;

fn of(clients: Clients, peer: &str, forwarded: &str) -> String {
    clients.of(peer.as_bytes(), forwarded.as_bytes()).to_string()
}

const PLAIN: Clients = Clients { proxies: 0, group_ipv6: false };
const GROUPED: Clients = Clients { proxies: 0, group_ipv6: true };

fn behind(proxies: u8) -> Clients {
    Clients { proxies, group_ipv6: false }
}

#[test]
fn a_header_is_not_believed_unless_there_are_proxies() {
    let header = "6.6.6.6, 198.51.100.9, 10.0.0.2";
    assert_eq!(of(PLAIN, "192.0.2.1", header), "192.0.2.1");
    assert_eq!(of(behind(1), "10.0.0.1", header), "10.0.0.2");
    assert_eq!(of(behind(2), "10.0.0.1", header), "198.51.100.9");
    // With one proxy fewer than there are, whoever makes up a header cannot become someone else.
    assert_eq!(of(behind(4), "10.0.0.1", header), "10.0.0.1");
    for none in ["", "-", "a,", "a, ,", "a,-"] {
        assert_eq!(of(behind(1), "192.0.2.1", none), "192.0.2.1", "{none:?}");
    }
}

#[test]
fn an_entry_loses_its_port_and_brackets() {
    for (entry, address) in [
        ("198.51.100.9:4711", "198.51.100.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("\"[2001:db8::1]\"", "2001:db8::1"),
        (" 2001:db8::1 ", "2001:db8::1"),
        ("unknown", "unknown"),
    ] {
        assert_eq!(of(behind(1), "10.0.0.1", entry), address);
    }
}

#[test]
fn a_rule_means_whom_an_address_counts_for() {
    for value in ["2001:db8:1:2::7", "2001:DB8:1:2::/64", "2001:0db8:1:2::/64"] {
        assert_eq!(GROUPED.named(value.as_bytes()), GROUPED.of(b"2001:db8:1:2:ffff::", b""), "{value}");
        assert_eq!(PLAIN.named(value.as_bytes()), Client::Text(value.as_bytes()));
    }
    assert_eq!(GROUPED.named(b"::ffff:192.0.2.7"), Client::Text(b"192.0.2.7"));
    // How many proxies there are is about lines.
    assert_eq!(Clients { proxies: 2, ..GROUPED }.named(b"192.0.2.7"), Client::Text(b"192.0.2.7"));
    for other in ["192.0.2.7", "kim", "/api/64", "a:b/64", "2001:db8::/48"] {
        assert_eq!(GROUPED.named(other.as_bytes()), Client::Text(other.as_bytes()), "{other}");
    }
}

#[test]
fn addresses_of_one_network_are_one() {
    for same in ["2001:db8:1:2::1", "2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:0db8:0001:0002::5%eth0"] {
        assert_eq!(of(GROUPED, same, ""), "2001:db8:1:2::/64");
        assert_eq!(of(PLAIN, same, ""), same);
    }
    assert_ne!(of(GROUPED, "2001:db8:1:3::1", ""), "2001:db8:1:2::/64");
    assert_eq!(of(GROUPED, "::1", ""), "::/64");
    assert_eq!(of(GROUPED, "::ffff:192.0.2.7", ""), "192.0.2.7");
    assert_eq!(of(GROUPED, "::ffff:c000:207", ""), "::ffff:c000:207");
    // A dot early on does not make it IPv4.
    assert_eq!(of(GROUPED, "::1.2.3.4", ""), "::/64");
    assert_eq!(of(GROUPED, "1.2.3.4", ""), "1.2.3.4");
    for other in ["192.0.2.7", "a:b", "host.example:80", ":::", "\u{fffd}:"] {
        assert_eq!(of(GROUPED, other, ""), other);
    }
}
