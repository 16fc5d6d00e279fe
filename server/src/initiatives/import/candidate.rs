//! An initiative as it came out of a file, ready to be stored: nothing in here can be nonsense any more.

use std::{fmt, str::FromStr, sync::Arc};

use app::geo::LonLat;
use time::Date;

use super::{
    sheet::At,
    sources::Source,
    text::{Description, ExternalId, PeriodText, PhotoText, Remark, Summary, Title},
};

/// One initiative without errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it stands in the file.
    pub at: At,
    /// The owner's own id; unique within the file.
    pub external_id: ExternalId,
    /// Its name.
    pub title: Title,
    /// What it is, in one or two sentences.
    pub summary: Summary,
    /// The whole story.
    pub description: Option<Description>,
    /// The municipality where it is drawn; known to the reference data.
    pub municipality: MunicipalityCode,
    /// How precisely `position` says where it is.
    pub precision: Precision,
    /// Facet values: first the types with the main one in front, then the other facets in the taxonomy's order.
    pub tags: Vec<Tag>,
    /// The years in which it ran.
    pub period: Period,
    /// The period in words.
    pub period_text: Option<PeriodText>,
    /// Where this can be read, in the order of the file.
    pub sources: Vec<Source>,
    /// The day on which somebody last checked it; never after today.
    pub last_checked: Option<Date>,
    /// A remark for the reader.
    pub remark: Option<Remark>,
    /// Other municipalities that take part, by code, ascending, without `municipality`.
    pub also_in: Vec<MunicipalityCode>,
    /// How far the facts were checked against the sources.
    pub certainty: Option<Certainty>,
    /// Its photo. No file has one.
    pub photo: Option<CandidatePhoto>,
    /// WGS 84, rounded to 6 decimals (about 10 cm); the municipality's label point when the file gives no place.
    pub position: LonLat,
}

/// A photo that is kept already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidatePhoto {
    /// Its number.
    pub id: String,
    /// What can be seen on it.
    pub text: PhotoText,
}

/// A municipality's code of Statistics Netherlands: `GM` and four digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MunicipalityCode(Arc<str>);

/// A text that is no municipality code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a municipality code is GM and four digits")]
pub struct NotAMunicipalityCode;

impl MunicipalityCode {
    /// The code, such as `GM0307`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MunicipalityCode {
    type Err = NotAMunicipalityCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix("GM").ok_or(NotAMunicipalityCode)?;
        let fits = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self(text.into())).ok_or(NotAMunicipalityCode)
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How precisely a position says where an initiative is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The building or the spot itself.
    Address,
    /// Somewhere in this neighbourhood.
    Neighbourhood,
    /// Somewhere in this municipality.
    Municipality,
}

impl Precision {
    /// All values, from precise to coarse.
    pub const ALL: [Self; 3] = [Self::Address, Self::Neighbourhood, Self::Municipality];

    /// The word in files and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Address => "adres",
            Self::Neighbourhood => "buurt",
            Self::Municipality => "gemeente",
        }
    }
}

/// How far the facts were checked against the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// `V`: the facts were read in the named source.
    Verified,
    /// `V~`: it exists according to the source; a detail is still to be checked.
    PartlyVerified,
}

impl Certainty {
    /// The mark in files and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "V",
            Self::PartlyVerified => "V~",
        }
    }
}

/// A value of a facet; only the taxonomy makes one, so both codes exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    pub(super) facet: Arc<str>,
    pub(super) value: Arc<str>,
}

impl Tag {
    /// The code of the facet, such as `soort`.
    #[must_use]
    pub fn facet(&self) -> &str {
        &self.facet
    }

    /// The code of the value, such as `burgerberaad`.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// A year in which an initiative can have begun or ended: 1945 up to ten years after next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(i32);

impl Year {
    /// The first year that is accepted: the present municipal democracy was restored after the war.
    pub const FIRST: i32 = 1945;

    /// The last year that is accepted on a given day.
    #[must_use]
    pub fn last(today: Date) -> i32 {
        today.year() + 11
    }

    /// A year, when it lies in the accepted range.
    #[must_use]
    pub fn new(year: i32, today: Date) -> Option<Self> {
        (Self::FIRST..=Self::last(today)).contains(&year).then_some(Self(year))
    }

    /// The year as a number.
    #[must_use]
    pub fn get(self) -> i32 {
        self.0
    }
}

/// First and last year, where known; the last never lies before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    start: Option<Year>,
    end: Option<Year>,
}

impl Period {
    /// A period; `None` when it ends before it starts.
    #[must_use]
    pub fn new(start: Option<Year>, end: Option<Year>) -> Option<Self> {
        let backwards = matches!((start, end), (Some(start), Some(end)) if end < start);
        (!backwards).then_some(Self { start, end })
    }

    /// The first year.
    #[must_use]
    pub fn start(self) -> Option<Year> {
        self.start
    }

    /// The last year.
    #[must_use]
    pub fn end(self) -> Option<Year> {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_municipality_code_is_gm_and_four_digits() {
        assert!("GM0307".parse::<MunicipalityCode>().is_ok());
        for wrong in ["", "GM307", "gm0307", "GM03071", "GM03a7", "PV20", "GM٠٣٠٧"] {
            assert_eq!(wrong.parse::<MunicipalityCode>(), Err(NotAMunicipalityCode), "{wrong}");
        }
    }

    #[test]
    fn years_run_from_the_restored_democracy_to_ten_years_after_next_year() {
        let today = date!(2026 - 11 - 23);
        assert!(Year::new(1944, today).is_none());
        assert!(Year::new(1945, today).is_some());
        assert!(Year::new(2037, today).is_some());
        assert!(Year::new(2038, today).is_none());
    }

    #[test]
    fn a_period_cannot_end_before_it_starts() {
        let year = |n| Year::new(n, date!(2026 - 11 - 23));
        assert!(Period::new(year(2014), year(2013)).is_none());
        assert!(Period::new(year(2014), year(2014)).is_some());
        assert!(Period::new(None, year(2014)).is_some());
    }
}
