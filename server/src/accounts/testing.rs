//! Somebody with an account, for the tests of other rooms.

use app::accounts::actor::Actor;
use app::accounts::roles::{GivenRole, Role};
use uuid::Uuid;

use super::add_account::add_account;
use super::sign_in::sign_in;
use super::{Token, logins};
use crate::http::cookies::LoginCookie;
use crate::http::testing::Visitor;
use crate::mail::EmailAddress;
use crate::store::within;

/// Makes an account with these roles and logs it in; gives the cookie, as a browser sends it.
pub(crate) async fn cookie_of_new(visitor: &Visitor, roles: &[GivenRole]) -> String {
    let now = visitor.platform.clock.now();
    let name = Uuid::new_v4().simple().to_string();
    let email: EmailAddress = format!("{name}@voorbeeld.nl").parse().expect("an address");
    let any = [GivenRole::new(Role::Door, None).expect("a role")];
    let mut link = None;
    for role in if roles.is_empty() { &any } else { roles } {
        link = Some(add_account(&visitor.store, &email, &name, role, now).await.expect("an account"));
    }
    if roles.is_empty() {
        let mut tx = visitor.store.begin().await.expect("a transaction");
        within!(&mut tx, |db| {
            sqlx::query("DELETE FROM account_role WHERE account_id IN (SELECT id FROM account WHERE name = $1)")
                .bind(&name)
                .execute(db)
                .await
                .map(|_| ())
        })
        .expect("a role that is taken away");
        tx.commit().await.expect("a commit");
    }
    let token = sign_in(&visitor.store, &link.expect("a link"), None, "een test", now).await.expect("a login");
    let set = LoginCookie::of_site(&visitor.platform.site.base_url).set(&token).expect("a cookie");
    let set = set.to_str().expect("text");
    set.split(';').next().unwrap_or_default().to_owned()
}

/// Who is behind a cookie of [`cookie_of_new`].
pub(crate) async fn actor_of(visitor: &Visitor, cookie: &str) -> Actor {
    let token = cookie.split_once('=').and_then(|(_, token)| Token::parse(token).ok()).expect("a token");
    let who = logins::who(&visitor.store, &token, visitor.platform.clock.now()).await.expect("an answer");
    who.expect("somebody").actor
}
