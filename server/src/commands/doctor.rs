//! `dia doctor`: looks at everything that can be wrong before it goes wrong, and says what to do. It changes nothing.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use time::OffsetDateTime;
use time::macros::date;

use super::{CommandError, say};
use crate::accounts::audit::{self, Chain};
use crate::http::assets;
use crate::initiatives::boundary_set::{self, State};
use crate::settings::{DatabaseSettings, ServeSettings};
use crate::store::{Store, StoreError};

/// With less than this the disk is full before anyone has read the message: 500 MiB.
const LITTLE_SPACE: u64 = 500 * 1024 * 1024;

/// What was found about one thing.
#[derive(Debug)]
enum Finding {
    Good(String),
    /// It works, and could be better.
    Advice(String),
    /// It does not work.
    Wrong(String),
}

pub(super) async fn run(database: &DatabaseSettings, settings: &ServeSettings) -> Result<(), CommandError> {
    let mut findings = the_database(database).await;
    findings.extend([assets_are_inside(), address_is_free(settings), base_address(settings), clock()]);
    findings.extend(nobody_to_write_to(settings));
    findings.push(mail(settings).await);
    findings.extend(signature(settings));
    findings.extend(organisation(settings).await);
    findings.push(audit_log(database).await);
    match settings.tile_source() {
        Ok(None) => {}
        Ok(Some(_)) => findings.push(writable("tiles", &settings.tile_cache, "DIA_TILE_CACHE")),
        Err(error) => findings.push(Finding::Wrong(format!("tiles: {error}"))),
    }
    let mut wrong = 0;
    for finding in &findings {
        match finding {
            Finding::Good(text) => say(format_args!("good    {text}")),
            Finding::Advice(text) => say(format_args!("advice  {text}")),
            Finding::Wrong(text) => {
                wrong += 1;
                say(format_args!("wrong   {text}"));
            }
        }
    }
    if wrong == 0 { Ok(()) } else { Err(CommandError(format!("what is wrong: {wrong}; see above."))) }
}

/// Whether it is there, whole, up to date, filled, and has room to grow.
async fn the_database(database: &DatabaseSettings) -> Vec<Finding> {
    let store = match Store::open_existing(database.database_url.expose()).await {
        Ok(store) => store,
        Err(error @ StoreError::Connect(_)) => {
            return vec![Finding::Wrong(format!("database: {error}. Check DIA_DATABASE_URL."))];
        }
        Err(error) => return vec![Finding::Wrong(format!("database: {error}."))],
    };
    let mut findings = vec![up_to_date(&store).await, initiatives(&store).await, boundaries(&store).await];
    let file = match &store {
        Store::Sqlite { file, .. } => Some(file.clone()),
        Store::Postgres(_) => None,
    };
    store.close().await;
    if let Some(file) = file {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        findings.push(room(folder));
        // SQLite keeps its log beside the file.
        findings.push(match File::options().append(true).open(&file) {
            Ok(_) => writable("database", folder, "DIA_DATABASE_URL"),
            Err(error) => Finding::Wrong(format!(
                "database: {} cannot be written ({error}). Give it to the account that serves.",
                file.display()
            )),
        });
    }
    findings
}

async fn up_to_date(store: &Store) -> Finding {
    let found = match store.ready().await {
        Ok(()) => store.check().await,
        old => old,
    };
    match found {
        Ok(()) => Finding::Good("database: it answers, is whole and up to date".into()),
        Err(error) => Finding::Wrong(format!("database: {error}.")),
    }
}

async fn initiatives(store: &Store) -> Finding {
    match crate::initiatives::is_empty(store).await {
        Ok(false) => Finding::Good("initiatives: there are some".into()),
        Ok(true) => {
            Finding::Advice("initiatives: none yet. `dia import initiatives FILE` takes them in, `dia serve --demo` the built-in forty.".into())
        }
        Err(error) => Finding::Wrong(format!("initiatives: {error}.")),
    }
}

