//! Reading what somebody sent with a form.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use super::query;

/// The names and values of a form, as browsers send it.
pub(crate) type Pairs = Vec<(String, String)>;

/// The longest form with stories in it, in bytes.
const LONGEST: usize = 64 * 1024;

/// Reads the body of a form of small fields; the status when it is none.
pub(crate) async fn pairs(request: Request) -> Result<Pairs, StatusCode> {
    read(request, query::LONGEST).await
}

/// Reads the body of a form in which people write stories.
pub(crate) async fn long_pairs(request: Request) -> Result<Pairs, StatusCode> {
    read(request, LONGEST).await
}

async fn read(request: Request, longest: usize) -> Result<Pairs, StatusCode> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
    {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let bytes = to_bytes(request.into_body(), longest).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| StatusCode::BAD_REQUEST)?;
    // No text that anybody types has it, and no database keeps it.
    if text.contains("%00") {
        return Err(StatusCode::BAD_REQUEST);
    }
    // Browsers end lines in a form with both marks.
    let lines = |text: &str| text.replace("\r\n", "\n");
    Ok(form_urlencoded::parse(text.as_bytes()).map(|(name, value)| (name.into_owned(), lines(&value))).collect())
}
