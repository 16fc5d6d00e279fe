//! The life of a mail, delivered to a real server, with the clock in our hands.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};

use super::testing::{MailServer, run};
use super::{DkimSettings, Letter, NOT_IN_ASCII, Part, Postman, Sender, TOO_SLOW, Transport, put};
use crate::clock::Clock;
use crate::store::testing::store_tests;
use crate::store::{Store, read};

/// A clock that goes when the test says so.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn new() -> Self {
        Self(Arc::new(AtomicI64::new(1_790_000_000)))
    }

    fn forward(&self, time: Duration) {
        self.0.fetch_add(time.whole_seconds(), Ordering::Relaxed);
    }

    fn clock(&self) -> Clock {
        let hands = self.0.clone();
        Clock::showing(move || {
            OffsetDateTime::from_unix_timestamp(hands.load(Ordering::Relaxed)).expect("a moment of this century")
        })
    }
}

fn letter(subject: &str) -> Letter {
    Letter {
        kind: "test",
        to: "naam+raad@voorbeeld.nl".parse().expect("an address"),
        subject: subject.into(),
        parts: vec![Part::Paragraph("Geheim: open-sesam".into())],
        reason: "U krijgt deze mail omdat u erom vroeg.".into(),
        unsubscribe: None,
        useless_at: None,
    }
}

async fn send(store: &Store, letter: &Letter, clock: &Clock) {
    let mut tx = store.begin().await.expect("a transaction");
    put(&mut tx, letter, clock.now()).await.expect("a place in the outbox");
    tx.commit().await.expect("a commit");
}

fn postman(store: &Store, transport: Transport, clock: &Clock) -> Postman {
    let sender = Sender::parse("Democratie in Actie <post@example.org>").expect("a sender");
    Postman::new(store.clone(), transport, sender, clock.clone())
}

fn to(server: &MailServer) -> Transport {
    Transport::to_server(&format!("smtp://127.0.0.1:{}", server.port), None).expect("an address")
}

/// The states of all mails, with whether their text is still there.
async fn states(store: &Store) -> Vec<(String, bool)> {
    let rows: Vec<(String, Option<String>)> = read!(store, |db| {
        sqlx::query_as("SELECT state, plain FROM outbox ORDER BY created_at, id").fetch_all(db).await
    })
    .expect("rows");
    rows.into_iter().map(|(state, plain)| (state, plain.is_some())).collect()
}

