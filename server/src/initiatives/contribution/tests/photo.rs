//! The photo of a proposal, from the link in the mail to the Landkaart and off it again.

use app::personal::Personal;
use axum::http::header::CONTENT_TYPE;
use time::Duration;

use super::*;
use crate::initiatives::photos;
use crate::initiatives::photos::testing::{jpeg_of_telephone, png_with_header};

/// Sends a form about a photo, with a file or without.
async fn send_photo(
    visitor: &Visitor,
    page: &str,
    file: Option<&[u8]>,
    other: &[(&str, &str)],
    cookie: &str,
) -> Answer {
    let shown = visitor.ask(Method::GET, page, &[(COOKIE, cookie)]).await;
    let seen = shown.text().split("name=\"gezien\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let seen = seen.unwrap_or_default().to_owned();
    let mut body = Vec::new();
    let fields =
        [("gezien", seen.as_str()), ("foto_tekst", "Bewoners in een kring"), ("rechten", "ja"), ("doe", "bewaar")];
    let kept = fields.into_iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    for (name, text) in kept.chain(other.iter().copied()) {
        body.extend_from_slice(
            format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").as_bytes(),
        );
    }
    let name = if file.is_some() { "IMG_2001.jpg" } else { "" };
    body.extend_from_slice(
        format!("--grens\r\nContent-Disposition: form-data; name=\"foto\"; filename=\"{name}\"\r\n\r\n").as_bytes(),
    );
    body.extend_from_slice(file.unwrap_or_default());
    body.extend_from_slice(b"\r\n--grens--\r\n");
    let headers = [(COOKIE, cookie), (CONTENT_TYPE, "multipart/form-data; boundary=grens")];
    visitor.send(Method::POST, page, &headers, Body::from(body)).await
}

/// The address of the photo on a page, without the size.
fn photo_on(page: &Answer) -> Option<String> {
    page.text()
        .split("src=\"")
        .filter_map(|rest| rest.split("/groot.jpg\"").next())
        .find(|address| address.contains("foto") && !address.contains('>'))
        .map(str::to_owned)
}

async fn accepted(visitor: &Visitor, cookie: &str) -> String {
    let page = waiting(visitor, cookie).await.pop().expect("a proposal");
    let done = decide(visitor, &page, cookie, "doe=neem-over").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    page
}

store_tests! {
    async fn a_photo_waits_with_its_proposal_and_is_seen_by_everybody_when_that_is_taken_over(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        assert!(visitor.get(&link).await.text().contains("Voeg een foto toe"));
        let page = format!("{link}/foto");
        let sent = send_photo(&visitor, &page, Some(&jpeg_of_telephone(1_600, 900)), &[], "").await;
        assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, link.as_str()), "{}", sent.text());
        let own = photo_on(&visitor.get(&link).await).expect("a photo");
        let picture = visitor.get(&format!("{own}/groot.jpg")).await;
        assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/jpeg"));
        assert!(picture.header("cache-control").contains("no-store"));
        let id: String = read!(&visitor.store, |db| sqlx::query_scalar("SELECT id FROM photo").fetch_one(db).await).expect("a photo");
        let public = format!("/landkaart/foto/{id}/klein.jpg");
        assert_eq!(visitor.get(&public).await.status, StatusCode::NOT_FOUND, "nobody decided on it");

        let cookie = moderator(&visitor).await;
        let at_desk = waiting(&visitor, &cookie).await.pop().expect("a proposal");
        let shown = visitor.ask(Method::GET, &at_desk, &[(COOKIE, &cookie)]).await;
        assert!(shown.text().contains("Bewoners in een kring"));
        let seen = photo_on(&shown).expect("a photo");
        let seen = visitor.ask(Method::GET, &format!("{seen}/klein.jpg"), &[(COOKIE, &cookie)]).await;
        assert_eq!(seen.status, StatusCode::OK);
        // Whoever edits the words afterwards keeps the photo.
        let again = edit(&visitor, &link, &[("titel", "Buurtparlement De Nieuwe Ploeg")]).await;
        assert_eq!(visitor.post(&format!("{link}/bewerken"), &again, "").await.status, StatusCode::SEE_OTHER);
        accepted(&visitor, &cookie).await;
        let public_one = visitor.get(&public).await;
        assert_eq!((public_one.status, public_one.header("cache-control")), (StatusCode::OK, "public, max-age=3600"));
        let tag = public_one.header("etag").to_owned();
        let known = visitor.ask(Method::GET, &public, &[(axum::http::header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
        let done = visitor.get(&link).await;
        let initiative = done.text().split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.starts_with("/landkaart/initiatief/")).expect("where it is").to_owned();
        let initiative = visitor.get(&initiative).await;
        assert!(initiative.text().contains("alt=\"Bewoners in een kring\"") && initiative.text().contains(&id));

        // A moderator takes it away: it is gone for everybody at once, and for good a month later.
        let number = initiative.text().split("/landkaart/initiatief/").nth(1).and_then(|rest| rest.split('-').next()).expect("a number").to_owned();
        let entry = format!("/beheer/initiatieven/{number}/foto");
        let gone = send_photo(&visitor, &entry, None, &[("doe", "haal-weg")], &cookie).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
        assert_eq!(visitor.get(&public).await.status, StatusCode::NOT_FOUND);
        let history = visitor.get(&format!("/landkaart/initiatief/{number}-x/geschiedenis")).await;
        assert!(history.text().contains("Foto weggehaald"), "{}", history.text());
        let now = visitor.platform.clock.now();
        assert_eq!(photos::forget(&visitor.store, now).await.expect("done"), 0);
        assert_eq!(photos::forget(&visitor.store, now + Duration::days(29)).await.expect("done"), 0);
        assert_eq!(photos::forget(&visitor.store, now + Duration::days(31)).await.expect("done"), 1);
        let prints: i64 = read!(&visitor.store, |db| sqlx::query_scalar("SELECT COUNT(*) FROM photo_print").fetch_one(db).await).expect("a number");
        assert_eq!(prints, 0);
    }

    async fn what_is_wrong_with_a_photo_is_said_beside_its_field_and_the_words_stay(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let page = format!("{}/foto", proposed(&visitor, &[]).await);
        let fifty = vec![0xff_u8; 50 * 1024 * 1024];
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        for (file, status, words) in [
            (None, StatusCode::UNPROCESSABLE_ENTITY, "Kies een foto."),
            (Some(&svg[..]), StatusCode::UNPROCESSABLE_ENTITY, "geen foto die wij kunnen lezen"),
            (Some(&png_with_header(60_000, 60_000)[..]), StatusCode::UNPROCESSABLE_ENTITY, "te veel beeldpunten"),
            (Some(&png_with_header(100, 100)[..]), StatusCode::UNPROCESSABLE_ENTITY, "te klein"),
            (Some(&fifty[..]), StatusCode::PAYLOAD_TOO_LARGE, "groter dan 12 MB"),
        ] {
            let refused = send_photo(&visitor, &page, file, &[], "").await;
            assert_eq!(refused.status, status, "{words}");
            assert!(refused.text().contains(words) && refused.text().contains(">Bewoners in een kring<"), "{words}: {}", refused.text());
        }
        let photo = jpeg_of_telephone(400, 300);
        let silent = send_photo(&visitor, &page, Some(&photo), &[("foto_tekst", ""), ("rechten", "")], "").await;
        assert!(silent.text().contains("Schrijf in een zin") && silent.text().contains("mag gebruiken. Anders"));
        let kept: i64 = read!(&visitor.store, |db| sqlx::query_scalar("SELECT COUNT(*) FROM photo").fetch_one(db).await).expect("a number");
        assert_eq!(kept, 0);
    }

    async fn of_two_tabs_the_second_hears_of_the_first_and_after_twenty_it_is_enough(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let page = format!("{link}/foto");
        let photo = jpeg_of_telephone(400, 300);
        let late = send_photo(&visitor, &page, Some(&photo), &[("gezien", "1")], "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("op een ander tabblad"));
        for _ in 0..19 {
            assert_eq!(send_photo(&visitor, &page, Some(&photo), &[], "").await.status, StatusCode::SEE_OTHER);
        }
        let enough = send_photo(&visitor, &page, Some(&photo), &[], "").await;
        assert_eq!(enough.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!enough.header("retry-after").is_empty() && enough.text().contains("Probeer het morgen"));
        // Other words for the one that is there are no file.
        let words = send_photo(&visitor, &page, None, &[("foto_tekst", "Twintig bewoners")], "").await;
        assert_eq!(words.status, StatusCode::SEE_OTHER);
        assert!(visitor.get(&link).await.text().contains("alt=\"Twintig bewoners\""));
    }

    async fn who_is_erased_leaves_no_photo_that_nobody_decided_on(store: Store) {
        let visitor = Visitor::of_forty(store).await;
        let link = proposed(&visitor, &[]).await;
        let sent = send_photo(&visitor, &format!("{link}/foto"), Some(&jpeg_of_telephone(400, 300)), &[], "").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let address = "inwoner@voorbeeld.nl".parse().expect("an address");
        let mut tx = visitor.store.begin().await.expect("a transaction");
        let held = crate::initiatives::contribution::own_data::held(&mut tx, &address).await.expect("an answer");
        let photos_held = held.iter().find(|held| held.what == Personal::Photo).expect("photos");
        assert_eq!(photos_held.entries.len(), 1);
        crate::initiatives::contribution::own_data::erase(&mut tx, &address).await.expect("done");
        tx.commit().await.expect("done");
        let now = visitor.platform.clock.now();
        assert_eq!(photos::forget(&visitor.store, now).await.expect("done"), 1, "at once, not in a month");
    }
}
