//! Reading a form with a file (RFC 7578).

use axum::extract::{FromRequest as _, Multipart, Request};

use super::forms::Pairs;

/// So much of a file that is too large is read all the same, in bytes: who sends it hears what is wrong only when they have sent it.
/// Of what is larger nothing more is read, and their browser says that the connection was broken.
const READ_AT_MOST: usize = 64 * 1024 * 1024;

/// The most bytes of all fields beside the file.
const MOST_AROUND: usize = 64 * 1024;

/// A file that came with a form.
#[derive(Debug)]
pub(crate) struct File {
    /// What it is called where it comes from.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) content: Vec<u8>,
}

/// A form that was read.
#[derive(Debug)]
pub(crate) struct Upload {
    /// The fields that are no files.
    pub(crate) pairs: Pairs,
    /// The file; nothing when none was chosen.
    pub(crate) file: Option<File>,
}

/// Why a form could not be read.
#[derive(Debug)]
pub(crate) enum NotRead {
    /// The file is too large. The fields that came are there still.
    TooLarge(Pairs),
    /// It is no form with a file, or it was broken off.
    NoForm,
}

/// Reads a form with one file in a field, and keeps no more of that than `largest` bytes. The route has to let it through:
/// `DefaultBodyLimit::disable()`.
pub(crate) async fn upload(request: Request, field_of_file: &str, largest: usize) -> Result<Upload, NotRead> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| NotRead::NoForm)?;
    let (mut pairs, mut file) = (Pairs::new(), None);
    let (mut read, mut around, mut is_too_large) = (0, 0, false);
    while let Some(mut field) = form.next_field().await.map_err(|_| NotRead::NoForm)? {
        let field_name = field.name().unwrap_or_default().to_owned();
        let name = field.file_name().map(str::to_owned);
        let is_file = field_name == field_of_file && file.is_none();
        let mut content = Vec::new();
        while let Some(part) = field.chunk().await.map_err(|_| NotRead::NoForm)? {
            read += part.len();
            if read > READ_AT_MOST {
                return Err(NotRead::TooLarge(pairs));
            }
            if !is_file {
                around += part.len();
                if around > MOST_AROUND {
                    return Err(NotRead::NoForm);
                }
            }
            if is_file && content.len() + part.len() > largest {
                is_too_large = true;
                content = Vec::new();
            }
            if !(is_file && is_too_large) {
                content.extend_from_slice(&part);
            }
        }
        if !is_file {
            let text = String::from_utf8(content).ok().filter(|text| !text.contains('\0')).ok_or(NotRead::NoForm)?;
            // Browsers end lines in a form with both marks.
            pairs.push((field_name, text.replace("\r\n", "\n")));
        } else if let Some(name) = name.filter(|name| !(name.is_empty() && content.is_empty())) {
            file = Some(File { name, content });
        }
    }
    if is_too_large { Err(NotRead::TooLarge(pairs)) } else { Ok(Upload { pairs, file }) }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::DefaultBodyLimit;
    use axum::http::header::CONTENT_TYPE;
    use axum::routing::post;
    use axum::{Router, http};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    /// What is said of a form with these parts: head, content.
    async fn said(parts: &[(&str, Vec<u8>)]) -> String {
        async fn say(request: Request) -> String {
            format!("{:?}", upload(request, "bestand", 10).await)
        }
        let mut body = Vec::new();
        for (head, content) in parts {
            body.extend_from_slice(format!("--grens\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--grens--\r\n");
        let request = http::Request::post("/")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=grens")
            .body(Body::from(body))
            .expect("a request");
        let app = Router::new().route("/", post(say)).layer(DefaultBodyLimit::disable());
        let answer = app.oneshot(request).await.expect("an answer");
        String::from_utf8(answer.into_body().collect().await.expect("a body").to_bytes().to_vec()).expect("text")
    }

    const FILE: &str = "name=\"bestand\"; filename=\"een.txt\"";
    const WORDS: &str = "name=\"tekst\"";

    #[tokio::test]
    async fn a_file_comes_with_the_fields_around_it() {
        let said = said(&[(FILE, b"0123456789".to_vec()), (WORDS, b"een\r\ntwee".to_vec())]).await;
        assert!(said.contains("een.txt") && said.contains("[48, 49") && said.contains(r"een\ntwee"), "{said}");
    }

    #[tokio::test]
    async fn of_a_file_that_is_too_large_nothing_is_kept_but_the_words_beside_it_are() {
        let large = said(&[(FILE, vec![b'a'; 3_000_000]), (WORDS, b"wat erop staat".to_vec())]).await;
        assert!(large.starts_with("Err(TooLarge") && large.contains("wat erop staat"), "{large}");
        let huge = said(&[(WORDS, b"eerst".to_vec()), (FILE, vec![b'a'; READ_AT_MOST + 1])]).await;
        assert!(huge.starts_with("Err(TooLarge") && huge.contains("eerst"), "{huge}");
    }

    #[tokio::test]
    async fn a_form_without_a_file_and_a_form_that_is_none_are_told_apart() {
        assert!(said(&[("name=\"bestand\"; filename=\"\"", vec![])]).await.contains("file: None"));
        assert!(said(&[(WORDS, vec![b'a'; MOST_AROUND + 1])]).await.contains("NoForm"));
        assert!(said(&[(WORDS, b"a\0b".to_vec())]).await.contains("NoForm"));
        assert!(said(&[(WORDS, vec![0xff])]).await.contains("NoForm"));
    }
}
