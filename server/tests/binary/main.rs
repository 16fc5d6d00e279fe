//! The real binary, in a folder of its own.

mod commands;
mod databases;
mod killed;
mod killed_jobs;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A folder to work in, with nothing in it and no settings of whoever runs the tests.
struct Desk {
    folder: TempDir,
    /// The server and the name of a database elsewhere; nothing for a file in the folder.
    database: Option<(String, String)>,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), database: None }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dia"));
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("DIA_")) {
                command.env_remove(name);
            }
        }
        command.args(words).current_dir(self.folder.path()).env("RUST_LOG", "off");
        if let Some(address) = self.database_address() {
            command.env("DIA_DATABASE_URL", address);
        }
        command
    }

    fn dia(&self, words: &[&str]) -> Said {
        Said::of(&self.command(words).output().expect("the binary runs"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).expect("a writable folder");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Everything in the folder, by name.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// What a command said, and how it ended.
#[derive(Debug)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    #[track_caller]
    fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }
}

/// A site that serves; it ends with the test.
struct Serving {
    process: Child,
    address: String,
}

impl Serving {
    fn start(desk: &Desk, words: &[&str]) -> Self {
        Self::of(desk, words, &[]).expect("the address")
    }

    /// A site that dies at a step with its database; nothing when it is dead before it listens.
    fn start_dying(desk: &Desk, step: u32) -> Option<Self> {
        Self::of(desk, &[], &[("DIA_TEST_DIE_AT_STEP", &step.to_string())])
    }

    /// A site with these in its environment; nothing when it is dead before it listens.
    fn of(desk: &Desk, words: &[&str], environment: &[(&str, &str)]) -> Option<Self> {
        let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.args(words).envs(environment.iter().copied()).stderr(Stdio::null());
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the binary runs");
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().expect("a pipe")).read_line(&mut line).expect("readable");
        let Some(address) = line.trim().strip_prefix("Democratie in Actie: http://") else {
            process.wait().expect("it ends");
            return None;
        };
        let address = address.to_owned();
        Some(Self { process, address })
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let host = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// Asks it to stop, as systemd does, and gives its exit code.
    fn stop(mut self) -> Option<i32> {
        let number = self.process.id().to_string();
        let asked = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &number]).status().expect("a shell");
        assert!(asked.success());
        self.process.wait().expect("it ends").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
