//! The settings of the binary: every one a flag and a `DIA_*` variable, read and checked once at the start.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use app::site::Contact;
use clap::Args;
use ipnet::IpNet;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use crate::accounts::organisation::OrganisationSettings;
use crate::geocoder::GeocoderAddress;
use crate::mail::{DkimSettings, Sender, Transport, TransportError};
use crate::tiles::{NoAttribution, TileProvider, TileSource};

/// Where the data are. Every command needs this.
#[derive(Args, Clone)]
pub struct DatabaseSettings {
    /// Database: a file such as `sqlite://data/dia.db`, or `postgres://USER:PASSWORD@HOST/NAME`
    #[arg(
        long,
        env = "DIA_DATABASE_URL",
        default_value = "sqlite://data/dia.db",
        global = true,
        hide_env_values = true
    )]
    pub database_url: DatabaseUrl,
}

/// What `dia serve` needs to know.
#[derive(Args, Clone, Debug)]
pub struct ServeSettings {
    /// Address and port to listen on
    #[arg(long, env = "DIA_LISTEN", default_value = "127.0.0.1:3000", value_parser = listen_address)]
    pub listen: SocketAddr,

    /// Public address of the site, used in links, feeds and mail [default: http:// + listen]
    #[arg(long, env = "DIA_BASE_URL")]
    pub base_url: Option<BaseUrl>,

    /// Load the example content into an empty database
    #[arg(long, env = "DIA_DEMO", value_parser = yes_or_no)]
    pub demo: bool,

    /// Address and port for Prometheus metrics; off when empty
    #[arg(long, env = "DIA_METRICS_LISTEN", value_parser = listen_address)]
    pub metrics_listen: Option<SocketAddr>,

    /// Street map under the Landkaart: none, pdok, osm, or a template such as <https://tiles.example/{z}/{x}/{y}.png>
    #[arg(long, env = "DIA_TILES", default_value = "none", hide_env_values = true)]
    pub tiles: TileProvider,

    /// Who made the street map of a template, as it has to be named with every map
    #[arg(long, env = "DIA_TILES_ATTRIBUTION")]
    pub tiles_attribution: Option<String>,

    /// Folder in which fetched tiles are kept
    #[arg(long, env = "DIA_TILE_CACHE", default_value = "data/tiles")]
    pub tile_cache: PathBuf,

    /// How many megabytes of tiles are kept; the oldest go
    #[arg(long, env = "DIA_TILE_CACHE_MB", default_value_t = 512, value_parser = whole_number)]
    pub tile_cache_mb: u32,

    /// Where an address is looked for, for who proposes an initiative: pdok, or a server that answers as it does
    #[arg(long, env = "DIA_GEOCODER_URL")]
    pub geocoder_url: Option<GeocoderAddress>,

    /// Networks of reverse proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8,127.0.0.1
    #[arg(long, env = "DIA_TRUSTED_PROXIES", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,

    /// Sites that may show the embedded map: * for all, or origins such as <https://www.example.nl>
    #[arg(long, env = "DIA_EMBED_ANCESTORS", value_delimiter = ',', default_value = "*", value_parser = ancestor)]
    pub embed_ancestors: Vec<String>,

    /// Mail server, as `smtps://USER:PASSWORD@HOST` or `smtp://HOST:PORT?tls=required`; without one mail becomes files
    #[arg(long, env = "DIA_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,

    /// File with the authorities that vouch for the mail server, in PEM, when browsers do not know them
    #[arg(long, env = "DIA_SMTP_CA_FILE")]
    pub smtp_ca_file: Option<PathBuf>,

    /// Who mail comes from, as Name <post@example.nl> [default: niet-antwoorden@ the host of the public address]
    #[arg(long, env = "DIA_MAIL_FROM", value_parser = Sender::parse)]
    pub mail_from: Option<Sender>,

    /// Folder for mail when there is no server
    #[arg(long, env = "DIA_MAIL_FOLDER", default_value = "data/mail")]
    pub mail_folder: PathBuf,

    /// Who signs mail.
    #[command(flatten)]
    pub dkim: DkimSettings,

    /// Where people of an organisation sign in.
    #[command(flatten)]
    pub organisation: OrganisationSettings,

    /// Where visitors can write to, shown on pages: a mail address or <https://…>
    #[arg(long, env = "DIA_CONTACT", value_parser = visitors)]
    pub contact: Option<Contact>,

