//! An edition of the Dag: where and when it is, and from when until when people can register.

use serde::{Deserialize, Serialize};

/// An edition, as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its number in the database.
    pub id: String,
    /// Its name in addresses, such as `2027`.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The day (ISO 8601).
    pub day: String,
    /// The building, or what is known of the place.
    pub venue: String,
    /// The town.
    pub town: String,
    /// What it is, in a sentence or two.
    pub lead: String,
    /// More of it, as HTML that can do no harm.
    pub html: String,
    /// How many people can come; nothing where that is not known, or not kept any more.
    pub capacity: Option<u32>,
    /// When registration opens, in seconds since 1970 UTC; nothing for an edition without one.
    pub opens_at: Option<i64>,
    /// When it closes.
    pub closes_at: Option<i64>,
    /// Until when people change what they told the caterer by themselves.
    pub freezes_at: Option<i64>,
    /// Whether it is made up, to show what an edition looks like.
    pub is_example: bool,
    /// Where the facts about it were found.
    pub sources: Vec<Source>,
}

/// Where a fact was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// How far registration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registering {
    /// There is none, here.
    Never,
    /// It opens at this moment.
    From(i64),
    /// It is open until this moment.
    Until(i64),
    /// It is over.
    Over,
}

impl Edition {
    /// How far registration is at a moment, in seconds since 1970 UTC.
    #[must_use]
    pub const fn registering(&self, now: i64) -> Registering {
        match (self.opens_at, self.closes_at) {
            (Some(opens), Some(_)) if now < opens => Registering::From(opens),
            (Some(_), Some(closes)) if now < closes => Registering::Until(closes),
            (Some(_), Some(_)) => Registering::Over,
            _ => Registering::Never,
        }
    }

    /// Its own page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/dag/edities/{}", self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(opens_at: Option<i64>, closes_at: Option<i64>) -> Edition {
        Edition {
            id: String::new(),
            code: "2027".into(),
            name: String::new(),
            day: "2027-11-12".into(),
            venue: String::new(),
            town: String::new(),
            lead: String::new(),
            html: String::new(),
            capacity: None,
            opens_at,
            closes_at,
            freezes_at: None,
            is_example: true,
            sources: vec![],
        }
    }

    #[test]
    fn registration_opens_and_closes_on_the_second() {
        let day = edition(Some(100), Some(200));
        for (now, expected) in [
            (99, Registering::From(100)),
            (100, Registering::Until(200)),
            (199, Registering::Until(200)),
            (200, Registering::Over),
        ] {
            assert_eq!(day.registering(now), expected, "{now}");
        }
        assert_eq!(edition(None, None).registering(0), Registering::Never);
        assert_eq!(edition(Some(0), None).registering(1), Registering::Never, "what never closes was never set up");
    }
}
