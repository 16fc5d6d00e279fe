//! Municipalities that keep their own initiatives: how a civil servant asks for it, what the desk knows of it, and the page from
//! which they work.

pub mod claim;
pub mod municipality;
pub mod own;

#[cfg(test)]
mod tests {
    use crate::personal::Personal;

    #[test]
    fn every_field_of_the_form_says_why_it_is_asked_and_how_long_it_is_kept() {
        for field in super::claim::FIELDS {
            assert!(Personal::ALL.contains(&field));
            assert!(super::claim::why(field).contains(&field.kept_in_words()), "{field:?}");
        }
    }
}
