//! Who is asking: the address of the visitor, also behind a reverse proxy.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The address of the visitor: that of the connection, or the last address in `X-Forwarded-For` that was not added by a
/// trusted proxy. An address from anyone else is not believed, nor is anything that stands before an item that is no address:
/// nobody knows who wrote it.
pub(crate) fn address(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut visitor = peer.ip().to_canonical();
    let mut items = headers
        .get_all("x-forwarded-for")
        .iter()
        .map(|value| value.to_str().unwrap_or_default())
        .flat_map(|value| value.split(','))
        .rev();
    while is_trusted(&visitor) {
        match items.next().and_then(read) {
            Some(address) => visitor = address,
            None => break,
        }
    }
    visitor
}

/// An item of `X-Forwarded-For`: an address, which some proxies write with a port.
fn read(item: &str) -> Option<IpAddr> {
    let item = item.trim();
    let bare = item.strip_prefix('[').and_then(|item| item.strip_suffix(']')).unwrap_or(item);
    let address = bare.parse().or_else(|_| item.parse::<SocketAddr>().map(|address| address.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

/// The address that limits are kept by: one connection at home is a whole /64 in IPv6.
pub(crate) fn limited_by(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// The network that an organisation gets in IPv6, a /48 of 65,536 times a /64, and that one person can rent as well. None in
/// IPv4, where nobody gets a network for nothing.
pub(crate) fn organisation(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(_) => None,
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            Some(IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", axum::http::HeaderValue::from_static(value));
        headers
    }

    fn peer(address: &str) -> SocketAddr {
        SocketAddr::new(address.parse().expect("an address"), 1234)
    }

    #[test]
    fn a_forwarded_address_is_believed_only_from_a_trusted_proxy() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().expect("a network")];
        let headers = forwarded("203.0.113.7, 198.51.100.9, 10.1.1.1");
        assert_eq!(address(peer("10.2.2.2"), &headers, &trusted).to_string(), "198.51.100.9");
        assert_eq!(address(peer("192.0.2.1"), &headers, &trusted).to_string(), "192.0.2.1");
        assert_eq!(address(peer("10.2.2.2"), &forwarded("onzin"), &trusted).to_string(), "10.2.2.2");
    }

    #[test]
    fn an_address_may_have_a_port_and_what_stands_before_nonsense_is_not_believed() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().expect("a network")];
        for (value, expected) in [
            ("192.0.2.66, 203.0.113.7:51000", "203.0.113.7"),
            ("192.0.2.66, [2001:db8::7]:51000", "2001:db8::7"),
            ("192.0.2.66, [2001:db8::7]", "2001:db8::7"),
            ("192.0.2.66, 2001:db8::7, 10.1.1.1:80", "2001:db8::7"),
            ("192.0.2.66, onzin", "10.2.2.2"),
            ("192.0.2.66, , 10.1.1.1", "10.1.1.1"),
            ("192.0.2.66, unknown, 10.1.1.1", "10.1.1.1"),
            ("10.3.3.3, 10.1.1.1", "10.3.3.3"),
        ] {
            assert_eq!(address(peer("10.2.2.2"), &forwarded(value), &trusted).to_string(), expected, "{value}");
        }
    }

    #[test]
    fn one_ipv6_network_counts_as_one_visitor() {
        let of = |text: &str| limited_by(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