store_tests! {
    async fn a_mail_arrives_once_and_its_text_is_forgotten(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let clock = Hands::new().clock();
        let postman = postman(&store, to(&server), &clock);
        send(&store, &letter("Eén initiatief"), &clock).await;
        assert_eq!(postman.empty().await.expect("a round"), 1);
        assert_eq!(postman.empty().await.expect("a round"), 0);
        let mails = server.mails();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: naam+raad@voorbeeld.nl"), "{}", mails[0]);
        assert!(mails[0].contains("open-sesam"));
        assert_eq!(states(&store).await, [("sent".to_owned(), false)]);
    }

    async fn a_mail_of_a_transaction_that_never_commits_does_not_exist(store: Store) {
        let clock = Hands::new().clock();
        let mut tx = store.begin().await.expect("a transaction");
        put(&mut tx, &letter("Nooit"), clock.now()).await.expect("a place in the outbox");
        drop(tx);
        assert_eq!(states(&store).await, []);
    }

    async fn mail_waits_for_a_server_that_is_down_busy_or_closed_and_arrives_when_it_is_back(store: Store) {
        let Some(mut server) = MailServer::start() else { return };
        let hands = Hands::new();
        let clock = hands.clock();
        let postman = postman(&store, to(&server), &clock);
        send(&store, &letter("Geduld"), &clock).await;
        server.goes_down();
        for mood in ["down", "busy", "closed"] {
            if mood != "down" {
                server.is(mood);
            }
            assert_eq!(postman.empty().await.expect("a round"), 1, "{mood}");
            assert_eq!(postman.empty().await.expect("a round"), 0, "it is left alone for a while");
            assert_eq!(states(&store).await, [("waiting".to_owned(), true)], "{mood}");
            hands.forward(Duration::hours(5));
            if mood == "down" {
                server.comes_back();
            }
        }
        server.is("take");
        assert_eq!(postman.empty().await.expect("a round"), 1);
        assert_eq!(server.mails().len(), 1);
        assert_eq!(states(&store).await, [("sent".to_owned(), false)]);
    }

    async fn a_slow_server_is_waited_for_and_gets_a_mail_once(store: Store) {
        for mood in ["slow", "looking"] {
            let Some(server) = MailServer::start() else { return };
            let clock = Hands::new().clock();
            let postman = postman(&store, to(&server), &clock);
            send(&store, &letter("Rustig"), &clock).await;
            server.is(mood);
            let meanwhile = async {
                server.thinks().await;
                assert_eq!(states(&store).await.last(), Some(&("waiting".to_owned(), true)), "{mood}");
                assert_eq!(postman.empty().await.expect("a round"), 0, "it is in hand");
                server.is("take");
            };
            let (taken, ()) = tokio::join!(postman.empty(), meanwhile);
            assert_eq!(taken.expect("a round"), 1);
            assert_eq!(server.mails().len(), 1, "{mood}");
            assert_eq!(states(&store).await.last(), Some(&("sent".to_owned(), false)), "{mood}");
        }
    }

    async fn a_server_that_never_answers_holds_nothing_up_and_its_late_answer_is_no_answer_to_another_mail(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let hands = Hands::new();
        let address = format!("smtp://127.0.0.1:{}", server.port);
        let impatient = Transport::with_patience(&address, None, std::time::Duration::from_millis(300));
        let postman = postman(&store, impatient.expect("an address"), &hands.clock());
        // A connection that is used again, with a mail that the server looks at for too long.
        for mood in ["take", "looking"] {
            server.is(mood);
            send(&store, &letter(mood), &hands.clock()).await;
            assert_eq!(postman.empty().await.expect("a round"), 1);
            hands.forward(Duration::seconds(1));
        }
        let waits = ("waiting".to_owned(), true);
        assert_eq!(states(&store).await[1], waits);
        // The next one is refused, whatever is still said about the one before.
        server.is("stranger");
        send(&store, &letter("Niemand"), &hands.clock()).await;
        assert_eq!(postman.empty().await.expect("a round"), 1);
        assert_eq!(states(&store).await[2], ("refused".to_owned(), true));
        let told: Option<String> = read!(&store, |db| {
            sqlx::query_scalar("SELECT trouble FROM outbox ORDER BY created_at LIMIT 1 OFFSET 1").fetch_one(db).await
        })
        .expect("a mail");
        assert_eq!(told.as_deref(), Some(TOO_SLOW));
        server.is("take");
        hands.forward(Duration::minutes(1));
        assert_eq!(self::postman(&store, to(&server), &hands.clock()).empty().await.expect("a round"), 1);
        assert_eq!(states(&store).await[1], ("sent".to_owned(), false));
    }

    async fn mail_leaves_over_a_safe_connection_to_a_server_that_somebody_vouches_for(store: Store) {
        for (safety, scheme, end) in [("starttls", "smtp", "?tls=required"), ("smtps", "smtps", "")] {
            let Some(server) = MailServer::start_safe(safety) else { return };
            let address = format!("{scheme}://127.0.0.1:{}{end}", server.port);
            let hands = Hands::new();
            send(&store, &letter("Veilig"), &hands.clock()).await;
            // Without a word from its authority it could be anybody: it gets nothing, not even in the clear.
            let wary = Transport::to_server(&address, None).expect("an address");
            assert!(wary.reachable().await.is_some_and(|answer| answer.is_err()), "{safety}");
            postman(&store, wary, &hands.clock()).empty().await.expect("a round");
            assert_eq!(states(&store).await.last(), Some(&("waiting".to_owned(), true)), "{safety}");
            assert!(server.mails().is_empty());

            hands.forward(Duration::hours(5));
            let authority = server.folder.path().join("ca.pem");
            let knowing = Transport::to_server(&address, Some(&authority)).expect("an address");
            assert_eq!(knowing.reachable().await, Some(Ok(())), "{safety}");
            postman(&store, knowing, &hands.clock()).empty().await.expect("a round");
            assert_eq!(states(&store).await.last(), Some(&("sent".to_owned(), false)), "{safety}");
            assert_eq!(server.mails().len(), 1);
            let envelope = std::fs::read_to_string(server.folder.path().join("1.envelope")).expect("one");
            assert!(envelope.lines().any(|line| line == "TLS"), "{envelope}");
        }
    }

    async fn who_asks_for_a_safe_connection_sends_nothing_to_a_server_that_has_none(store: Store) {
        let (Some(server), Some(safe)) = (MailServer::start(), MailServer::start_safe("starttls")) else { return };
        let hands = Hands::new();
        send(&store, &letter("Alleen veilig"), &hands.clock()).await;
        let address = format!("smtp://127.0.0.1:{}?tls=required", server.port);
        let authority = safe.folder.path().join("ca.pem");
        for authorities in [None, Some(authority.as_path())] {
            let transport = Transport::to_server(&address, authorities).expect("an address");
            postman(&store, transport, &hands.clock()).empty().await.expect("a round");
            assert_eq!(states(&store).await, [("waiting".to_owned(), true)]);
            assert!(server.mails().is_empty());
            hands.forward(Duration::hours(5));
        }
    }

    async fn a_server_that_hangs_up_after_taking_a_mail_gets_the_same_mail_again(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let hands = Hands::new();
        let postman = postman(&store, to(&server), &hands.clock());
        send(&store, &letter("Twee keer"), &hands.clock()).await;
        server.is("mute");
        postman.empty().await.expect("a round");
        server.is("take");
        hands.forward(Duration::minutes(1));
        postman.empty().await.expect("a round");
        let ids: Vec<String> = server
            .mails()
            .iter()
            .flat_map(|mail| mail.lines().filter(|line| line.starts_with("Message-ID:")).map(str::to_owned))
            .collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids[0], ids[1]);
    }

    async fn a_mail_to_nobody_is_given_up_for_a_person_to_look_at(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let clock = Hands::new().clock();
        server.is("stranger");
        send(&store, &letter("Niemand"), &clock).await;
        postman(&store, to(&server), &clock).empty().await.expect("a round");
        assert_eq!(states(&store).await, [("refused".to_owned(), true)]);
    }

    async fn after_three_days_a_mail_is_given_up(store: Store) {
        let hands = Hands::new();
        let nobody = Transport::to_server("smtp://127.0.0.1:1", None).expect("an address");
        let postman = postman(&store, nobody, &hands.clock());
        send(&store, &letter("Laat"), &hands.clock()).await;
        for _ in 0..3 {
            postman.empty().await.expect("a round");
            assert_eq!(states(&store).await, [("waiting".to_owned(), true)]);
            hands.forward(Duration::days(1));
        }
        postman.empty().await.expect("a round");
        assert_eq!(states(&store).await, [("refused".to_owned(), true)]);
    }

    async fn a_link_that_no_longer_lets_in_is_not_sent(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let hands = Hands::new();
        let useless_at = Some(hands.clock().now() + Duration::minutes(15));
        send(&store, &Letter { useless_at, ..letter("Link") }, &hands.clock()).await;
        hands.forward(Duration::minutes(15));
        postman(&store, to(&server), &hands.clock()).empty().await.expect("a round");
        assert_eq!(states(&store).await, [("refused".to_owned(), true)]);
        assert!(server.mails().is_empty());
    }

    async fn two_instances_share_the_work_and_send_nothing_twice(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let clock = Hands::new().clock();
        for number in 0..50 {
            send(&store, &letter(&format!("Nummer {number}")), &clock).await;
        }
        let other = store.another().await;
        let (one, two) = (postman(&store, to(&server), &clock), postman(&other, to(&server), &clock));
        let (one, two) = tokio::join!(one.empty(), two.empty());
        assert_eq!(one.expect("a round") + two.expect("a round"), 50);
        let mut subjects: Vec<String> = server
            .mails()
            .iter()
            .flat_map(|mail| mail.lines().filter(|line| line.starts_with("Subject:")).map(str::to_owned))
            .collect();
        subjects.sort();
        subjects.dedup();
        assert_eq!(subjects.len(), 50);
        other.close().await;
    }

    async fn the_mail_of_an_instance_that_died_is_taken_over(store: Store) {
        let Some(server) = MailServer::start() else { return };
        let hands = Hands::new();
        send(&store, &letter("Wees"), &hands.clock()).await;
        let dead = postman(&store, to(&server), &hands.clock());
        dead.take_and_die().await;
        let alive = postman(&store, to(&server), &hands.clock());
        assert_eq!(alive.empty().await.expect("a round"), 0, "somebody else has it in hand");
        hands.forward(Duration::minutes(16));
        assert_eq!(alive.empty().await.expect("a round"), 1);
        assert_eq!(server.mails().len(), 1);
    }

    async fn without_a_server_mail_becomes_files_and_stays_readable(store: Store) {
        let folder = tempfile::tempdir().expect("a folder");
        let mails: PathBuf = folder.path().join("mail");
        let clock = Hands::new().clock();
        send(&store, &letter("In een map"), &clock).await;
        postman(&store, Transport::Folder(mails.clone()), &clock).empty().await.expect("a round");
        let files: Vec<_> = std::fs::read_dir(&mails).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].extension().and_then(|end| end.to_str()), Some("eml"));
        assert!(std::fs::read_to_string(&files[0]).expect("text").contains("open-sesam"));
        assert_eq!(states(&store).await, [("filed".to_owned(), true)]);
    }
}

