//! Work that takes milliseconds or more, on a thread that may take them: one that serves would keep every visitor waiting.

/// Work that ended without an answer: it panicked, or the process is stopping. The log says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} ended before it was done; the log says why")]
pub struct Stopped(&'static str);

/// Does work on a thread that may wait. `what` names it in the log and in the error, as in "a search".
pub(crate) async fn blocking<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stopped> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "{what} ended before it was done");
        Stopped(what)
    })
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A log that the test can read.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn work_that_panics_is_an_error_for_whoever_waits_and_stands_in_the_log_with_its_reason() {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        let _listening = tracing::subscriber::set_default(subscriber);
        assert_eq!(blocking("a sum", || 1 + 1).await, Ok(2));
        let stopped = blocking("a search", || panic!("no such rank")).await;
        assert_eq!(stopped, Err::<(), _>(Stopped("a search")));
        let log = String::from_utf8(log.0.lock().expect("no panic").clone()).expect("text");
        assert!(log.contains("a search ended before it was done") && log.contains("no such rank"), "{log}");
        assert!(!log.contains("a sum"), "{log}");
    }
}