    /// Where weaknesses can be reported, for security.txt: mailto:… or <https://…>
    #[arg(long, env = "DIA_SECURITY_CONTACT", value_parser = contact)]
    pub security_contact: Option<String>,

    /// Requests a second that one visitor may make for answers that are not ready yet; 0 for no limit
    #[arg(long, env = "DIA_RATE_LIMIT", default_value_t = 50, value_parser = whole_number, allow_negative_numbers = true)]
    pub rate_limit: u32,

    /// Seconds to go on serving after SIGTERM while `/health/ready` says no, so that a load balancer can notice
    #[arg(long, env = "DIA_DRAIN_SECONDS", default_value_t = 0, value_parser = whole_number)]
    pub drain_seconds: u32,
}

impl ServeSettings {
    /// The public address of the site, without a slash at the end; that of the listener when nothing else is set.
    #[must_use]
    pub fn base(&self, listening: SocketAddr) -> BaseUrl {
        self.base_url.clone().unwrap_or_else(|| BaseUrl(format!("http://{listening}")))
    }

    /// The way mail leaves.
    pub(crate) fn transport(&self) -> Result<Transport, TransportError> {
        match &self.smtp_url {
            Some(url) => Transport::to_server(url.expose(), self.smtp_ca_file.as_deref()),
            None => Ok(Transport::Folder(self.mail_folder.clone())),
        }
    }

    /// Who mail comes from, when it is known.
    pub(crate) fn sender(&self, base: &BaseUrl) -> Option<Sender> {
        self.mail_from.clone().or_else(|| Sender::of_site(base.as_str()))
    }

    /// Where the tiles of the street map come from; nothing without one.
    pub(crate) fn tile_source(&self) -> Result<Option<TileSource>, NoAttribution> {
        self.tiles.source(self.tiles_attribution.as_deref())
    }
}

/// The address of a database. Never shown, because it may hold a password.
#[derive(Clone)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The whole address, with password.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = if text.starts_with("sqlite:") { names_a_file(text) } else { names_a_database(text) };
        if known {
            Ok(Self(text.to_owned()))
        } else {
            Err("it should be a file such as sqlite://data/dia.db, or postgres://USER:PASSWORD@HOST/NAME")
        }
    }
}

fn names_a_file(address: &str) -> bool {
    // A database in memory would be gone when the command ends.
    let in_memory = address.contains(":memory:") || address.contains("mode=memory");
    !in_memory && SqliteConnectOptions::from_str(address).is_ok_and(|o| !o.get_filename().as_os_str().is_empty())
}

/// Host and name have to be said: what is left out would be filled in from variables and accounts of the system.
fn names_a_database(address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else { return false };
    let parameter = |names: &[&str]| url.query_pairs().any(|(key, value)| names.contains(&&*key) && !value.is_empty());
    let host = url.host_str().is_some_and(|host| !host.is_empty()) || parameter(&["host", "hostaddr"]);
    let name = url.path().len() > 1 || parameter(&["dbname"]);
    matches!(url.scheme(), "postgres" | "postgresql") && host && name && PgConnectOptions::from_str(address).is_ok()
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.0.split(':').next().unwrap_or_default();
        write!(f, "{kind}://…")
    }
}

impl fmt::Debug for DatabaseSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseSettings").field("database_url", &self.database_url).finish()
    }
}

/// The address of a mail server. Never shown, because it may hold a password.
#[derive(Clone)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// The whole address, with password.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for SmtpUrl {
    type Err = TransportError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Transport::names_a_server(text.trim()).map(|()| Self(text.trim().to_owned()))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.0.split(':').next().unwrap_or_default();
        write!(f, "{kind}://…")
    }
}

/// The public address of the site: http or https, a host, perhaps a port; no path and no slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether visitors come over https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || "it should be an address such as https://www.example.nl, without a path".to_owned();
        let text = text.trim_end_matches('/');
        let url = url::Url::parse(text).map_err(|_| wrong())?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if plain { Ok(Self(url.origin().ascii_serialization())) } else { Err(wrong()) }
    }
}

fn listen_address(text: &str) -> Result<SocketAddr, &'static str> {
    text.trim()
        .parse()
        .map_err(|_| "it should be an address in numbers with a port, such as 127.0.0.1:3000 or [::]:3000")
}

fn whole_number(text: &str) -> Result<u32, &'static str> {
    text.trim().parse().map_err(|_| "it should be a whole number, 0 or more")
}

