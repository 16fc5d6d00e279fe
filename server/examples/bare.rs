//! The raw limit for `make bench`: the least that axum can do. Serves one file from memory at every address:
//! `cargo run --release --example bare -- FILE [ENCODING]` prints the address it listens on.

use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::IntoResponse;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("name a file")?;
    let encoding = arguments.next().unwrap_or_else(|| "identity".into());
    let bytes = Bytes::from(std::fs::read(file)?);
    let app = Router::new().fallback(move || {
        let (bytes, encoding) = (bytes.clone(), encoding.clone());
        async move {
            ([(CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (CONTENT_ENCODING, encoding)], bytes)
                .into_response()
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}
