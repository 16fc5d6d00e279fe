//! Why a program gets no data, as a problem document.

use app::initiatives::needs::LandkaartError;
use app::texts::{text, text_with};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::blocking::Stopped;
use crate::http::limits::Exceeded;
use crate::http::problem::{FieldError, Problem};
use crate::http::{moved, sentence};
use crate::store::StoreError;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The data were written while the answer was made; a new snapshot gives a whole answer.
    Moved,
    /// The request cannot be answered, and the document says why.
    Problem(Problem),
    /// The visitor asks too much.
    Exceeded(Exceeded),
    /// What was asked for is part of something else now, at this address.
    Elsewhere(String),
}

impl Refusal {
    /// A problem with a Dutch sentence.
    pub(super) fn of(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::Problem(Problem::new(status, detail))
    }

    /// Parameters that are wrong, each with what is wrong with it.
    pub(super) fn parameters(status: StatusCode, errors: Vec<FieldError>) -> Self {
        Self::Problem(Problem::of_parameters(status, errors))
    }

    /// The database or a thread of work failed; the log says how.
    pub(super) fn unavailable(error: impl Into<StoreError>) -> Self {
        let error: StoreError = error.into();
        tracing::error!(%error, "open data could not be read");
        Self::internal()
    }

    /// Something failed that has been logged.
    pub(super) fn internal() -> Self {
        Self::of(StatusCode::INTERNAL_SERVER_ERROR, sentence(StatusCode::INTERNAL_SERVER_ERROR))
    }
}

impl From<LandkaartError> for Refusal {
    fn from(error: LandkaartError) -> Self {
        match error {
            LandkaartError::NotFound => Self::of(StatusCode::NOT_FOUND, text("export-problem-not-found")),
            LandkaartError::Gone(None) => Self::of(StatusCode::GONE, text("export-problem-gone")),
            LandkaartError::Gone(Some(reason)) => Self::of(
                StatusCode::GONE,
                format!(
                    "{} {}",
                    text("export-problem-gone"),
                    text_with("error-gone-reason", [("reason", reason.into())])
                ),
            ),
            LandkaartError::NoSuchPage { .. } => Self::of(StatusCode::NOT_FOUND, sentence(StatusCode::NOT_FOUND)),
            LandkaartError::Unavailable => Self::internal(),
        }
    }
}

impl From<Stopped> for Refusal {
    fn from(_has_been_logged: Stopped) -> Self {
        Self::internal()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (problem, wait) = match self {
            Self::Elsewhere(address) => return moved(&address),
            Self::Moved => (Problem::new(StatusCode::SERVICE_UNAVAILABLE, text("export-problem-moving")), Some(2)),
            Self::Problem(problem) => (problem, None),
            Self::Exceeded(exceeded) => {
                (Problem::new(exceeded.status, sentence(exceeded.status)), Some(exceeded.retry_after))
            }
        };
        let mut response = problem.into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
