//! How visitors reach whoever runs the site.

use leptos::prelude::*;

use crate::site::Site;
use crate::texts::t;

/// The address to write to; without one a sentence that says so.
#[component]
pub fn ContactLine() -> impl IntoView {
    match expect_context::<Site>().contact {
        Some(contact) => view! {
            <p class="nl-paragraph">
                {t!("contact-before")} <a class="nl-link" href=contact.href>
                    {contact.words}
                </a> "."
            </p>
        }
        .into_any(),
        None => view! { <p class="nl-paragraph">{t!("contact-none")}</p> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, markup};
    use crate::site::Contact;

    #[test]
    fn without_an_address_the_page_says_so_and_with_one_it_is_a_link() {
        let line = |contact: Option<Contact>| {
            markup(asking("/privacy", ""), || {
                provide_context(Site { contact, ..expect_context::<Site>() });
                view! { <ContactLine /> }
            })
        };
        assert!(line(None).contains("nog geen contactadres"));
        let contact = Contact { href: "mailto:dia@example.org".into(), words: "dia@example.org".into() };
        assert!(line(Some(contact)).contains(r#"href="mailto:dia@example.org""#));
    }
}
