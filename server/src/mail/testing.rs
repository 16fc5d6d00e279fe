//! A real mail server for tests.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A mail server that does what the test wants. `make test` brings it; without it these tests are passed by.
pub(super) struct MailServer {
    process: Child,
    /// What it took, and what it is to do.
    pub(super) folder: TempDir,
    pub(super) port: u16,
}

impl MailServer {
    pub(super) fn start() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let (process, port) = Self::process(&folder, 0, &[])?;
        Some(Self { process, folder, port })
    }

    /// One that takes mail over safe connections only; the authority that vouches for it is in `ca.pem`.
    pub(super) fn start_safe(safety: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).to_str().expect("text").to_owned();
        let (ca, ca_key, certificate, key) = (path("ca.pem"), path("ca.key"), path("server.pem"), path("server.key"));
        let new_key = ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2"];
        run("openssl", &[&new_key, &["-subj", "/CN=Gemeente-CA", "-keyout", &ca_key, "-out", &ca][..]].concat());
        let by_ca = ["-CA", &ca, "-CAkey", &ca_key, "-subj", "/CN=mail", "-keyout", &key, "-out", &certificate];
        let leaf = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"];
        run("openssl", &[&new_key, &by_ca[..], &leaf].concat());
        let both = [&certificate, &key].map(|file| std::fs::read_to_string(file).expect("PEM")).concat();
        std::fs::write(&certificate, both).expect("a writable folder");
        let (process, port) = Self::process(&folder, 0, &[safety])?;
        Some(Self { process, folder, port })
    }

    fn process(folder: &TempDir, port: u16, safety: &[&str]) -> Option<(Child, u16)> {
        let Some(python) = std::env::var_os("DIA_PYTHON") else {
            assert!(std::env::var_os("DIA_REQUIRE_MAIL_SERVER").is_none(), "DIA_PYTHON is not set");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/mail_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(folder.path())
            .arg(port.to_string())
            .args(safety)
            .stdout(Stdio::piped())
            .spawn()
            .expect("python runs");
        let mut said = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut said).expect("a line");
        Some((process, said.trim().parse().expect("a port")))
    }

    pub(super) fn is(&self, mood: &str) {
        std::fs::write(self.folder.path().join("mood"), mood).expect("a writable folder");
    }

    /// Waits until the server makes somebody wait.
    pub(super) async fn thinks(&self) {
        let file = self.folder.path().join("thinking");
        let begins = async {
            while !file.exists() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(60), begins).await.expect("a server that thinks");
    }

    pub(super) fn goes_down(&mut self) {
        self.process.kill().expect("it ran");
        self.process.wait().expect("it ended");
    }

    pub(super) fn comes_back(&mut self) {
        self.process = Self::process(&self.folder, self.port, &[]).expect("it ran before").0;
    }

    /// The mails it took, in order.
    pub(super) fn mails(&self) -> Vec<String> {
        let path = |number: usize| self.folder.path().join(format!("{number}.eml"));
        (1..=1_000)
            .map(path)
            .take_while(|path| path.exists())
            .map(|path| std::fs::read_to_string(path).expect("text"))
            .collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs a program of the real world; what it says.
pub(super) fn run(program: impl AsRef<std::ffi::OsStr>, words: &[&str]) -> String {
    let done = Command::new(program).args(words).output().expect("a program");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}