/// Whether mail can leave.
async fn mail(settings: &ServeSettings) -> Finding {
    let transport = match settings.transport() {
        Ok(transport) => transport,
        Err(error) => return Finding::Wrong(format!("mail: {error}")),
    };
    match transport.reachable().await {
        None => Finding::Advice(format!(
            "mail: no server set, so it becomes files in {} and reaches nobody. Set DIA_SMTP_URL.",
            settings.mail_folder.display()
        )),
        Some(Ok(())) => Finding::Good("mail: the server takes it".into()),
        Some(Err(reason)) => Finding::Wrong(format!("mail: the server cannot be used ({reason}). Check DIA_SMTP_URL.")),
    }
}

/// Whether mail is signed, and where receivers look for the key.
fn signature(settings: &ServeSettings) -> Vec<Finding> {
    let signer = match settings.dkim.signer() {
        Ok(Some(signer)) => signer,
        Ok(None) if settings.smtp_url.is_none() => return Vec::new(),
        Ok(None) => {
            let advice = "signature: none set; fine when the mail server signs (DKIM). Otherwise set DIA_DKIM_DOMAIN, \
                          DIA_DKIM_SELECTOR and DIA_DKIM_KEY_FILE.";
            return vec![Finding::Advice(advice.into())];
        }
        Err(error) => return vec![Finding::Wrong(format!("signature: {error}."))],
    };
    let (name, record) = (signer.dns_name(), signer.dns_record());
    let mut findings =
        vec![Finding::Good(format!("signature: the key can be read. The DNS has to have {name} TXT \"{record}\""))];
    let sender = settings.sender(&settings.base(settings.listen));
    if let Some(sender) = sender.filter(|sender| !signer.covers(sender.domain())) {
        let advice = format!(
            "signature: it is not of the domain of the sender ({}), so receivers may not count it. Set DIA_MAIL_FROM or DIA_DKIM_DOMAIN.",
            sender.domain()
        );
        findings.push(Finding::Advice(advice));
    }
    let open = settings.dkim.dkim_key_file.as_ref().and_then(|file| file.metadata().ok());
    if open.is_some_and(|file| file.mode() & 0o007 != 0) {
        let advice = "signature: everybody on this machine can read the private key. Run chmod o= on its file.";
        findings.push(Finding::Advice(advice.into()));
    }
    findings
}

/// Whether people of an organisation can sign in.
async fn organisation(settings: &ServeSettings) -> Option<Finding> {
    let provider = match settings.organisation.provider(&settings.base(settings.listen)) {
        Ok(provider) => provider?,
        Err(error) => return Some(Finding::Wrong(format!("sign-in: {error}."))),
    };
    Some(match provider.reachable().await {
        Ok(()) => Finding::Good(format!(
            "sign-in: the provider of {} answers; it has to lead people back to {}",
            provider.name(),
            provider.back()
        )),
        Err(reason) => Finding::Wrong(format!("sign-in: {reason}. Check DIA_OIDC_ISSUER; mail links work meanwhile.")),
    })
}

/// Whether what staff did is as it was written.
async fn audit_log(database: &DatabaseSettings) -> Finding {
    let Ok(store) = Store::open_existing(database.database_url.expose()).await else {
        return Finding::Advice("audit log: not looked at, without the database".into());
    };
    let found = match audit::verify(&store).await {
        Ok(Chain::Whole(entries)) => Finding::Good(format!("audit log: whole, {entries} entries")),
        Ok(Chain::Broken(number)) => {
            Finding::Wrong(format!("audit log: changed from outside, from entry {number} on. Compare with a copy."))
        }
        Err(error) => Finding::Wrong(format!("audit log: {error}.")),
    };
    store.close().await;
    found
}

fn room(folder: &Path) -> Finding {
    match rustix::fs::statvfs(folder) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let told = format!("disk: {} MiB free in {}", free / 1024 / 1024, folder.display());
            if free < LITTLE_SPACE {
                Finding::Advice(format!("{told}, which is little. Make room."))
            } else {
                Finding::Good(told)
            }
        }
        Err(error) => Finding::Advice(format!("disk: nobody knows how much is free in {} ({error})", folder.display())),
    }
}

