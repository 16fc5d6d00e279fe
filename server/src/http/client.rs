//! Who is asking: the address of the visitor, also behind a reverse proxy.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The address of the visitor: that of the connection, or the last address in `X-Forwarded-For` that was not added by a
/// trusted proxy. An address from anyone else is not believed.
pub(crate) fn address(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.ip().to_canonical();
    if !is_trusted(&peer) {
        return peer;
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|item| item.trim().parse::<IpAddr>().ok())
        .map(|address| address.to_canonical())
        .collect();
    forwarded.iter().rev().find(|address| !is_trusted(address)).copied().unwrap_or(peer)
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
    fn one_ipv6_network_counts_as_one_visitor() {
        let of = |text: &str| limited_by(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
