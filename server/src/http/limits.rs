//! How much one visitor, and all together, may ask of what costs work.
//!
//! Answers that lie ready in memory are free; what has to be computed counts. The limit of a visitor is far above what a person
//! or a polite program does, and protects the others from one who is not polite. Against many at once stands a bound on what
//! is computed at the same time: who cannot be helped soon is told so, and does not wait in a queue that only grows.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::client;
use crate::platform::Platform;

/// How many seconds' worth of requests may come at once.
const BURST_SECONDS: u32 = 10;

/// How many visitors' worth a whole organisation may ask in IPv6.
const VISITORS_OF_AN_ORGANISATION: u32 = 4;

/// Answers that are computed at the same time, per core: one works, one waits for the database.
const AT_ONCE_PER_CORE: usize = 2;

/// How long a request waits for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// Seconds after which it is worth trying again when everybody is busy.
const BUSY: u64 = 5;

/// A budget per visitor, and turns for all.
pub struct Limits {
    visitors: Option<DefaultKeyedRateLimiter<IpAddr>>,
    organisations: Option<DefaultKeyedRateLimiter<IpAddr>>,
    turns: Arc<Semaphore>,
    patience: Duration,
}

/// The right to compute an answer; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn(#[expect(dead_code, reason = "it is held, not read")] OwnedSemaphorePermit);

/// Takes one computed answer from the budget of whoever asks.
pub(crate) fn check(platform: &Platform, request: &Parts) -> Result<(), Exceeded> {
    platform.limits.check(visitor(platform, &request.extensions, &request.headers))
}

/// The same around routes of which every answer is made anew.
pub(super) async fn count(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    match platform.limits.check(visitor(&platform, request.extensions(), request.headers())) {
        Ok(()) => next.run(request).await,
        Err(exceeded) => exceeded.into_response(),
    }
}

/// The address of whoever asks.
pub(crate) fn visitor(platform: &Platform, extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    // Without a connection (in tests that call the router directly) everybody is the same visitor.
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)), |ConnectInfo(peer)| *peer);
    client::address(peer, headers, &platform.trusted_proxies)
}

/// The same, and waits for a turn to compute it.
pub(crate) async fn enter(platform: &Platform, request: &Parts) -> Result<Turn, Exceeded> {
    check(platform, request)?;
    platform.limits.turn().await
}

impl IntoResponse for Exceeded {
    fn into_response(self) -> Response {
        (self.status, [(RETRY_AFTER, HeaderValue::from(self.retry_after))]).into_response()
    }
}

/// The visitor has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exceeded {
    /// 429 when the visitor asks too much, 503 when all together do.
    pub(crate) status: StatusCode,
    /// Whole seconds until the next request has a chance.
    pub(crate) retry_after: u64,
}

impl Limits {
    /// `per_second` requests of a visitor; 0 for no limit.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        let limiter = |per_second: u32| {
            NonZeroU32::new(per_second).map(|rate| {
                let burst = NonZeroU32::new(per_second.saturating_mul(BURST_SECONDS)).unwrap_or(rate);
                RateLimiter::keyed(Quota::per_second(rate).allow_burst(burst))
            })
        };
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            visitors: limiter(per_second),
            organisations: limiter(per_second.saturating_mul(VISITORS_OF_AN_ORGANISATION)),
            turns: Arc::new(Semaphore::new(cores * AT_ONCE_PER_CORE)),
            patience: LONGEST_WAIT,
        }
    }

    /// The same with nobody to compute anything, and no waiting for it.
    #[cfg(test)]
    pub(crate) fn all_busy(self) -> Self {
        Self { turns: Arc::new(Semaphore::new(0)), patience: Duration::ZERO, ..self }
    }

    /// Takes one request from the visitor's budget.
    pub(crate) fn check(&self, visitor: IpAddr) -> Result<(), Exceeded> {
        if let Some(network) = client::organisation(visitor) {
            take(self.organisations.as_ref(), network)?;
        }
        take(self.visitors.as_ref(), client::limited_by(visitor))
    }

    /// Waits for a turn, but not for long.
    pub(crate) async fn turn(&self) -> Result<Turn, Exceeded> {
        match tokio::time::timeout(self.patience, self.turns.clone().acquire_owned()).await {
            Ok(Ok(permit)) => Ok(Turn(permit)),
            _ => Err(Exceeded { status: StatusCode::SERVICE_UNAVAILABLE, retry_after: BUSY }),
        }
    }

    /// Forgets visitors that have their whole budget back.
    pub(crate) fn forget_idle(&self) {
        for limiter in self.visitors.iter().chain(&self.organisations) {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn take(limiter: Option<&DefaultKeyedRateLimiter<IpAddr>>, who: IpAddr) -> Result<(), Exceeded> {
    let Some(limiter) = limiter else { return Ok(()) };
    limiter.check_key(&who).map_err(|denied| {
        let wait: Duration = denied.wait_time_from(DefaultClock::default().now());
        Exceeded { status: StatusCode::TOO_MANY_REQUESTS, retry_after: wait.as_secs() + 1 }
    })
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

    #[test]
    fn one_network_in_ipv6_cannot_be_many_visitors_without_end() {
        let limits = Limits::new(1);
        let visitor = |number: u16| IpAddr::from([0x2001, 0xdb8, 1, number, 0, 0, 0, 1]);
        assert!((0..1_000).any(|number| limits.check(visitor(number)).is_err()));
        let other = IpAddr::from([0x2001, 0xdb8, 2, 1, 0, 0, 0, 1]);
        assert_eq!(limits.check(other), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_for_a_turn_gets_it_or_is_told_soon() {
        let limits = Limits { turns: Arc::new(Semaphore::new(1)), ..Limits::new(0) };
        let turn = limits.turn().await.expect("the only one");
        let started = tokio::time::Instant::now();
        let busy = limits.turn().await.err();
        assert_eq!(busy.map(|busy| busy.status), Some(StatusCode::SERVICE_UNAVAILABLE));
        assert_eq!(started.elapsed(), LONGEST_WAIT);
        drop(turn);
        assert!(limits.turn().await.is_ok());
    }
}
