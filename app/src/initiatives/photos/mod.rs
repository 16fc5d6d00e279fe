//! Photos of initiatives: what they are, how a page shows one, and the form that takes one.

mod form;
mod pages;

use leptos::prelude::*;

pub use form::{DO, FILE, REMOVE, RIGHTS, SEEN, SEND, TEXT, label_of};
pub use pages::*;

/// A photo of an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Its number.
    pub id: String,
    /// What can be seen on it, for who does not see it.
    pub text: String,
    /// Of the large print, in pixels.
    pub width: i64,
    /// See `width`.
    pub height: i64,
}

/// The sizes in which a photo is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For a telephone.
    Small,
    /// For a screen.
    Large,
}

impl Size {
    /// The word in the database and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Small => "klein",
            Self::Large => "groot",
        }
    }

    /// The size that the last part of an address names, such as `klein.jpg`.
    #[must_use]
    pub fn from_file(name: &str) -> Option<Self> {
        let size = name.strip_suffix(".jpg")?;
        [Self::Small, Self::Large].into_iter().find(|known| known.code() == size)
    }

    /// The address of a photo below the address of what shows it.
    #[must_use]
    pub fn below(self, address: &str) -> String {
        format!("{address}/{}.jpg", self.code())
    }
}

/// The longest side of the small print, in pixels.
const SMALL_SIDE: i64 = 480;

impl Photo {
    /// Where everybody sees it, once its initiative is on the Landkaart; sizes are below it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/landkaart/foto/{}", self.id)
    }

    /// How wide the small print is, in pixels.
    #[must_use]
    pub fn small_width(&self) -> i64 {
        let longest = self.width.max(self.height).max(1);
        if longest <= SMALL_SIDE { self.width } else { self.width * SMALL_SIDE / longest }
    }
}

/// A photo. It takes its room before it is there, and comes when one is near it.
#[component]
pub fn Picture(
    /// What it is.
    photo: Photo,
    /// Where it is, without the size.
    address: String,
    /// How wide it is shown, as the attribute `sizes` has it.
    #[prop(default = "(min-width: 48rem) 42rem, 100vw")]
    sizes: &'static str,
) -> impl IntoView {
    let set = format!(
        "{} {}w, {} {}w",
        Size::Small.below(&address),
        photo.small_width(),
        Size::Large.below(&address),
        photo.width
    );
    view! {
        <img
            class="photo"
            src=Size::Large.below(&address)
            srcset=set
            sizes=sizes
            width=photo.width
            height=photo.height
            alt=photo.text
            loading="lazy"
            decoding="async"
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_is_on_it_and_how_large_it_is_before_it_is_there() {
        let photo = Photo { id: "a1".into(), text: "Een \"bankje\" <b>".into(), width: 720, height: 1_280 };
        assert_eq!(photo.small_width(), 270);
        let address = photo.address();
        let html = Owner::new().with(|| view! { <Picture photo address /> }.to_html());
        assert!(html.contains(r#"src="/landkaart/foto/a1/groot.jpg""#), "{html}");
        assert!(html.contains("/landkaart/foto/a1/klein.jpg 270w, /landkaart/foto/a1/groot.jpg 720w"), "{html}");
        assert!(html.contains(r#"width="720""#) && html.contains(r#"height="1280""#), "{html}");
        assert!(html.contains("alt=\"Een &quot;bankje&quot; &lt;b&gt;\""), "{html}");
    }

    #[test]
    fn only_the_two_sizes_have_an_address() {
        assert_eq!(Size::from_file("klein.jpg"), Some(Size::Small));
        assert_eq!(Size::from_file(&Size::Large.below("x")[2..]), Some(Size::Large));
        for other in ["klein", "groot.png", "../groot.jpg", ""] {
            assert_eq!(Size::from_file(other), None);
        }
    }
}
