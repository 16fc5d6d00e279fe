//! The settings of this way in.

use std::fmt;
use std::str::FromStr;

use clap::Args;

use super::Provider;
use crate::settings::BaseUrl;

/// Where people of an organisation sign in. All of it or nothing.
#[derive(Args, Clone, Debug, Default)]
pub struct OrganisationSettings {
    /// `OpenID` Connect provider where people of an organisation sign in, such as <https://login.example.nl>
    #[arg(long, env = "DIA_OIDC_ISSUER")]
    pub oidc_issuer: Option<IssuerAddress>,

    /// What the provider calls this site
    #[arg(long, env = "DIA_OIDC_CLIENT_ID")]
    pub oidc_client_id: Option<String>,

    /// The secret that the provider gave this site
    #[arg(long, env = "DIA_OIDC_CLIENT_SECRET", hide_env_values = true)]
    pub oidc_client_secret: Option<Secret>,

    /// The organisation as its people call it, on the button [default: the host of the provider]
    #[arg(long, env = "DIA_OIDC_NAME")]
    pub oidc_name: Option<String>,
}

/// A setting without which the others are of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} is not set: signing in at an organisation needs DIA_OIDC_ISSUER, DIA_OIDC_CLIENT_ID and DIA_OIDC_CLIENT_SECRET"
)]
pub struct Incomplete(&'static str);

impl OrganisationSettings {
    /// The provider; nothing when none is set.
    pub fn provider(&self, base: &BaseUrl) -> Result<Option<Provider>, Incomplete> {
        Ok(self.whole()?.map(|(issuer, id, secret)| {
            let name = self.oidc_name.clone().unwrap_or_else(|| issuer.host());
            Provider::new(issuer.clone(), id.clone(), secret.clone(), name, base)
        }))
    }

    /// What is needed of it; nothing when none is set.
    pub(crate) fn whole(&self) -> Result<Option<(&IssuerAddress, &String, &Secret)>, Incomplete> {
        match (&self.oidc_issuer, &self.oidc_client_id, &self.oidc_client_secret) {
            (Some(issuer), Some(id), Some(secret)) => Ok(Some((issuer, id, secret))),
            (None, None, None) if self.oidc_name.is_none() => Ok(None),
            (None, _, _) => Err(Incomplete("DIA_OIDC_ISSUER")),
            (_, None, _) => Err(Incomplete("DIA_OIDC_CLIENT_ID")),
            (_, _, None) => Err(Incomplete("DIA_OIDC_CLIENT_SECRET")),
        }
    }
}

/// The address of a provider, exactly as the provider writes it in what it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerAddress(String);

impl IssuerAddress {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn host(&self) -> String {
        url::Url::parse(&self.0).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}

impl FromStr for IssuerAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "it should be an address such as https://login.example.nl, as the provider writes it itself";
        let text = text.trim();
        let url = url::Url::parse(text).map_err(|_| wrong)?;
        // What the provider says is worth as much as the connection over which it says it.
        let on_this_machine = match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            _ => false,
        };
        let safe = url.scheme() == "https" || (url.scheme() == "http" && on_this_machine);
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if safe && plain && url.password().is_none() { Ok(Self(text.to_owned())) } else { Err(wrong) }
    }
}

/// A secret. Never shown.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> BaseUrl {
        "https://example.org".parse().expect("an address")
    }

    #[test]
    fn a_provider_is_asked_over_a_safe_connection_only() {
        for right in ["https://login.example.nl", "https://login.example.nl/tenant/v2.0/", "http://127.0.0.1:9000"] {
            assert_eq!(right.parse::<IssuerAddress>().map(|issuer| issuer.0), Ok(right.into()));
        }
        for wrong in
            ["", "login.example.nl", "http://login.example.nl", "https://a:b@login.example.nl", "https://x/?a=1"]
        {
            assert!(wrong.parse::<IssuerAddress>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_provider_is_set_whole_or_not_at_all() {
        let nothing = OrganisationSettings::default();
        assert!(nothing.provider(&base()).is_ok_and(|provider| provider.is_none()));
        let named = OrganisationSettings { oidc_name: Some("Gemeente".into()), ..nothing.clone() };
        assert_eq!(named.provider(&base()).err(), Some(Incomplete("DIA_OIDC_ISSUER")));
        let issuer = "https://login.example.nl".parse().ok();
        let alone = OrganisationSettings { oidc_issuer: issuer, ..nothing };
        assert_eq!(alone.provider(&base()).err(), Some(Incomplete("DIA_OIDC_CLIENT_ID")));
        let known = OrganisationSettings { oidc_client_id: Some("dia".into()), ..alone };
        assert_eq!(known.provider(&base()).err(), Some(Incomplete("DIA_OIDC_CLIENT_SECRET")));
        let whole = OrganisationSettings { oidc_client_secret: "geheim".parse().ok(), ..known };
        assert!(!format!("{whole:?}").contains("geheim"));
        let provider = whole.provider(&base()).ok().flatten().expect("a provider");
        assert_eq!(provider.name(), "login.example.nl");
    }
}
