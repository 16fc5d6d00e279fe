//! Puts the built site (style, wasm, fonts, icons) into the binary.
//!
//! Reads `target/site/manifest`, which the site build (`tools/site`) writes: a line per file with its name in the code and its
//! public name, beside it the packed forms. Without it the binary still builds, with an empty table: enough for everything
//! but a browser.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use sha2::{Digest, Sha256};

fn main() {
    let crate_folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let site = crate_folder.parent().expect("the crate lies in the workspace").join("target/site");
    // Relative to this crate, so that another checkout with the same target folder looks at its own.
    println!("cargo::rerun-if-changed=../target/site/manifest");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");

    let mut table = String::from("pub(super) static EMBEDDED: &[Embedded] = &[\n");
    let manifest = fs::read_to_string(site.join("manifest")).unwrap_or_default();
    for (name, public) in manifest.lines().filter_map(|line| line.split_once(' ')) {
        let path = site.join(public);
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; run tools/site again", path.display()));
        let hash = Sha256::digest(&bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let path = path.display().to_string();
        let packed = |extension: &str| {
            let file = format!("{path}.{extension}");
            if fs::exists(&file).unwrap_or(false) { format!("Some(include_bytes!({file:?}))") } else { "None".into() }
        };
        let _ = writeln!(
            table,
            "    Embedded {{ name: {name:?}, public: {public:?}, hash: {hash:?}, bytes: include_bytes!({path:?}), \
             br: {}, gzip: {} }},",
            packed("br"),
            packed("gz"),
        );
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("embedded.rs");
    fs::write(out, table).expect("the build folder can be written");
}
