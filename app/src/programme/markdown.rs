//! Markdown as staff write it, as HTML that can do no harm: a small part of the language, and nothing besides.
//!
//! What the parser finds is let through piece by piece by a list of what is allowed. What is not on it becomes text or is left
//! out; markup that was typed is shown as it was typed.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// The HTML of a text.
#[must_use]
pub fn html_of(text: &str) -> String {
    let events = Parser::new_ext(text, Options::empty()).filter_map(allowed);
    let mut markup = String::with_capacity(text.len() * 2);
    html::push_html(&mut markup, events);
    markup
}

/// What becomes of a piece.
fn allowed(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Start(tag) => start(tag).map(Event::Start),
        Event::End(tag) => end(tag).map(Event::End),
        Event::Text(_) | Event::SoftBreak | Event::HardBreak => Some(event),
        // Code has no use in news; its words have. Markup stays what somebody typed.
        Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => Some(Event::Text(words)),
        _ => None,
    }
}

fn start(tag: Tag<'_>) -> Option<Tag<'_>> {
    match tag {
        Tag::Heading { level, .. } => {
            Some(Tag::Heading { level: below_title(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Tag::Link { dest_url, .. } => Some(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: safe(dest_url),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }),
        Tag::Paragraph | Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong => Some(tag),
        _ => None,
    }
}

fn end(tag: TagEnd) -> Option<TagEnd> {
    match tag {
        TagEnd::Heading(level) => Some(TagEnd::Heading(below_title(level))),
        TagEnd::Paragraph
        | TagEnd::BlockQuote(_)
        | TagEnd::List(_)
        | TagEnd::Item
        | TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Link => Some(tag),
        _ => None,
    }
}

/// The title of the page is its only heading of the first level.
fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    }
}

/// An address that leads to a page or a mail program; another leads nowhere.
fn safe(address: CowStr<'_>) -> CowStr<'_> {
    let known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|start| address.get(..start.len()).is_some_and(|written| written.eq_ignore_ascii_case(start)));
    let own = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    if known || own || address.starts_with('#') { address } else { CowStr::Borrowed("#") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_write_becomes_what_they_mean() {
        let html = html_of(
            "# Kop\n\nEen *mooie* **dag** met [meer](https://example.org/?a=1&b=2).\n\n- een\n- twee\n\n> Zij zei het.",
        );
        assert_eq!(
            html,
            "<h2>Kop</h2>\n<p>Een <em>mooie</em> <strong>dag</strong> met <a href=\"https://example.org/?a=1&amp;b=2\">meer</a>.</p>\n\
             <ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n<blockquote>\n<p>Zij zei het.</p>\n</blockquote>\n"
        );
    }

    #[test]
    fn markup_stays_text_and_addresses_run_nothing() {
        for hostile in [
            "<script>alert(1)</script>",
            "Een <img src=x onerror=alert(1)> plaatje",
            "[klik](javascript:alert(1))",
            "[klik](JaVaScRiPt:alert(1))",
            "[klik](data:text/html,<script>alert(1)</script>)",
            "[klik](//elders.example)",
            "![plaatje](https://elders.example/volg.png)",
            "<https://example.org/\"onmouseover=alert(1)>",
            "```html\n<script>alert(1)</script>\n```",
            "[a](/\\elders.example)",
        ] {
            let html = html_of(hostile);
            for forbidden in
                ["<script", "<img", "href=\"java", "href=\"Java", "href=\"data", "href=\"//", "href=\"/\\", "\" on"]
            {
                assert!(!html.contains(forbidden), "{hostile} became {html}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_only_what_is_allowed_comes_out(text in r#"(\PC|\n|[<>"'`*_#\[\]()!&-]|<script>|<b onclick=x>|javascript:){0,60}"#) {
            let html = html_of(&text);
            for tag in html.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ', '\n']).next()) {
                let tag = tag.trim_start_matches('/').trim_end_matches('/');
                let known = ["h2", "h3", "p", "a", "ul", "ol", "li", "em", "strong", "blockquote", "br"];
                prop_assert!(known.contains(&tag), "{tag} in {html}");
            }
        }
    }
}
