//! Passkeys: a key on somebody's own device, as a second way in beside the mail link. The device checks that it is its owner who
//! uses it, by a code, a finger or a face; what is here is only the public half.

mod routes;
#[cfg(test)]
mod soft_device;
#[cfg(test)]
mod tests;

use app::accounts::actor::{AccountId, Actor};
use app::texts::{text, text_with};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::accounts::audit::{self, Entry};
use crate::accounts::sign_in::log_in;
use crate::accounts::way_in::{self, Way, WayError};
use crate::accounts::{NoRandomness, Token, desk_sql, sql};
use crate::mail::{self, Letter, Part};
use crate::store::{Store, StoreError, Tx, read, within};

pub(super) use routes::{own_passkeys, routes, script};

/// So many passkeys somebody can have; more would be a mistake.
const MOST: usize = 20;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// What checks passkeys for this site.
pub struct Passkeys(Webauthn);

/// A passkey as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Own {
    /// Its number.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, in seconds since 1970 UTC.
    pub added_at: i64,
    /// When it was last used.
    pub used_at: Option<i64>,
}

/// Why a passkey is not added or does not let in.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// It took too long, was done already, or began in another browser or login.
    #[error("this attempt is over")]
    Over,
    /// What came is not what the device of an owner makes: of another site, without a check of the owner, copied or made up.
    #[error("this is not to be believed: {0}")]
    NotBelieved(WebauthnError),
    /// What came cannot be read.
    #[error("this cannot be read")]
    Unreadable,
    /// Nobody here has this passkey, or not any more.
    #[error("nobody has this passkey")]
    Unknown,
    /// There are enough.
    #[error("this account has {MOST} passkeys")]
    TooMany,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl From<sqlx::Error> for PasskeyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        Self::NotBelieved(error)
    }
}

impl From<WayError> for PasskeyError {
    fn from(error: WayError) -> Self {
        match error {
            WayError::Over => Self::Over,
            WayError::Store(error) => Self::Store(error),
            WayError::Randomness(error) => Self::Randomness(error),
            WayError::State(_) => Self::Unreadable,
        }
    }
}

impl From<crate::accounts::sign_in::SignInError> for PasskeyError {
    fn from(error: crate::accounts::sign_in::SignInError) -> Self {
        match error {
            crate::accounts::sign_in::SignInError::Useless => Self::Over,
            crate::accounts::sign_in::SignInError::Store(error) => Self::Store(error),
            crate::accounts::sign_in::SignInError::Randomness(error) => Self::Randomness(error),
        }
    }
}

/// What a page asks of the browser, with the secret by which the answer is recognised.
#[derive(Debug, Serialize)]
pub(super) struct Asked {
    token: String,
    #[serde(rename = "publicKey")]
    public_key: Value,
}

/// What is remembered of somebody who adds one.
#[derive(Serialize, Deserialize)]
struct Adding {
    account: String,
    login: String,
    state: PasskeyRegistration,
}

#[derive(sqlx::FromRow)]
struct Kept {
    id: String,
    account_id: String,
    credential: String,
}

impl Passkeys {
    /// For a site with this public address; nothing where browsers have none: at an address in numbers, or without https.
    #[must_use]
    pub fn of_site(base_url: &str) -> Option<Self> {
        let url = Url::parse(base_url).ok()?;
        let host = url.domain()?;
        if url.scheme() != "https" && host != "localhost" {
            return None;
        }
        WebauthnBuilder::new(host, &url).ok()?.rp_name("Democratie in Actie").build().ok().map(Self)
    }

