//! The one scheduler: what the platform does by itself, and how often.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::accounts::logins;
use crate::budgets;
use crate::desk::undo;
use crate::initiatives::{contribution, custodians, follow, freshness, photos, taking_in};
use crate::mail;
use crate::own_data;
use crate::platform::Platform;
use crate::store::{StoreError, fault};

/// How often this instance looks whether another one changed the Landkaart. A publish is seen everywhere within a second.
const LOOK_FOR_CHANGES: Duration = Duration::from_millis(400);

/// How often visitors with their whole budget back are forgotten.
const FORGET_VISITORS: Duration = Duration::from_secs(60);

/// How often the oldest tiles of the street map are taken away when there are too many.
const CLEAR_TILES: Duration = Duration::from_secs(10 * 60);

/// How often logins and budgets that are over are forgotten.
const FORGET_OVER: Duration = Duration::from_secs(10 * 60);

/// How often whoever follows the Landkaart is told, when it is time.
const TELL_FOLLOWERS: Duration = Duration::from_secs(60);

/// How often it is looked for initiatives that nobody confirmed for too long.
const LOOK_FOR_STALE: Duration = Duration::from_secs(60 * 60);

/// A job that waits longer between two times is done so soon after the start: an instance that is restarted often does its work too.
const SOON: Duration = Duration::from_secs(5);

/// Starts every job; they end when `stop` is cancelled. Gives the postman, who finishes what is in hand first.
pub fn start(platform: &Arc<Platform>, stop: &CancellationToken) -> JoinHandle<()> {
    let current = platform.clone();
    every(LOOK_FOR_CHANGES, stop, move || {
        let platform = current.clone();
        async move {
            if let Err(error) = platform.landkaart.refresh().await {
                tracing::error!(%error, "the Landkaart could not be refreshed; visitors see the last version");
            }
            if let Err(error) = platform.programme.refresh(platform.clock.now()).await {
                tracing::error!(%error, "news and partners could not be refreshed; visitors see the last version");
            }
            if let Err(error) = platform.days.refresh(platform.clock.now()).await {
                tracing::error!(%error, "the editions of the Dag could not be refreshed; visitors see the last version");
            }
        }
    });
    let forgetful = platform.clone();
    every(FORGET_VISITORS, stop, move || {
        forgetful.limits.forget_idle();
        std::future::ready(())
    });
    let (postman, until) = (platform.postman.clone(), stop.clone());
    let delivering = tokio::spawn(async move { postman.work(until).await });
    let orderly = platform.clone();
    every(FORGET_OVER, stop, move || {
        let platform = orderly.clone();
        async move { forget_over(&platform).await }
    });
    let telling = platform.clone();
    every(fault::pause(TELL_FOLLOWERS), stop, move || {
        let platform = telling.clone();
        async move {
            match follow::send_due(&platform).await {
                Ok(sent) if sent.people > 0 => {
                    tracing::info!(sent.people, sent.mails, sent.searches, "told who follows the Landkaart");
                }
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "who follows the Landkaart could not be told"),
            }
        }
    });
    let careful = platform.clone();
    every(fault::pause(LOOK_FOR_STALE), stop, move || {
        let platform = careful.clone();
        async move { keep_fresh(&platform).await }
    });
    if let Some(tiles) = platform.tiles.clone() {
        every(CLEAR_TILES, stop, move || {
            let tiles = tiles.clone();
            async move { tiles.make_room().await }
        });
    }
    delivering
}

