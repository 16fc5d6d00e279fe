//! The provider of an organisation: what is known of it, and what it says of somebody.

use std::time::Duration;

use chrono::DateTime;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreUserInfoClaims,
};
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    SignatureVerificationError, TokenResponse as _,
};
use time::OffsetDateTime;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::settings::{IssuerAddress, Secret};
use crate::accounts::Token;
use crate::mail::EmailAddress;
use crate::settings::BaseUrl;

/// How long the provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The largest answer that is taken, in bytes.
const LARGEST: usize = 256 * 1024;

/// How long what the provider says of itself is believed.
const KNOWN_FOR: Duration = Duration::from_secs(60 * 60);

/// How long a provider that does not answer is left alone.
const PAUSE: Duration = Duration::from_secs(10);

/// How often it is asked again for keys that it has not shown before.
const NEW_KEYS_EVERY: Duration = Duration::from_secs(60);

/// The signatures that are believed: those that the provider alone can make. Not those with a secret that two know.
const SIGNATURES: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Where the provider leads people back to.
pub(super) const BACK: &str = "/inloggen/organisatie/terug";

/// The client, as far as what the provider says of itself goes.
type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// The provider. What it says of itself is asked when somebody needs it first, so that one that is down stops nobody from starting.
pub struct Provider {
    issuer: IssuerAddress,
    client_id: String,
    secret: Secret,
    name: String,
    back: String,
    http: std::sync::OnceLock<reqwest::Client>,
    /// When it was asked, and what it said or why it did not.
    known: Mutex<Option<(Instant, Result<CoreProviderMetadata, String>)>>,
}

/// What has to be remembered while somebody is at the provider.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Going {
    /// Comes back in what the provider signs, so that it is an answer to us and to now.
    nonce: String,
    /// Proves that whoever brings the code is who asked for it (RFC 7636).
    verifier: String,
    /// Where they wanted to go.
    pub(super) onward: Option<String>,
}

impl Going {
    /// Somebody who goes there now.
    pub(super) fn new(onward: Option<String>) -> Result<Self, crate::accounts::NoRandomness> {
        Ok(Self { nonce: Token::random()?.expose(), verifier: Token::random()?.expose(), onward })
    }
}

/// Why the provider does not say who somebody is.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoIdentity {
    /// It is down, or not what the settings say.
    #[error("the provider cannot be reached or used: {0}")]
    Unreachable(String),
    /// The code was used before, is too old, or belongs to somebody else.
    #[error("the provider does not take the code: {0}")]
    Refused(String),
    /// What it says is not signed by it, not meant for us or not of now.
    #[error("what the provider says is not to be believed: {0}")]
    NotBelieved(String),
    /// It does not know whether the mail address is theirs.
    #[error("the provider did not verify the mail address")]
    Unverified,
}

