//! The one scheduler: what the platform does by itself, and how often.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::platform::Platform;

/// How often this instance looks whether another one changed the Landkaart. A publish is seen everywhere within a second.
const LOOK_FOR_CHANGES: Duration = Duration::from_millis(400);

/// How often visitors with their whole budget back are forgotten.
const FORGET_VISITORS: Duration = Duration::from_secs(60);

/// Starts every job; they end when `stop` is cancelled.
pub fn start(platform: &Arc<Platform>, stop: &CancellationToken) {
    let landkaart = platform.landkaart.clone();
    every(LOOK_FOR_CHANGES, stop, move || {
        let landkaart = landkaart.clone();
        async move {
            if let Err(error) = landkaart.refresh().await {
                tracing::error!(%error, "the Landkaart could not be refreshed; visitors see the last version");
            }
        }
    });
    let forgetful = platform.clone();
    every(FORGET_VISITORS, stop, move || {
        forgetful.limits.forget_idle();
        std::future::ready(())
    });
}

/// Runs a job again and again with a pause in between, never two at once.
fn every<F, Job>(pause: Duration, stop: &CancellationToken, job: F)
where
    F: Fn() -> Job + Send + 'static,
    Job: Future<Output = ()> + Send + 'static,
{
    let stop = stop.clone();
    tokio::spawn(async move {
        while stop.run_until_cancelled(tokio::time::sleep(pause)).await.is_some() {
            job().await;
        }
    });
}
