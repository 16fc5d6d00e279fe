//! A file that a command writes, which is there whole or not at all: it is written beside its place and put there when it
//! is complete. Until then an older file of that name stays as it is.

use std::fs::File;
use std::io::{self, Seek as _, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// What anyone may do with a new file, as far as the account's umask allows.
const ORDINARY: u32 = 0o666;

/// A file on its way.
#[derive(Debug)]
pub(super) struct WholeFile {
    part: NamedTempFile,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A file, or a name that is free.
    Named(PathBuf),
    /// Something that takes bytes and must not be replaced, such as a pipe or `/dev/null`.
    Stream(PathBuf),
    StandardOutput,
}

impl WholeFile {
    /// For a name. Fails now when nothing can be written there.
    pub(super) fn named(path: &Path) -> io::Result<Self> {
        // Behind a link stands the file that is meant.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        match path.metadata() {
            Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => Ok(Self { part: NamedTempFile::new()?, place: Place::Stream(path) }),
            there => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let part = tempfile::Builder::new()
                    .prefix(".dia-")
                    .permissions(std::fs::Permissions::from_mode(ORDINARY))
                    .tempfile_in(folder)?;
                if let Ok(there) = there {
                    part.as_file().set_permissions(there.permissions())?;
                }
                Ok(Self { part, place: Place::Named(path) })
            }
        }
    }

    /// For standard output, which gets nothing before everything is known.
    pub(super) fn standard_output() -> io::Result<Self> {
        Ok(Self { part: NamedTempFile::new()?, place: Place::StandardOutput })
    }

    /// Forgets what was written, to begin again.
    pub(super) fn empty(&mut self) -> io::Result<()> {
        self.part.as_file().set_len(0)?;
        self.part.rewind()
    }

    /// Puts the file in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.part.flush()?;
        self.part.rewind()?;
        match self.place {
            Place::Named(path) => {
                self.part.as_file().sync_all()?;
                self.part.persist(path).map(|_| ()).map_err(|refused| refused.error)
            }
            Place::Stream(path) => {
                let mut stream = File::options().write(true).open(path)?;
                io::copy(&mut self.part, &mut stream).map(|_| ())
            }
            Place::StandardOutput => {
                let mut stream = io::stdout().lock();
                io::copy(&mut self.part, &mut stream)?;
                stream.flush()
            }
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_file_stays_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("uit.csv");
        std::fs::write(&path, "old").expect("writable");
        let mut half = WholeFile::named(&path).expect("a place");
        half.write_all(b"ne").expect("written");
        drop(half);
        assert_eq!(std::fs::read(&path).expect("there"), b"old");
        let mut whole = WholeFile::named(&path).expect("a place");
        whole.write_all(b"false start").expect("written");
        whole.empty().expect("empty");
        whole.write_all(b"new").expect("written");
        whole.finish().expect("in place");
        assert_eq!(std::fs::read(&path).expect("there"), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
        assert!(made.success());
        let mut whole = WholeFile::named(&pipe).expect("a place");
        whole.write_all(b"new").expect("written");
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read(pipe)
        });
        whole.finish().expect("written");
        assert_eq!(reader.join().expect("no panic").expect("readable"), b"new");
        assert!(!pipe.is_file());
    }

    #[test]
    fn a_place_where_nothing_can_be_written_is_refused_at_once() {
        assert!(WholeFile::named(Path::new("/no/such/folder/uit.csv")).is_err());
        assert!(WholeFile::named(&std::env::temp_dir()).is_err());
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "old").expect("writable");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        let mut whole = WholeFile::named(&link).expect("a place");
        whole.write_all(b"new").expect("written");
        whole.finish().expect("in place");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).expect("there"), b"new");
    }
}