/// An answer that did not come, or is no answer.
#[derive(Debug, thiserror::Error)]
enum NoAnswer {
    #[error(transparent)]
    Http(#[from] openidconnect::http::Error),
    #[error("it does not answer")]
    Request(#[from] reqwest::Error),
    #[error("the answer is too large")]
    TooLarge,
}

impl Provider {
    pub(super) fn new(issuer: IssuerAddress, client_id: String, secret: Secret, name: String, base: &BaseUrl) -> Self {
        let back = format!("{}{BACK}", base.as_str());
        Self { issuer, client_id, secret, name, back, http: std::sync::OnceLock::new(), known: Mutex::default() }
    }

    /// The organisation, as its people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where people are led back to; the provider has to know it.
    #[must_use]
    pub fn back(&self) -> &str {
        &self.back
    }

    /// Whether it answers with what a provider says of itself, or why not.
    pub async fn reachable(&self) -> Result<(), String> {
        self.known(KNOWN_FOR).await.map(|_| ()).map_err(|error| error.to_string())
    }

    /// Whether an answer that names its sender (RFC 9207) is from this provider. One that names nobody may be.
    pub(super) fn sent(&self, issuer: &str) -> bool {
        issuer.is_empty() || issuer == self.issuer.as_str()
    }

    /// Where somebody who goes there is led to. `state` comes back with them.
    pub(super) async fn address(&self, going: &Going, state: &Token) -> Result<String, NoIdentity> {
        let client = self.client(KNOWN_FOR).await?;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(going.verifier.clone()));
        let (state, nonce) = (CsrfToken::new(state.expose()), Nonce::new(going.nonce.clone()));
        let (address, _, _) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || state.clone(), move || nonce.clone())
            .add_scope(Scope::new("email".into()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(address.into())
    }

    /// Who came back with a code.
    pub(super) async fn who(&self, going: Going, code: &str, now: OffsetDateTime) -> Result<EmailAddress, NoIdentity> {
        let client = self.client(KNOWN_FOR).await?;
        let http = self.http()?;
        let send = move |request| send(http.clone(), request);
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| NoIdentity::Unreachable(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(going.verifier))
            .request_async(&send)
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(said) => NoIdentity::Refused(said.error().to_string()),
                other => NoIdentity::Unreachable(crate::mail::with_reasons(&other)),
            })?;
        let token = answer.id_token().ok_or_else(|| NoIdentity::NotBelieved("it says nothing".into()))?;
        let nonce = Nonce::new(going.nonce);
        let claims = match verified(&client, token, &nonce, now) {
            // The provider may have new keys.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                verified(&self.client(NEW_KEYS_EVERY).await?, token, &nonce, now)
            }
            answer => answer,
        }
        .map_err(|error| NoIdentity::NotBelieved(crate::mail::with_reasons(&error)))?;
        let said = match claims.email() {
            Some(email) => (Some(email.to_string()), claims.email_verified()),
            None => self.asked(&client, answer.access_token(), &claims).await?,
        };
        match said {
            (Some(email), Some(true)) => email.parse().map_err(|_| NoIdentity::Unverified),
            _ => Err(NoIdentity::Unverified),
        }
    }

    /// Some providers say the address only when they are asked for it.
    async fn asked(
        &self,
        client: &Client,
        token: &AccessToken,
        claims: &CoreIdTokenClaims,
    ) -> Result<(Option<String>, Option<bool>), NoIdentity> {
        let Ok(request) = client.user_info(token.clone(), Some(claims.subject().clone())) else {
            return Ok((None, None));
        };
        let http = self.http()?;
        let send = move |request| send(http.clone(), request);
        let said: CoreUserInfoClaims = request
            .request_async(&send)
            .await
            .map_err(|error| NoIdentity::Unreachable(crate::mail::with_reasons(&error)))?;
        Ok((said.email().map(|email| email.to_string()), said.email_verified()))
    }

    async fn client(&self, at_most: Duration) -> Result<Client, NoIdentity> {
        let known = self.known(at_most).await?;
        let back = RedirectUrl::new(self.back.clone()).map_err(|error| NoIdentity::Unreachable(error.to_string()))?;
        let secret_in_form = known.token_endpoint_auth_methods_supported().is_some_and(|methods| {
            !methods.contains(&openidconnect::core::CoreClientAuthMethod::ClientSecretBasic)
                && methods.contains(&openidconnect::core::CoreClientAuthMethod::ClientSecretPost)
        });
        let secret = ClientSecret::new(self.secret.expose().to_owned());
        Ok(CoreClient::from_provider_metadata(known, ClientId::new(self.client_id.clone()), Some(secret))
            .set_redirect_uri(back)
            .set_auth_type(if secret_in_form { AuthType::RequestBody } else { AuthType::BasicAuth }))
    }

    /// What the provider says of itself, at most so old. Whoever comes while it is being asked waits for the same answer, and while
    /// it is down nobody waits for long.
    async fn known(&self, at_most: Duration) -> Result<CoreProviderMetadata, NoIdentity> {
        let mut known = self.known.lock().await;
        match &*known {
            Some((when, Ok(said))) if when.elapsed() < at_most => return Ok(said.clone()),
            Some((when, Err(reason))) if when.elapsed() < PAUSE => return Err(NoIdentity::Unreachable(reason.clone())),
            _ => {}
        }
        let said = self.ask().await;
        *known = Some((Instant::now(), said.clone()));
        said.map_err(NoIdentity::Unreachable)
    }

    /// As if it was asked so much longer ago.
    #[cfg(test)]
    pub(super) async fn ages(&self, by: Duration) {
        if let Some((when, _)) = &mut *self.known.lock().await {
            *when -= by;
        }
    }

    async fn ask(&self) -> Result<CoreProviderMetadata, String> {
        let issuer = IssuerUrl::new(self.issuer.as_str().to_owned()).map_err(|error| error.to_string())?;
        let http = self.http().map_err(|error| error.to_string())?;
        let send = move |request| send(http.clone(), request);
        CoreProviderMetadata::discover_async(issuer, &send).await.map_err(|error| crate::mail::with_reasons(&error))
    }

    fn http(&self) -> Result<reqwest::Client, NoIdentity> {
        if let Some(client) = self.http.get() {
            return Ok(client.clone());
        }
        // Another part of the process may have chosen a provider of cryptography already; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            // Whoever leads elsewhere could lead to machines that only this one reaches.
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("democratie-in-actie/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| NoIdentity::Unreachable(error.to_string()))?;
        Ok(self.http.get_or_init(|| client).clone())
    }
}

/// What a token says, when it is signed by the provider, meant for us, of now, and an answer to what we asked.
fn verified(
    client: &Client,
    token: &CoreIdToken,
    nonce: &Nonce,
    now: OffsetDateTime,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || DateTime::from_timestamp(now.unix_timestamp(), 0).unwrap_or_default());
    token.claims(&verifier, nonce).cloned()
}

async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let (asked, body) = request.into_parts();
    let mut answer =
        client.request(asked.method, asked.uri.to_string()).headers(asked.headers).body(body).send().await?;
    let mut bytes = Vec::new();
    let (status, headers) = (answer.status(), answer.headers().clone());
    while let Some(part) = answer.chunk().await? {
        if bytes.len() + part.len() > LARGEST {
            return Err(NoAnswer::TooLarge);
        }
        bytes.extend_from_slice(&part);
    }
    let mut response = HttpResponse::new(bytes);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
