//! Where an initiative can be read about: titles with web addresses.
//!
//! In `GeoJSON` a source is an object with `titel` and `url`; in a table the cell reads `titel <url> | titel <url>`. Either
//! half may be missing: a plain address is shown by its host, a report on paper has only a title.

use std::fmt;

use super::{
    fault::Fault,
    sheet::Given,
    text::{self, TextFault},
};

/// The most sources that one initiative may have.
pub(super) const MOST: usize = 20;
const LONGEST_TITLE: usize = 300;
const LONGEST_URL: usize = 2_000;

/// Where something can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called; the host of the address when nobody named it.
    pub title: SourceTitle,
    /// Its address on the web, when it is there.
    pub url: Option<HttpUrl>,
}

/// One line of 1 to 300 characters. The separators of the table form cannot be in it: `|` became `–`, `<` and `>` became
/// `‹` and `›`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTitle(String);

impl SourceTitle {
    /// Cleans and checks a title.
    ///
    /// # Errors
    /// The [`TextFault`] that applies.
    pub fn parse(title: &str) -> Result<Self, TextFault> {
        let clean = text::clean_line(title)?.replace('|', "–").replace('<', "‹").replace('>', "›");
        match clean.chars().count() {
            0 => Err(TextFault::Empty),
            given if given > LONGEST_TITLE => Err(TextFault::TooLong { max: LONGEST_TITLE, given }),
            _ => Ok(Self(clean)),
        }
    }

    /// The title.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address that is safe to link to: `http` or `https`, a public host name, no user name or password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpUrl(String);

impl HttpUrl {
    /// Checks an address.
    #[must_use]
    pub fn parse(url: &str) -> Option<Self> {
        let url = url.trim();
        let (scheme, rest) = url.split_once("://")?;
        let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        let clean = url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"\\^`{|}\u{fffd}".contains(c));
        let host = host_of(rest)?;
        let fits = url.chars().count() <= LONGEST_URL;
        (web && clean && fits && is_public_host(host))
            .then(|| Self(format!("{}://{rest}", scheme.to_ascii_lowercase())))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host name without `www.`.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.0.split_once("://").and_then(|(_, rest)| host_of(rest)).unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }
}

impl fmt::Display for HttpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The host of what follows `://`; `None` with a user name or a port that is no port.
fn host_of(rest: &str) -> Option<&str> {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.split_once(':') {
        Some((host, port)) => port.parse::<u16>().is_ok_and(|port| port > 0).then_some(host),
        None => Some(authority),
    }
}

fn is_public_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let name = host.strip_suffix('.').unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253 && name.contains('.') && name.split('.').all(label) && !last.chars().all(|c| c.is_ascii_digit())
}

/// Reads the sources of a cell; every part that is none is reported with its text.
pub(super) fn read(cell: &Given) -> Result<Vec<Source>, Vec<(String, Fault)>> {
    let pairs: Vec<(String, String)> = match cell {
        Given::Text(text) => text.split('|').filter_map(pair).collect(),
        Given::List(items) => items.iter().filter_map(|item| pair(item)).collect(),
        Given::Sources(pairs) => pairs.clone(),
        Given::Wrong(_) => return Ok(Vec::new()),
    };
    if pairs.len() > MOST {
        return Err(vec![(cell.as_table_text(), Fault::TooManyValues { max: MOST, given: pairs.len() })]);
    }
    let mut sources: Vec<Source> = Vec::with_capacity(pairs.len());
    let mut faults = Vec::new();
    for (title, url) in pairs {
        match source(&title, &url) {
            // The same source twice says nothing more.
            Ok(source) if sources.contains(&source) => {}
            Ok(source) => sources.push(source),
            Err(fault) => faults.push((if url.is_empty() { title } else { url }, fault)),
        }
    }
    if faults.is_empty() { Ok(sources) } else { Err(faults) }
}

/// Sources, as pairs of title and address, as one cell of a table: the form that an import reads back as it was.
pub fn as_cell<'s>(sources: impl IntoIterator<Item = (&'s str, Option<&'s str>)>) -> String {
    let parts = sources.into_iter().map(|(title, url)| match (title, url.unwrap_or_default()) {
        ("", url) => url.to_owned(),
        // A title that reads like an address would come back as one.
        (title, "") if title.contains(['.', ':']) => format!("{title} <>"),
        (title, "") => title.to_owned(),
        (title, url) => format!("{title} <{url}>"),
    });
    parts.collect::<Vec<_>>().join(" | ")
}

/// The titles and addresses of a cell of a table, as they stand there; either may be empty.
pub fn of_cell(cell: &str) -> Vec<(String, String)> {
    cell.split('|').filter_map(pair).collect()
}