async fn boundaries(store: &Store) -> Finding {
    match boundary_set::state(store).await {
        Ok(State::BuiltIn) => Finding::Good("boundaries: the built-in ones".into()),
        Ok(State::Imported(attribution)) => Finding::Good(format!("boundaries: imported, {attribution}")),
        Ok(State::Unusable(error)) => Finding::Wrong(format!(
            "boundaries: the imported ones do not fit this version, the built-in ones are shown: {error} Import newer ones, or go back with `dia import municipalities --built-in`."
        )),
        Err(error) => Finding::Wrong(format!("boundaries: {error}")),
    }
}

fn assets_are_inside() -> Finding {
    if assets::are_complete() {
        Finding::Good("files of the site: style, fonts and wasm are inside the binary".into())
    } else {
        Finding::Wrong(
            "files of the site: missing from this binary. Build it with `make`, not with a bare `cargo build`.".into(),
        )
    }
}

fn address_is_free(settings: &ServeSettings) -> Finding {
    match TcpListener::bind(settings.listen) {
        Ok(_) => Finding::Good(format!("address: {} is free", settings.listen)),
        Err(error) => {
            Finding::Advice(format!("address: {} is taken ({error}). Fine if `dia serve` is running.", settings.listen))
        }
    }
}

fn base_address(settings: &ServeSettings) -> Finding {
    let base = settings.base(settings.listen);
    if base.is_https() {
        Finding::Good(format!("public address: {}", base.as_str()))
    } else if settings.listen.ip().is_loopback() && settings.base_url.is_none() {
        Finding::Advice(format!(
            "public address: not set, so links say {}. For a real site set DIA_BASE_URL=https://…",
            base.as_str()
        ))
    } else {
        Finding::Advice(format!("public address: {} is not https; visitors' browsers will warn", base.as_str()))
    }
}

/// What visitors and those who find a weakness miss when nobody is named.
fn nobody_to_write_to(settings: &ServeSettings) -> impl Iterator<Item = Finding> {
    let visitors = settings
        .contact
        .is_none()
        .then_some("contact: not set, so pages say that nobody can be written to. Set DIA_CONTACT.");
    let weaknesses = settings.security_contact.is_none().then_some(
        "security contact: not set, so security.txt leads to where visitors write to. Set DIA_SECURITY_CONTACT.",
    );
    [visitors, weaknesses].into_iter().flatten().map(|advice| Finding::Advice(advice.into()))
}

/// The platform is younger than this day, so a clock that says earlier is wrong.
fn clock() -> Finding {
    let now = OffsetDateTime::now_utc();
    if now.date() >= date!(2026 - 11 - 01) {
        Finding::Good(format!("clock: {} UTC", now.date()))
    } else {
        Finding::Wrong(format!(
            "clock: it says {}, which is before this version was made. Set the clock (NTP).",
            now.date()
        ))
    }
}

/// Whether a file can be made in a folder or, when it is still to be made, in the nearest one above it.
fn writable(what: &str, folder: &Path, setting: &str) -> Finding {
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    match tempfile::tempfile_in(there) {
        Ok(_) => Finding::Good(format!("{what}: {} can be written", folder.display())),
        Err(error) => Finding::Wrong(format!(
            "{what}: {} cannot be written ({error}). Give it to the account that serves, or set {setting}.",
            folder.display()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_still_to_be_made_is_judged_by_the_one_above_and_not_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("tiles/deep");
        assert!(matches!(writable("tiles", &deep, "DIA_TILE_CACHE"), Finding::Good(_)));
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
        // No account may write here, whoever runs the test.
        let found = writable("tiles", Path::new("/proc/tiles"), "DIA_TILE_CACHE");
        assert!(matches!(&found, Finding::Wrong(text) if text.contains("set DIA_TILE_CACHE")), "{found:?}");
    }
}