    /// Somebody wants to add one.
    pub(super) async fn begin_adding(
        &self,
        store: &Store,
        actor: &Actor,
        login: &str,
        browser: &Token,
        now: OffsetDateTime,
    ) -> Result<Asked, PasskeyError> {
        let number = Uuid::parse_str(&actor.account.0).map_err(|_| PasskeyError::Unknown)?;
        let own = credentials(store, &actor.account).await?;
        if own.len() >= MOST {
            return Err(PasskeyError::TooMany);
        }
        let known = own.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let name = if actor.name.is_empty() { &actor.email } else { &actor.name };
        let (asked, state) = self.0.start_passkey_registration(number, &actor.email, name, Some(known))?;
        let mut public_key = in_json(&asked.public_key)?;
        // One signs in without saying who one is, so the device has to know.
        public_key["authenticatorSelection"]["residentKey"] = "required".into();
        public_key["authenticatorSelection"]["requireResidentKey"] = true.into();
        let adding = Adding { account: actor.account.0.clone(), login: login.to_owned(), state };
        let token = way_in::begin(store, Way::NewPasskey, browser, &adding, now).await?;
        Ok(Asked { token: token.expose(), public_key })
    }

    /// Adds what their device made; they hear of it by mail, in case it was somebody else.
    pub(super) async fn add(
        &self,
        store: &Store,
        actor: &Actor,
        login: &str,
        answer: Answer<'_>,
        name: &str,
        now: OffsetDateTime,
    ) -> Result<(), PasskeyError> {
        let made: RegisterPublicKeyCredential = answer.read()?;
        let adding: Adding = way_in::end(store, Way::NewPasskey, &answer.token, answer.browser, now).await?;
        if adding.account != actor.account.0 || adding.login != login {
            return Err(PasskeyError::Over);
        }
        let passkey = self.0.finish_passkey_registration(&made, &adding.state)?;
        let credential = serde_json::to_string(&passkey).map_err(|_| PasskeyError::Unreadable)?;
        let id = Uuid::new_v4().to_string();
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        let mut tx = store.begin().await?;
        // One at a time, so that two browsers cannot both add the last one.
        within!(&mut tx, |db| {
            sqlx::query(desk_sql::HOLD_ACCOUNT).bind(&actor.account.0).execute(db).await.map(|_| ())
        })?;
        let added = within!(&mut tx, |db| {
            sqlx::query(sql::ADD_PASSKEY)
                .bind(&id)
                .bind(URL_SAFE_NO_PAD.encode(passkey.cred_id()))
                .bind(&actor.account.0)
                .bind(&name)
                .bind(&credential)
                .bind(now.unix_timestamp())
                .execute(db)
                .await
                .map(|done| done.rows_affected())
        })?;
        let own: i64 = within!(&mut tx, |db| {
            sqlx::query_scalar(sql::COUNT_PASSKEYS).bind(&actor.account.0).fetch_one(db).await
        })?;
        if usize::try_from(own).is_ok_and(|own| own > MOST) {
            return Err(PasskeyError::TooMany);
        }
        if added == 0 {
            // Somebody has a passkey with this name already, and it stays theirs.
            return Err(PasskeyError::Over);
        }
        told(&mut tx, actor, "passkey-added", &id, now).await?;
        if let Ok(to) = actor.email.parse() {
            mail::put(&mut tx, &letter(to, &actor.name, &name, answer.base_url), now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Somebody wants to sign in.
    pub(super) async fn begin_signing_in(
        &self,
        store: &Store,
        browser: &Token,
        now: OffsetDateTime,
    ) -> Result<Asked, PasskeyError> {
        let (asked, state) = self.0.start_discoverable_authentication()?;
        let token = way_in::begin(store, Way::Passkey, browser, &state, now).await?;
        Ok(Asked { token: token.expose(), public_key: in_json(&asked.public_key)? })
    }

    /// Lets somebody in by what their device made; gives the token for the cookie of a new login.
    pub(super) async fn sign_in(
        &self,
        store: &Store,
        answer: Answer<'_>,
        before: Option<&Token>,
        device: &str,
        now: OffsetDateTime,
    ) -> Result<Token, PasskeyError> {
        let made: PublicKeyCredential = answer.read()?;
        let state: DiscoverableAuthentication =
            way_in::end(store, Way::Passkey, &answer.token, answer.browser, now).await?;
        let (number, credential_id) = self.0.identify_discoverable_authentication(&made)?;
        let credential_id = URL_SAFE_NO_PAD.encode(credential_id);
        let mut tx = store.begin().await?;
        let kept: Option<Kept> =
            within!(&mut tx, |db| sqlx::query_as(sql::PASSKEY).bind(&credential_id).fetch_optional(db).await)?;
        let kept = kept.filter(|kept| kept.account_id == number.to_string()).ok_or(PasskeyError::Unknown)?;
        let mut passkey: Passkey = serde_json::from_str(&kept.credential).map_err(|_| PasskeyError::Unreadable)?;
        let proven = self.0.finish_discoverable_authentication_v2(&made, state, &passkey)?;
        passkey.update_credential(&proven);
        let credential = serde_json::to_string(&passkey).map_err(|_| PasskeyError::Unreadable)?;
        // Of two who come at once with the same count, one was copied.
        let used = within!(&mut tx, |db| {
            sqlx::query(sql::PASSKEY_USED)
                .bind(&kept.id)
                .bind(&credential)
                .bind(now.unix_timestamp())
                .bind(&kept.credential)
                .execute(db)
                .await
                .map(|done| done.rows_affected())
        })?;
        if used == 0 {
            return Err(PasskeyError::Over);
        }
        let token = log_in(&mut tx, &AccountId(kept.account_id), before, device, now).await?;
        tx.commit().await?;
        Ok(token)
    }
}

/// What a page sends of a device.
pub(super) struct Answer<'a> {
    /// By which it is recognised.
    pub(super) token: Token,
    /// The secret in the cookie.
    pub(super) browser: &'a Token,
    /// What the device made, in JSON.
    pub(super) made: &'a str,
    /// The public address of the site.
    pub(super) base_url: &'a str,
}

impl Answer<'_> {
    fn read<Made: serde::de::DeserializeOwned>(&self) -> Result<Made, PasskeyError> {
        serde_json::from_str(self.made).map_err(|_| PasskeyError::Unreadable)
    }
}

fn in_json(asked: &impl Serialize) -> Result<Value, PasskeyError> {
    serde_json::to_value(asked).map_err(|_| PasskeyError::Unreadable)
}

/// The passkeys of an account, the newest first.
pub(super) async fn own(store: &Store, account: &AccountId) -> Result<Vec<Own>, StoreError> {
    Ok(read!(store, |db| sqlx::query_as(sql::PASSKEYS).bind(&account.0).fetch_all(db).await)?)
}

/// Takes a passkey away, if it is theirs.
pub(super) async fn remove(store: &Store, actor: &Actor, id: &str, now: OffsetDateTime) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let removed = within!(&mut tx, |db| {
        sqlx::query(sql::REMOVE_PASSKEY)
            .bind(id)
            .bind(&actor.account.0)
            .execute(db)
            .await
            .map(|done| done.rows_affected())
    })?;
    if removed > 0 {
        told(&mut tx, actor, "passkey-removed", id, now).await?;
    }
    tx.commit().await
}

