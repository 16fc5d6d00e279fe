//! The first connection to PostgreSQL: whoever starts the platform hears within seconds which server does not answer.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::time::{Instant, sleep, timeout_at};

use super::StoreError;

/// How long a server may take to answer; one that starts at the same moment as the platform has so long to get ready.
const PATIENCE: Duration = Duration::from_secs(4);

/// How long until a server that refused is asked again.
const AGAIN: Duration = Duration::from_millis(250);

/// Makes sure that a server answers and lets us in. Connections that are made afterwards may take the time they need.
pub(super) async fn reach(options: &PgConnectOptions) -> Result<(), StoreError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match timeout_at(until, options.connect()).await {
            Ok(Ok(connection)) => {
                let _: Result<(), _> = PgConnection::close(connection).await;
                return Ok(());
            }
            Ok(Err(error)) if is_starting(&error) && Instant::now() + AGAIN < until => sleep(AGAIN).await,
            Ok(Err(sqlx::Error::Database(refusal))) => {
                return Err(StoreError::Refused { server: named(options), reason: refusal.message().to_owned() });
            }
            Ok(Err(sqlx::Error::Io(error))) => {
                return Err(StoreError::Unreachable { server: named(options), reason: error.to_string() });
            }
            Ok(Err(error)) => return Err(StoreError::Connect(error)),
            Err(_) => {
                let reason = format!("no answer within {} seconds", PATIENCE.as_secs());
                return Err(StoreError::Unreachable { server: named(options), reason });
            }
        }
    }
}

/// Whether a server may be on its way: nobody listens yet, or it says that it is starting (`cannot_connect_now`).
fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::NotFound),
        sqlx::Error::Database(refusal) => refusal.code().as_deref() == Some("57P03"),
        _ => false,
    }
}

/// The server without names and passwords.
pub(super) fn named(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::super::Store;
    use super::*;

    async fn said(address: &str) -> String {
        Store::open(address).await.expect_err("nobody answers").to_string()
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_does_not_answer_is_named_within_seconds_with_what_to_do_and_without_the_password() {
        // It takes the connection and says nothing.
        let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = silent.local_addr().expect("an address").port();
        let start = Instant::now();
        let said_of_silent = said(&format!("postgres://dia:geheim@127.0.0.1:{port}/dia")).await;
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        drop(silent);
        let start = Instant::now();
        let said_of_nobody = said(&format!("postgres://dia:geheim@127.0.0.1:{port}/dia")).await;
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        for said in [said_of_silent, said_of_nobody] {
            assert!(said.contains(&format!("PostgreSQL does not answer at 127.0.0.1:{port} (")), "{said}");
            assert!(said.contains("DIA_DATABASE_URL") && !said.contains("geheim"), "{said}");
        }
    }

    #[tokio::test]
    async fn a_socket_that_is_not_there_is_named_too() {
        let options: PgConnectOptions = "postgres://dia@localhost/dia?host=/no/such/folder".parse().expect("options");
        assert_eq!(named(&options), "/no/such/folder");
    }
}
