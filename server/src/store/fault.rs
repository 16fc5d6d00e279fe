//! Where a test makes the process die: between any two steps with the database, as when somebody pulls the plug. A release has none of
//! it.

use std::time::Duration;

/// Dies here, without a word and without cleaning up, when this is the step that `DIA_TEST_DIE_AT_STEP` counts to.
#[cfg(debug_assertions)]
pub(crate) fn step() {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static DIE_AT: LazyLock<Option<u32>> =
        LazyLock::new(|| std::env::var("DIA_TEST_DIE_AT_STEP").ok().and_then(|step| step.parse().ok()));
    static STEPS: AtomicU32 = AtomicU32::new(0);

    if DIE_AT.is_some_and(|last| STEPS.fetch_add(1, Ordering::Relaxed) + 1 == last) {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(debug_assertions))]
pub(crate) const fn step() {}

/// How long a job pauses: as long as it does, or hardly when `DIA_TEST_HURRY` is there, because no test waits for what happens once an
/// hour.
#[cfg(debug_assertions)]
pub(crate) fn pause(pause: Duration) -> Duration {
    if std::env::var_os("DIA_TEST_HURRY").is_some() { Duration::from_millis(50) } else { pause }
}

/// As long as it does.
#[cfg(not(debug_assertions))]
pub(crate) const fn pause(pause: Duration) -> Duration {
    pause
}
