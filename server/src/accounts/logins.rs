//! The browsers in which somebody is logged in.

use std::time::Duration;

use app::accounts::actor::{AccountId, Actor};
use app::accounts::roles::GivenRole;
use time::OffsetDateTime;

use super::{Token, desk_sql, sql};
use crate::store::{Store, StoreError, read, within};

/// A login that nobody used for so long is over.
pub const IDLE_LASTS: Duration = Duration::from_secs(12 * 60 * 60);

/// A sign of life is written down at most this often.
const SEEN_EVERY: i64 = 5 * 60;

/// A login, with who is behind it.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// Its number.
    pub login: String,
    /// Who.
    pub actor: Actor,
}

/// A login as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Login {
    /// Its number.
    pub id: String,
    /// The browser, in words.
    pub device: String,
    /// When it began, in seconds since 1970 UTC.
    pub started_at: i64,
    /// When it was last used, to about five minutes.
    pub seen_at: i64,
}

#[derive(sqlx::FromRow)]
struct Who {
    login: String,
    seen_at: i64,
    id: String,
    name: String,
    email: String,
}

/// Who is behind a cookie, with the roles of this moment: a role that was taken away a second ago is gone.
pub async fn who(store: &Store, token: &Token, now: OffsetDateTime) -> Result<Option<LoggedIn>, StoreError> {
    let idle = (now - IDLE_LASTS).unix_timestamp();
    let now = now.unix_timestamp();
    let who: Option<Who> = read!(store, |db| {
        sqlx::query_as(sql::WHO).bind(token.hash().as_str()).bind(now).bind(idle).fetch_optional(db).await
    })?;
    let Some(who) = who else { return Ok(None) };
    let roles: Vec<(String, String)> = read!(store, |db| sqlx::query_as(sql::ROLES).bind(&who.id).fetch_all(db).await)?;
    if now - who.seen_at >= SEEN_EVERY {
        let mut tx = store.begin().await?;
        within!(&mut tx, |db| sqlx::query(desk_sql::SEE).bind(&who.id).bind(now).execute(db).await.map(|_| ()))?;
        within!(&mut tx, |db| sqlx::query(sql::SEEN).bind(&who.login).bind(now).execute(db).await.map(|_| ()))?;
        tx.commit().await?;
    }
    let roles = roles.into_iter().filter_map(|(role, municipality)| {
        GivenRole::new(role.parse().ok()?, Some(municipality).filter(|code| !code.is_empty())).ok()
    });
    let actor = Actor { account: AccountId(who.id), name: who.name, email: who.email, roles: roles.collect() };
    Ok(Some(LoggedIn { login: who.login, actor }))
}

/// The browsers in which somebody is logged in, the last used first.
pub async fn logins(store: &Store, account: &AccountId, now: OffsetDateTime) -> Result<Vec<Login>, StoreError> {
    let idle = (now - IDLE_LASTS).unix_timestamp();
    let now = now.unix_timestamp();
    Ok(read!(store, |db| sqlx::query_as(sql::LOGINS).bind(&account.0).bind(now).bind(idle).fetch_all(db).await)?)
}

/// Which logins of an account end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// This one.
    One(&'a str),
    /// All of them, wherever.
    All,
}

/// Ends logins of an account; one of somebody else stays.
pub async fn end(store: &Store, account: &AccountId, which: Which<'_>) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| match which {
        Which::One(login) => sqlx::query(sql::END_LOGIN).bind(login).bind(&account.0).execute(db).await.map(|_| ()),
        Which::All => sqlx::query(sql::END_LOGINS).bind(&account.0).execute(db).await.map(|_| ()),
    })?;
    tx.commit().await
}