/// `titel <url>`, `titel <>`, `<url>`, `url` or `titel`.
fn pair(part: &str) -> Option<(String, String)> {
    let part = part.trim();
    if part.is_empty() {
        return None;
    }
    if let Some((title, url)) = part.strip_suffix('>').and_then(|part| part.rsplit_once('<')) {
        return Some((title.trim().to_owned(), url.trim().to_owned()));
    }
    let one_word = !part.contains(char::is_whitespace);
    let address = one_word && (part.contains("://") || part.contains('.') || part.contains(':'));
    Some(if address { (String::new(), part.to_owned()) } else { (part.to_owned(), String::new()) })
}

fn source(title: &str, url: &str) -> Result<Source, Fault> {
    let url = match url.trim() {
        "" => None,
        url => Some(HttpUrl::parse(url).ok_or_else(|| Fault::NotAUrl { meant: meant(url) })?),
    };
    let title = match (title.trim(), &url) {
        ("", Some(url)) => url.host(),
        (title, _) => title,
    };
    Ok(Source { title: SourceTitle::parse(title).map_err(Fault::Text)?, url })
}

/// An address that lacks only its scheme, or has spaces that are easily encoded.
fn meant(url: &str) -> Option<String> {
    let encoded = url.replace(' ', "%20");
    let candidate = if url.contains("://") { encoded } else { format!("https://{encoded}") };
    if !url.contains("://") && url.split(['/', '.']).next().is_some_and(|start| start.contains(':')) {
        return None;
    }
    HttpUrl::parse(&candidate).map(|url| url.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles_and_urls(cell: &str) -> Vec<(String, Option<String>)> {
        let sources = read(&Given::Text(cell.to_owned())).expect("sources");
        sources.into_iter().map(|s| (s.title.to_string(), s.url.map(|url| url.to_string()))).collect()
    }

    #[test]
    fn a_cell_holds_titles_with_addresses_plain_addresses_and_plain_titles() {
        let cell = "RTV Utrecht <https://www.rtvutrecht.nl/nieuws/1> | https://www.g1000.nu/ | Raadsbrief 12 | ";
        let expected = [
            ("RTV Utrecht".to_owned(), Some("https://www.rtvutrecht.nl/nieuws/1".to_owned())),
            ("g1000.nu".to_owned(), Some("https://www.g1000.nu/".to_owned())),
            ("Raadsbrief 12".to_owned(), None),
        ];
        assert_eq!(titles_and_urls(cell), expected);
    }

    #[test]
    fn only_web_addresses_with_a_public_host_can_be_linked() {
        let good = ["https://a.nl", "HTTP://a.nl:8080/x?y#z", "https://dé.nl/é", "https://a.b.nl./"];
        for url in good {
            assert!(HttpUrl::parse(url).is_some(), "{url}");
        }
        let bad = [
            "javascript:alert(1)",
            "ftp://a.nl",
            "https://",
            "https:///pad",
            "https://localhost/",
            "https://a b.nl",
            "https://jan:geheim@a.nl",
            "https://a.nl:0",
            "https://a.nl:x",
            "http://127.0.0.1/",
            "//a.nl",
            "a.nl",
            "https://a..nl",
            "https://-a.nl",
            "https://a.nl/\"><script>",
            "data://a.nl",
            "https://[::1]/",
            "",
        ];
        for url in bad {
            assert!(HttpUrl::parse(url).is_none(), "{url}");
        }
    }

    #[test]
    fn an_address_without_scheme_is_suggested_with_one() {
        let faults = read(&Given::Text("www.a.nl/x | Titel <b.nl>".to_owned())).expect_err("no scheme");
        let meant = |url: &str| Fault::NotAUrl { meant: Some(url.to_owned()) };
        assert_eq!(faults[0], ("www.a.nl/x".to_owned(), meant("https://www.a.nl/x")));
        assert_eq!(faults[1], ("b.nl".to_owned(), meant("https://b.nl")));
        let faults = read(&Given::Text("javascript:alert(1)".to_owned())).expect_err("no address");
        assert_eq!(faults[0].1, Fault::NotAUrl { meant: None });
    }

    #[test]
    fn the_separators_of_the_table_form_cannot_be_in_a_title() {
        let pairs = vec![("Burgerberaad | Gemeente <X>".to_owned(), "https://x.nl".to_owned())];
        let sources = read(&Given::Sources(pairs)).expect("a source");
        assert_eq!(sources[0].title.as_str(), "Burgerberaad – Gemeente ‹X›");
    }
}
