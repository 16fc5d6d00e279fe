//! The way through a list of pages.

use leptos::prelude::*;

use crate::texts::t;

/// What stands between the first and the last page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A page, from 1.
    Page(u32),
    /// Pages that are left out.
    Gap,
}

/// The steps that are shown: the first, the last, the current page and its neighbours. A gap that would hold one page only
/// is that page.
#[must_use]
pub fn steps(current: u32, pages: u32) -> Vec<Step> {
    let pages = pages.max(1);
    let current = current.clamp(1, pages);
    let mut shown = Vec::with_capacity(7);
    let mut last = 0;
    for page in [1, current.saturating_sub(1), current, current + 1, pages] {
        if page <= last || page > pages {
            continue;
        }
        match page - last {
            1 => {}
            2 => shown.push(Step::Page(last + 1)),
            _ => shown.push(Step::Gap),
        }
        shown.push(Step::Page(page));
        last = page;
    }
    shown
}

/// Links to the pages of a list; nothing when there is only one.
#[component]
pub fn Pagination(
    /// The page that is shown, from 1.
    current: u32,
    /// How many there are.
    pages: u32,
    /// The address of a page.
    address: Box<dyn Fn(u32) -> String + Send>,
) -> impl IntoView {
    if pages <= 1 {
        return None;
    }
    let relative = |page: u32, direction: &'static str, word: String| {
        (1..=pages).contains(&page).then(|| {
            view! {
                <a
                    class=format!("utrecht-pagination__relative-link utrecht-pagination__relative-link--{direction}")
                    href=address(page)
                    rel=direction
                >
                    {word}
                    <span class="visually-hidden">{t!("list-page-after")}</span>
                </a>
            }
        })
    };
    let numbers = steps(current, pages)
        .into_iter()
        .map(|step| match step {
            Step::Gap => view! { <span class="utrecht-pagination__ellipsis">"…"</span> }.into_any(),
            Step::Page(page) => {
                let here = page == current;
                let class = if here {
                    "utrecht-pagination__page-link utrecht-pagination__page-link--current"
                } else {
                    "utrecht-pagination__page-link"
                };
                view! {
                    <a class=class href=address(page) aria-current=here.then_some("page")>
                        <span class="visually-hidden">{t!("list-page-before")}</span>
                        {page}
                    </a>
                }
                .into_any()
            }
        })
        .collect_view();
    Some(view! {
        <nav class="utrecht-pagination" aria-label=t!("list-pages")>
            {relative(current.saturating_sub(1), "prev", t!("list-previous"))}
            {numbers}
            {relative(current + 1, "next", t!("list-next"))}
        </nav>
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_lists_leave_out_what_is_far_away() {
        use Step::{Gap, Page};
        assert_eq!(steps(1, 1), [Page(1)]);
        assert_eq!(steps(2, 4), [Page(1), Page(2), Page(3), Page(4)]);
        assert_eq!(steps(10, 20), [Page(1), Gap, Page(9), Page(10), Page(11), Gap, Page(20)]);
    }

    proptest! {
        #[test]
        fn the_current_page_the_first_and_the_last_are_always_there(pages in 1u32..10_000, part in 0.0..1.0_f64) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a small number")]
            let current = 1 + (f64::from(pages - 1) * part) as u32;
            let shown = steps(current, pages);
            prop_assert!(shown.len() <= 7);
            prop_assert!([1, current, pages].iter().all(|&page| shown.contains(&Step::Page(page))));
            let numbers: Vec<_> = shown.iter().filter_map(|s| if let Step::Page(page) = s { Some(*page) } else { None }).collect();
            prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
