//! What time it is: asked of one place, so that tests decide it.

use std::fmt;
use std::sync::Arc;

use time::OffsetDateTime;

/// A clock. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> OffsetDateTime + Send + Sync>);

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn of_machine() -> Self {
        Self(Arc::new(OffsetDateTime::now_utc))
    }

    /// A clock that shows what a function says.
    #[must_use]
    pub fn showing(now: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// This moment, in UTC.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}