fn yes_or_no(text: &str) -> Result<bool, &'static str> {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err("it should be 1 or 0, true or false, yes or no"),
    }
}

fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
        .map_err(|_| "it should be an address or network such as 10.0.0.0/8".into())
}

fn contact(text: &str) -> Result<String, String> {
    let text = text.trim();
    let known = ["mailto:", "https://", "tel:"].iter().any(|scheme| text.starts_with(scheme));
    if known && !text.contains(char::is_whitespace) {
        Ok(text.to_owned())
    } else {
        Err("it should start with mailto:, https:// or tel:".into())
    }
}

fn visitors(text: &str) -> Result<Contact, String> {
    let text = text.trim();
    let words = text.strip_prefix("mailto:").unwrap_or(text);
    let unfit = |c: char| c.is_whitespace() || c.is_control() || "<>\"?&".contains(c);
    let is_mail =
        words.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@'));
    if text.starts_with("https://") && url::Url::parse(text).is_ok() {
        Ok(Contact { href: text.to_owned(), words: text.to_owned() })
    } else if is_mail && !words.contains(unfit) {
        Ok(Contact { href: format!("mailto:{words}"), words: words.to_owned() })
    } else {
        Err("it should be a mail address such as post@example.nl, or an address that starts with https://".into())
    }
}

fn ancestor(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text == "*" {
        return Ok(text.to_owned());
    }
    text.parse::<BaseUrl>()
        .map(|origin| origin.0)
        .map_err(|_| "it should be * or an origin such as https://www.example.nl".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_the_database_address_is_never_shown() {
        let url: DatabaseUrl = "postgres://dia:geheim@db/dia".parse().expect("a database address");
        assert_eq!(format!("{url:?}"), "postgres://…");
    }

    #[test]
    fn a_key_for_tiles_is_not_shown_among_the_settings() {
        let command = ServeSettings::augment_args(clap::Command::new("serve"));
        let tiles = command.get_arguments().find(|argument| argument.get_id() == "tiles").expect("a setting");
        assert!(tiles.is_hide_env_values_set());
    }

    #[test]
    fn a_database_address_names_a_file_or_a_host_and_a_database() {
        for right in [
            "sqlite://data/dia.db",
            "sqlite:///var/lib/dia/dia.db",
            "sqlite:dia.db?mode=rwc",
            "postgres://dia:geheim@db.example/dia",
            "postgresql://dia@[::1]:5433/dia?sslmode=require",
            "postgres:///dia?host=/run/postgresql",
        ] {
            assert!(right.parse::<DatabaseUrl>().is_ok(), "{right}");
        }
        for wrong in [
            "",
            "data/dia.db",
            "mysql://dia@db/dia",
            "sqlite:",
            "sqlite://",
            "sqlite::memory:",
            "sqlite://dia.db?mode=memory",
            "sqlite://dia.db?wat=1",
            "postgres://",
            "postgres://db.example",
            "postgres://db.example/",
            "postgres:///dia",
            "postgres://dia:geheim@db:poort/dia",
        ] {
            assert!(wrong.parse::<DatabaseUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_base_address_has_no_path_and_no_slash() {
        for same in ["https://dia.example/", "HTTPS://DIA.example", " https://dia.example ", "https:dia.example/.."] {
            assert_eq!(same.parse::<BaseUrl>().map(|b| b.0), Ok("https://dia.example".into()), "{same}");
        }
        for wrong in ["dia.example", "ftp://dia.example", "https://dia.example/pad", "https://a:b@dia.example", ""] {
            assert!(wrong.parse::<BaseUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn visitors_write_to_a_mail_address_or_a_page() {
        for mail in ["dia@example.nl", "mailto:dia@example.nl"] {
            let contact = visitors(mail).expect("a mail address");
            assert_eq!((contact.href.as_str(), contact.words.as_str()), ("mailto:dia@example.nl", "dia@example.nl"));
        }
        assert_eq!(visitors("https://example.nl/contact").map(|c| c.href), Ok("https://example.nl/contact".into()));
        for wrong in [
            "",
            "dia",
            "@example.nl",
            "dia@nl",
            "a b@example.nl",
            "http://example.nl",
            "a@b@example.nl",
            "https://",
            "a@example.nl?cc=b@example.nl",
        ] {
            assert!(visitors(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_proxy_may_be_written_as_address_or_network() {
        assert!(network("10.0.0.0/8").is_ok());
        assert!(network(" ::1 ").is_ok());
        assert!(network("thuis").is_err());
    }
}
