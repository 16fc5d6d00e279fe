//! How often one visitor may ask for something that costs work.
//!
//! Answers that lie ready in memory are free; what has to be computed counts. The limit is far above what a person or a
//! polite program does, and protects the others from one who is not polite.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client;
use crate::platform::Platform;

/// How many seconds' worth of requests may come at once.
const BURST_SECONDS: u32 = 10;

/// One budget per visitor.
pub struct Limits {
    limiter: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

/// Takes one computed answer from the budget of whoever asks.
pub(crate) fn check(platform: &Platform, request: &Parts) -> Result<(), Exceeded> {
    // Without a connection (in tests that call the router directly) everybody is the same visitor.
    let peer = request
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)), |ConnectInfo(peer)| *peer);
    platform.limits.check(client::address(peer, &request.headers, &platform.trusted_proxies))
}

impl IntoResponse for Exceeded {
    fn into_response(self) -> Response {
        (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, HeaderValue::from(self.retry_after))]).into_response()
    }
}

/// The visitor has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exceeded {
    /// Whole seconds until the next request has a chance.
    pub(crate) retry_after: u64,
}

impl Limits {
    /// `per_second` requests; 0 for no limit.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        let limiter = NonZeroU32::new(per_second).map(|rate| {
            let burst = NonZeroU32::new(per_second.saturating_mul(BURST_SECONDS)).unwrap_or(rate);
            RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst))
        });
        Self { limiter }
    }

    /// Takes one request from the visitor's budget.
    pub(crate) fn check(&self, visitor: IpAddr) -> Result<(), Exceeded> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        limiter.check_key(&client::limited_by(visitor)).map_err(|denied| {
            let wait: Duration = denied.wait_time_from(DefaultClock::default().now());
            Exceeded { retry_after: wait.as_secs() + 1 }
        })
    }

    /// Forgets visitors that have their whole budget back.
    pub(crate) fn forget_idle(&self) {
        if let Some(limiter) = &self.limiter {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_who_asks_too_much_is_told_when_to_come_back() {
        let limits = Limits::new(1);
        let visitor: IpAddr = "192.0.2.1".parse().expect("an address");
        let refused = (0..20).filter_map(|_| limits.check(visitor).err()).next_back();
        assert!(refused.is_some_and(|exceeded| exceeded.retry_after >= 1));
        assert_eq!(limits.check("192.0.2.2".parse().expect("an address")), Ok(()));
    }

    #[test]
    fn no_limit_means_no_limit() {
        let limits = Limits::new(0);
        let visitor: IpAddr = "192.0.2.1".parse().expect("an address");
        assert!((0..10_000).all(|_| limits.check(visitor).is_ok()));
    }
}