async fn credentials(store: &Store, account: &AccountId) -> Result<Vec<Passkey>, PasskeyError> {
    let kept: Vec<String> =
        read!(store, |db| sqlx::query_scalar(sql::CREDENTIALS).bind(&account.0).fetch_all(db).await)?;
    kept.iter().map(|text| serde_json::from_str(text).map_err(|_| PasskeyError::Unreadable)).collect()
}

async fn told(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    id: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let entry =
        Entry { actor: Some(&actor.account), action, subject: format!("passkey:{id}"), before: None, after: None };
    audit::record(tx, entry, now).await
}

fn letter(to: mail::EmailAddress, name: &str, passkey: &str, base_url: &str) -> Letter {
    let greeting =
        if name.is_empty() { text("mail-greeting") } else { text_with("mail-greeting-name", [("name", name.into())]) };
    Letter {
        kind: "passkey-added",
        to,
        subject: text("mail-passkey-subject"),
        parts: vec![
            Part::Paragraph(greeting),
            Part::Paragraph(text_with("mail-passkey-text", [("passkey", passkey.into())])),
            Part::Action { words: text("mail-passkey-action"), href: format!("{base_url}/beheer/inloggen") },
        ],
        reason: text_with("mail-passkey-reason", [("site", base_url.into())]),
        unsubscribe: None,
        useless_at: None,
    }
}