/// Forgets links, logins and ways in that are over.
pub async fn forget_old(store: &Store, now: OffsetDateTime) -> Result<(), StoreError> {
    let idle = (now - IDLE_LASTS).unix_timestamp();
    let now = now.unix_timestamp();
    let mut tx = store.begin().await?;
    within!(&mut tx, |db| sqlx::query(sql::FORGET_LINKS).bind(now).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::FORGET_WAYS_IN).bind(now).execute(db).await.map(|_| ()))?;
    within!(&mut tx, |db| sqlx::query(sql::FORGET_LOGINS).bind(now).bind(idle).execute(db).await.map(|_| ()))?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use app::accounts::roles::{Permission, Role};
    use time::Duration;

    use super::super::add_account::add_account;
    use super::super::ask_link::{AskError, ask_link};
    use super::super::close_account::end_logins;
    use super::super::sign_in::{SignInError, sign_in};
    use super::*;
    use crate::mail::EmailAddress;
    use crate::store::testing::store_tests;

    const NETWORK: std::net::IpAddr = std::net::IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

    fn at(minutes: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(1_790_000_000).expect("a moment") + Duration::minutes(minutes)
    }

    fn address(text: &str) -> EmailAddress {
        text.parse().expect("an address")
    }

    async fn owner(store: &Store) -> Token {
        let role = GivenRole::new(Role::Owner, None).expect("a role");
        add_account(store, &address("Naam@Voorbeeld.nl"), "Naam", &role, at(0)).await.expect("an account")
    }

    /// The links in the mails that wait, oldest first.
    async fn links(store: &Store) -> Vec<Token> {
        let texts: Vec<String> = read!(store, |db| {
            sqlx::query_scalar("SELECT plain FROM outbox ORDER BY created_at, id").fetch_all(db).await
        })
        .expect("mails");
        let token = |text: &String| {
            let line = text.lines().find(|line| line.contains("/inloggen/")).expect("a link");
            Token::parse(line.rsplit('/').next().expect("a token")).expect("a token")
        };
        texts.iter().map(token).collect()
    }

    store_tests! {
        async fn a_link_lets_in_once_with_the_roles_of_the_account(store: Store) {
            let link = owner(&store).await;
            let cookie = sign_in(&store, &link, None, "Firefox", at(1)).await.expect("let in");
            let who = who(&store, &cookie, at(2)).await.expect("an answer").expect("somebody");
            assert_eq!(who.actor.email, "Naam@Voorbeeld.nl");
            assert!(who.actor.may(Permission::ManageAccounts));
            let again = sign_in(&store, &link, None, "Firefox", at(1)).await;
            assert!(matches!(again, Err(SignInError::Useless)), "{again:?}");
        }

        async fn of_two_tabs_that_use_a_link_at_once_one_gets_in(store: Store) {
            let link = owner(&store).await;
            let (one, other) = tokio::join!(
                sign_in(&store, &link, None, "Firefox", at(1)),
                sign_in(&store, &link, None, "Firefox", at(1)),
            );
            assert!(one.is_ok() != other.is_ok());
        }

        async fn who_logs_in_while_the_logins_of_the_account_are_ended_gets_an_answer(store: Store) {
            let mut cookie = sign_in(&store, &owner(&store).await, None, "", at(0)).await.expect("let in");
            let me = who(&store, &cookie, at(0)).await.expect("an answer").expect("somebody").actor;
            for _ in 0..20 {
                let role = GivenRole::new(Role::Owner, None).expect("a role");
                let link = add_account(&store, &address("naam@voorbeeld.nl"), "Naam", &role, at(0)).await.expect("a link");
                let (let_in, ended, seen) = tokio::join!(
                    sign_in(&store, &link, Some(&cookie), "", at(1)),
                    end_logins(&store, &me, &me.account.0, at(1)),
                    who(&store, &cookie, at(10)),
                );
                assert!(ended.is_ok() && seen.is_ok(), "{ended:?} {seen:?}");
                match let_in {
                    Ok(token) => cookie = token,
                    Err(SignInError::Useless) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
        }

        async fn a_link_is_of_no_use_after_a_quarter_of_an_hour_nor_is_one_that_never_was(store: Store) {
            let link = owner(&store).await;
            assert!(matches!(sign_in(&store, &link, None, "", at(15)).await, Err(SignInError::Useless)));
            let invented = Token::random().expect("randomness");
            assert!(matches!(sign_in(&store, &invented, None, "", at(1)).await, Err(SignInError::Useless)));
            assert!(sign_in(&store, &link, None, "", at(14)).await.is_ok());
        }

        async fn whoever_asks_gets_a_mail_only_at_an_address_that_is_known(store: Store) {
            owner(&store).await;
            ask_link(&store, &address("naam@voorbeeld.nl"), NETWORK, "https://example.org", None, at(0)).await.expect("sent");
            ask_link(&store, &address("ander@voorbeeld.nl"), NETWORK, "https://example.org", None, at(0)).await.expect("as if");
            let links = links(&store).await;
            assert_eq!(links.len(), 1);
            assert!(sign_in(&store, &links[0], None, "", at(1)).await.is_ok());
        }

        async fn nobody_can_fill_a_mailbox_or_ask_for_the_whole_town(store: Store) {
            owner(&store).await;
            let ask = async |who: &str| {
                ask_link(&store, &address(who), NETWORK, "https://example.org", None, at(0)).await
            };
            for _ in 0..5 {
                assert!(ask("naam@voorbeeld.nl").await.is_ok());
            }
            assert!(matches!(ask("NAAM@voorbeeld.nl").await, Err(AskError::TooOften(_))));
            for number in 0..25 {
                assert!(ask(&format!("{number}@voorbeeld.nl")).await.is_ok(), "{number}");
            }
            assert!(matches!(ask("nog-een@voorbeeld.nl").await, Err(AskError::TooOften(_))));
        }

        async fn a_login_ends_when_nobody_uses_it_and_in_any_case_after_a_week(store: Store) {
            let cookie = sign_in(&store, &owner(&store).await, None, "", at(0)).await.expect("let in");
            let is_in = async |minutes: i64| who(&store, &cookie, at(minutes)).await.expect("an answer").is_some();
            assert!(is_in(11 * 60).await);
            assert!(is_in(22 * 60).await, "a sign of life counts");
            for hour in (33..7 * 24).step_by(11) {
                assert!(is_in(hour * 60).await, "{hour}");
            }
            assert!(!is_in(7 * 24 * 60).await);
        }

        async fn a_login_that_was_left_alone_is_over(store: Store) {
            let cookie = sign_in(&store, &owner(&store).await, None, "", at(0)).await.expect("let in");
            assert!(who(&store, &cookie, at(12 * 60)).await.expect("an answer").is_none());
        }

        async fn signing_in_again_ends_what_the_browser_had(store: Store) {
            let first = sign_in(&store, &owner(&store).await, None, "", at(0)).await.expect("let in");
            let second = sign_in(&store, &owner(&store).await, Some(&first), "", at(1)).await.expect("let in");
            assert!(who(&store, &first, at(2)).await.expect("an answer").is_none());
            assert!(who(&store, &second, at(2)).await.expect("an answer").is_some());
        }

        async fn somebody_sees_own_logins_and_ends_one_or_all(store: Store) {
            let one = sign_in(&store, &owner(&store).await, None, "Firefox", at(0)).await.expect("let in");
            let two = sign_in(&store, &owner(&store).await, None, "Chrome", at(1)).await.expect("let in");
            let me = who(&store, &one, at(2)).await.expect("an answer").expect("somebody");
            let mine = logins(&store, &me.actor.account, at(2)).await.expect("a list");
            assert_eq!(mine.iter().map(|login| login.device.as_str()).collect::<Vec<_>>(), ["Chrome", "Firefox"]);
            end(&store, &AccountId("somebody else".into()), Which::One(&mine[0].id)).await.expect("nothing");
            assert!(who(&store, &two, at(2)).await.expect("an answer").is_some());
            end(&store, &me.actor.account, Which::One(&mine[0].id)).await.expect("ended");
            assert!(who(&store, &two, at(2)).await.expect("an answer").is_none());
            assert!(who(&store, &one, at(2)).await.expect("an answer").is_some());
            end(&store, &me.actor.account, Which::All).await.expect("ended");
            assert!(who(&store, &one, at(2)).await.expect("an answer").is_none());
        }

        async fn a_role_that_is_taken_away_is_gone_at_once(store: Store) {
            let cookie = sign_in(&store, &owner(&store).await, None, "", at(0)).await.expect("let in");
            let mut tx = store.begin().await.expect("a transaction");
            within!(&mut tx, |db| sqlx::query("DELETE FROM account_role").execute(db).await.map(|_| ())).expect("gone");
            tx.commit().await.expect("a commit");
            let who = who(&store, &cookie, at(1)).await.expect("an answer").expect("somebody");
            assert!(Permission::ALL.into_iter().all(|permission| !who.actor.may(permission)));
        }

        async fn what_is_over_is_forgotten(store: Store) {
            sign_in(&store, &owner(&store).await, None, "", at(0)).await.expect("let in");
            let left = async || {
                let count: i64 = read!(&store, |db| {
                    sqlx::query_scalar("SELECT (SELECT COUNT(*) FROM login) + (SELECT COUNT(*) FROM sign_in_link)")
                        .fetch_one(db)
                        .await
                })
                .expect("a count");
                count
            };
            forget_old(&store, at(14)).await.expect("done");
            assert_eq!(left().await, 2);
            forget_old(&store, at(15)).await.expect("done");
            assert_eq!(left().await, 1);
            forget_old(&store, at(12 * 60)).await.expect("done");
            assert_eq!(left().await, 0);
        }
    }
}