#[tokio::test]
async fn what_is_signed_is_believed_by_another_program_and_covers_how_to_unsubscribe() {
    let Some(server) = MailServer::start() else { return };
    let python = std::env::var_os("DIA_PYTHON").expect("the mail server runs with it");
    let test = crate::store::testing::TestStore::sqlite().await;
    let keys: [&[&str]; 3] = [
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        &["genrsa", "-traditional", "2048"],
        &["genpkey", "-algorithm", "ED25519"],
    ];
    for (number, words) in keys.iter().enumerate() {
        let file = server.folder.path().join(format!("key-{number}.pem"));
        let path = file.to_str().expect("text");
        run("openssl", &[&words[..1], &["-out", path], &words[1..]].concat());
        let settings = DkimSettings {
            dkim_domain: Some("example.org".into()),
            dkim_selector: Some("dia".into()),
            dkim_key_file: Some(file.clone()),
        };
        let signer = settings.signer().expect("a key").expect("a signer");
        assert_eq!(signer.dns_name(), "dia._domainkey.example.org");
        let clock = Clock::of_machine();
        let unsubscribe = Some("https://example.org/volgen/stop/abc".into());
        let subject = format!("Één  initiatief, en nog {} andere: ", "veel ".repeat(20));
        let digest =
            Letter { unsubscribe, parts: vec![Part::Quote("  twee\n\n\n regels  ".into())], ..letter(&subject) };
        send(&test.store, &digest, &clock).await;
        let postman = postman(&test.store, to(&server), &clock).signing(Some(signer.clone()));
        postman.empty().await.expect("a round");
        let mail = server.folder.path().join(format!("{}.eml", number + 1));
        let mail = mail.to_str().expect("text");
        let check = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/dkim_check.py");
        let covered = run(&python, &[check, mail, &signer.dns_name(), &signer.dns_record()]);
        for header in ["from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"] {
            assert!(covered.lines().any(|line| line == header), "{header}: {covered}");
        }
        let arrived = std::fs::read_to_string(mail).expect("text");
        assert!(arrived.contains("List-Unsubscribe: <https://example.org/volgen/stop/abc>"), "{arrived}");
        assert!(arrived.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{arrived}");
        assert_eq!(arrived.matches("DKIM-Signature:").count(), 1);
    }
}

#[tokio::test]
async fn an_address_of_any_alphabet_reaches_its_server_or_says_why_not() {
    let Some(server) = MailServer::start() else { return };
    let test = crate::store::testing::TestStore::sqlite().await;
    let clock = Clock::of_machine();
    let mut taken = 0;
    for (mood, address, arrives) in [
        ("take", "naam+raad@voorbeeld.nl", Some("naam+raad@voorbeeld.nl")),
        ("old", "naam+raad@voorbeeld.nl", Some("naam+raad@voorbeeld.nl")),
        ("old", "jo@bücher.example", Some("jo@xn--bcher-kva.example")),
        ("take", "jörg@bücher.example", Some("jörg@xn--bcher-kva.example")),
        ("old", "jörg@bücher.example", None),
    ] {
        server.is(mood);
        // The server says what it knows when a connection begins, so this has to be a new one.
        let postman = postman(&test.store, to(&server), &clock);
        send(&test.store, &Letter { to: address.parse().expect("an address"), ..letter("Hallo") }, &clock).await;
        assert_eq!(postman.empty().await.expect("a round"), 1);
        let last: (String, Option<String>) = read!(&test.store, |db| {
            sqlx::query_as("SELECT state, trouble FROM outbox ORDER BY created_at DESC, id DESC LIMIT 1")
                .fetch_one(db)
                .await
        })
        .expect("a mail");
        let Some(known) = arrives else {
            assert_eq!(last.0, "refused");
            assert!(last.1.is_some_and(|trouble| trouble == NOT_IN_ASCII), "it says why");
            continue;
        };
        taken += 1;
        assert_eq!(last, ("sent".to_owned(), None), "{mood} {address}");
        let envelope = std::fs::read_to_string(server.folder.path().join(format!("{taken}.envelope"))).expect("one");
        assert_eq!(envelope.lines().next(), Some(known));
        assert_eq!(envelope.contains("SMTPUTF8"), !known.is_ascii(), "{envelope}");
        let mail = server.mails().pop().expect("a mail");
        assert!(mail.lines().any(|line| line == format!("To: {known}")), "{mail}");
    }
}
