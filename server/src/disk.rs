//! What the operating system says of a file, as a sentence with what to do: it speaks English in terms of its own, and names
//! files that whoever works with the platform never heard of.

use std::io;
use std::path::Path;

/// Why a file was not read, in the words of an operator: what follows "… cannot be read: ".
pub(crate) fn why_unread(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "there is no such file; check its name and its folder".to_owned(),
        Kind::PermissionDenied => "this account may not read it; change its rights or use another account".to_owned(),
        Kind::IsADirectory => "it is a folder; give the name of a file in it".to_owned(),
        Kind::InvalidData => "it is not text in UTF-8; save it as that".to_owned(),
        _ => bare(error),
    }
}

/// Why a file was not written, in the words of an operator: what follows "… cannot be written: ".
pub(crate) fn why_unwritten(file: &Path, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).display();
    match error.kind() {
        Kind::NotFound => format!("there is no folder {folder}; make it first, or choose another one"),
        Kind::NotADirectory => format!("{folder} is not a folder; choose another one"),
        Kind::PermissionDenied => {
            format!("this account may not write in {folder}; change its rights or choose another")
        }
        Kind::IsADirectory => "it is a folder; give the name of a file in it".to_owned(),
        Kind::StorageFull => "the disk is full; make room or choose another one".to_owned(),
        Kind::ReadOnlyFilesystem => format!("nothing can be written in {folder}; choose another folder"),
        _ => bare(error),
    }
}

/// What the system says without the name of the file that it said it of, which may be one on its way to another name.
pub(crate) fn bare(error: &io::Error) -> String {
    match error.raw_os_error().or_else(|| nested(error)) {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => error.to_string(),
    }
}

/// The number of an error inside one that adds the name of a file.
fn nested(error: &io::Error) -> Option<i32> {
    let mut cause: &(dyn std::error::Error + 'static) = error.get_ref()?;
    loop {
        if let Some(code) = cause.downcast_ref::<io::Error>().and_then(io::Error::raw_os_error) {
            return Some(code);
        }
        cause = cause.source()?;
    }
}