/// Forgets links and logins that are over, budgets that are whole, and what is no longer needed about people.
async fn forget_over(platform: &Platform) {
    let now = platform.clock.now();
    let done = async {
        logins::forget_old(&platform.store, now).await?;
        undo::forget_old(&platform.store, now).await?;
        own_data::forget_old(&platform.store, now).await?;
        taking_in::forget(&platform.store, now).await?;
        budgets::forget_whole(&platform.store, now).await?;
        if contribution::end_unanswered(&platform.store, &platform.site.base_url, now).await? > 0 {
            platform.postman.ring();
        }
        let (unfinished, submitters) = contribution::forget(&platform.store, now).await?;
        let unconfirmed = follow::forget(&platform.store, now).await?;
        let claims = custodians::forget(&platform.store, now).await?;
        let contacts = freshness::forget(&platform.store, now).await?;
        let mails = mail::forget(&platform.store, now).await?;
        let photos = photos::forget(&platform.store, now).await?;
        if unfinished + submitters + unconfirmed + claims + contacts + mails + photos > 0 {
            tracing::info!(
                unfinished,
                submitters,
                unconfirmed,
                claims,
                contacts,
                mails,
                photos,
                "forgot what is no longer needed about people"
            );
        }
        Ok::<(), StoreError>(())
    };
    if let Err(error) = done.await {
        tracing::error!(%error, "what is over could not be forgotten");
    }
}

/// Asks whoever answers for an initiative whether it is still so, and marks what nobody confirmed for too long.
async fn keep_fresh(platform: &Platform) {
    let now = platform.clock.now();
    match freshness::mark(&platform.store, now).await {
        Ok(0) => {}
        Ok(marked) => tracing::info!(marked, "initiatives that nobody confirmed for too long"),
        Err(error) => tracing::error!(%error, "what nobody confirmed for too long could not be marked"),
    }
    match freshness::ask(&platform.store, &platform.site.base_url, now).await {
        Ok(0) => {}
        Ok(mails) => {
            platform.postman.ring();
            tracing::info!(mails, "asked whether initiatives are still as they stand on the map");
        }
        Err(error) => tracing::error!(%error, "nobody could be asked whether initiatives are still so"),
    }
}

/// Runs a job soon and then again and again with a pause in between, never two at once.
pub(crate) fn every<F, Job>(pause: Duration, stop: &CancellationToken, job: F)
where
    F: Fn() -> Job + Send + 'static,
    Job: Future<Output = ()> + Send + 'static,
{
    let stop = stop.clone();
    tokio::spawn(async move {
        let mut wait = pause.min(SOON);
        while stop.run_until_cancelled(tokio::time::sleep(wait)).await.is_some() {
            job().await;
            wait = pause;
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::http::testing::{Visitor, import};
    use crate::initiatives::content;
    use crate::initiatives::import_initiatives::Mode;
    use crate::store::testing::store_tests;

    #[tokio::test(start_paused = true)]
    async fn a_job_runs_again_and_again_until_the_process_stops() {
        let (times, stop) = (Arc::new(AtomicUsize::new(0)), CancellationToken::new());
        let counted = times.clone();
        every(Duration::from_secs(5), &stop, move || {
            counted.fetch_add(1, Ordering::Relaxed);
            std::future::ready(())
        });
        tokio::time::sleep(Duration::from_secs(26)).await;
        assert_eq!(times.load(Ordering::Relaxed), 5);
        stop.cancel();
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(times.load(Ordering::Relaxed), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn a_job_of_every_hour_is_done_soon_after_the_start_too() {
        let (times, stop) = (Arc::new(AtomicUsize::new(0)), CancellationToken::new());
        let counted = times.clone();
        every(Duration::from_secs(3600), &stop, move || {
            counted.fetch_add(1, Ordering::Relaxed);
            std::future::ready(())
        });
        for (seconds, expected) in [(6, 1), (3590, 1), (10, 2)] {
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            assert_eq!(times.load(Ordering::Relaxed), expected);
        }
        stop.cancel();
    }

    store_tests! {
        async fn a_write_of_one_instance_is_seen_by_another_by_itself(store: Store) {
            let other = Visitor::of_forty(store.another().await).await;
            let one = Visitor::of_forty(store).await;
            let stop = CancellationToken::new();
            start(&other.platform, &stop);
            let renamed = content::INITIATIVES.replacen("G1000 Amersfoort", "Stadsgesprek Amersfoort", 1);
            import(&one.store, &renamed, Mode::Write).await;
            let seen = async {
                while !other.get("/landkaart?q=amersfoort").await.text().contains("Stadsgesprek Amersfoort") {}
            };
            tokio::time::timeout(Duration::from_secs(10), seen).await.expect("a new list");
            stop.cancel();
            other.store.close().await;
        }
    }
}
