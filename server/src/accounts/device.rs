//! A browser in words, for the list in which somebody looks for a stranger. No more of it is kept.

use app::texts::text;

/// What the browser calls itself, and what it runs on; only names that people know.
const BROWSERS: [(&str, &str); 5] =
    [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// The browser of a request, such as `Firefox, Windows`.
pub(crate) fn in_words(user_agent: Option<&str>) -> String {
    let agent = user_agent.unwrap_or_default();
    let known =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|&(_, name)| name);
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => text("logins-unknown-device"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_as_people_call_it_and_nothing_else_is_kept() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(in_words(Some(edge)), "Edge, Windows");
        assert_eq!(in_words(Some(phone)), "Safari, iPhone");
        assert_eq!(in_words(Some("<script>")), "Onbekende browser");
        assert_eq!(in_words(None), "Onbekende browser");
    }
}
