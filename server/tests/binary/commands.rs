//! The command line as an operator meets it.

use std::process::{Child, Stdio};

use serde_json::Value;

use super::{Desk, Said, Serving};

/// The forty built-in initiatives.
const INITIATIVES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content/initiatives.geojson");

/// The built-in boundaries.
const BOUNDARIES: &str = include_str!("../../content/municipalities/gemeenten.geojson");

/// A table with one row in order and one that is not.
const HALF_RIGHT: &str = "external_id,titel,samenvatting,gemeente,soorten,status
rij-1,Een stadsgesprek,Bewoners maken samen een plan.,GM0307,referendum,loopt
rij-2,Een dorpsgesprek,Bewoners maken samen een plan.,GM9999,referendum,loopt
";

#[test]
fn help_is_no_failure_and_wrong_use_has_a_code_of_its_own() {
    let desk = Desk::new();
    let help = desk.dia(&["serve", "--help"]).with_code(0);
    for setting in ["DIA_LISTEN", "DIA_DATABASE_URL", "DIA_BASE_URL", "DIA_TILES", "DIA_TRUSTED_PROXIES"] {
        assert!(help.out.contains(setting), "{setting}");
    }
    desk.dia(&["--version"]).with_code(0);
    for wrong in
        [&["opruimen"][..], &["import", "initiatives"], &["serve", "--port", "80"], &["export", "--format", "xls"]]
    {
        desk.dia(wrong).with_code(2);
    }
    assert!(desk.names().is_empty());
}

#[test]
fn a_wrong_variable_is_refused_at_the_start_with_its_name_and_what_it_should_be() {
    let desk = Desk::new();
    for (variable, value, flag) in [
        ("DIA_DATABASE_URL", "postgrs://dia:geheim@db/dia", "--database-url"),
        ("DIA_LISTEN", "localhost:3000", "--listen"),
        ("DIA_BASE_URL", "www.example.nl", "--base-url"),
        ("DIA_DEMO", "misschien", "--demo"),
        ("DIA_METRICS_LISTEN", "9100", "--metrics-listen"),
        ("DIA_TILES", "straten", "--tiles"),
        ("DIA_TRUSTED_PROXIES", "10.0.0.0/8,thuis", "--trusted-proxies"),
        ("DIA_EMBED_ANCESTORS", "example.nl", "--embed-ancestors"),
        ("DIA_SECURITY_CONTACT", "beheer", "--security-contact"),
        ("DIA_RATE_LIMIT", "veel", "--rate-limit"),
    ] {
        let output = desk.command(&["serve"]).env(variable, value).output().expect("the binary runs");
        let said = Said::of(&output).with_code(2);
        for part in [flag, variable, "it should "] {
            assert!(said.err.contains(part), "{part}: {}", said.err);
        }
        assert!(!said.err.contains("geheim"), "{}", said.err);
    }
    assert!(desk.names().is_empty(), "nothing was begun");
}

#[test]
fn an_empty_variable_is_off_and_a_switch_is_a_one_or_a_zero() {
    let desk = Desk::new();
    desk.dia(&["migrate"]).with_code(0);
    let mut doctor = desk.command(&["doctor"]);
    for name in [
        "DIA_DATABASE_URL",
        "DIA_LISTEN",
        "DIA_BASE_URL",
        "DIA_DEMO",
        "DIA_METRICS_LISTEN",
        "DIA_TILES",
        "DIA_TILE_CACHE",
        "DIA_TRUSTED_PROXIES",
        "DIA_EMBED_ANCESTORS",
        "DIA_SECURITY_CONTACT",
        "DIA_RATE_LIMIT",
    ] {
        doctor.env(name, "");
    }
    let said = Said::of(&doctor.output().expect("the binary runs"));
    assert!(said.out.contains("good    database"), "{said:#?}");
    for switch in ["1", "0", "true", "no"] {
        doctor.env("DIA_DEMO", switch);
        let said = Said::of(&doctor.output().expect("the binary runs"));
        assert!(said.out.contains("good    database"), "{said:#?}");
    }
}

#[test]
fn a_copy_that_is_not_there_is_named_and_nothing_is_made() {
    let desk = Desk::new();
    let said = desk.dia(&["restore", "nope.db"]).with_code(1);
    assert_eq!(said.err, "dia: there is no file nope.db; give the name of a copy that `dia backup FILE` made\n");
    assert!(said.out.is_empty() && desk.names().is_empty());
}

#[test]
fn boundaries_that_cannot_be_read_are_refused_with_the_file_and_the_place_in_it() {
    let desk = Desk::new();
    desk.dia(&["migrate"]).with_code(0);
    desk.write("half.geojson", &BOUNDARIES[..100_000]);
    let said = desk.dia(&["import", "municipalities", "half.geojson"]).with_code(1);
    let expected = "dia: half.geojson: the file ends in the middle, after 100000 bytes (line 1, byte 100000 of that line): \
                    it seems to be cut off. Fetch it again.\n";
    assert_eq!(said.err, expected);
    let said = desk.dia(&["import", "municipalities"]).with_code(2);
    assert!(said.err.contains("<FILE|--built-in>"), "{}", said.err);
    let said = desk.dia(&["import", "municipalities", "half.geojson", "--built-in"]).with_code(2);
    assert!(said.err.contains("cannot be used with"), "{}", said.err);
    let said = desk.dia(&["import", "municipalities", "--built-in"]).with_code(0);
    assert_eq!(said.out, "The built-in boundaries are in place already.\n");
}

#[test]
fn what_only_looks_at_a_database_never_makes_one() {
    let desk = Desk::new();
    desk.write("rijen.csv", HALF_RIGHT);
    for words in [
        &["backup", "copy.db"][..],
        &["export", "initiatives"],
        &["export", "initiatives", "--output", "uit.csv"],
        &["import", "initiatives", "rijen.csv", "--dry-run"],
    ] {
        let said = desk.dia(words).with_code(1);
        assert!(said.err.contains("there is no database data/dia.db; set DIA_DATABASE_URL"), "{}", said.err);
        assert!(said.out.is_empty(), "{}", said.out);
    }
    let said = desk.dia(&["doctor"]).with_code(1);
    assert!(said.out.contains("wrong   database: there is no database data/dia.db"), "{}", said.out);
    assert_eq!(desk.names(), ["rijen.csv"]);
}

#[test]
fn the_doctor_tells_a_sound_database_from_a_damaged_one() {
    let desk = Desk::new();
    let said = desk.dia(&["migrate"]).with_code(0);
    let place = desk.path("data/dia.db").canonicalize().expect("a database").display().to_string();
    assert_eq!(said.err, format!("There was no database yet; a new one is being made: {place}.\n"));
    assert_eq!(said.out, format!("The database is up to date: {place}.\n"));
    let again = desk.dia(&["migrate"]).with_code(0);
    assert_eq!((again.out, again.err), (said.out, String::new()));
    let healthy = desk.dia(&["doctor"]);
    for part in [
        "good    database: it answers, is whole and up to date",
        "advice  initiatives: none yet",
        "good    clock",
        "advice  contact: not set",
        "advice  security contact: not set, so security.txt leads to where visitors write to. Set DIA_SECURITY_CONTACT.",
    ] {
        assert!(healthy.out.contains(part), "{}", healthy.out);
    }
    // A binary that was built without the site says so, and nothing else is wrong here.
    let wrong: Vec<&str> = healthy.out.lines().filter(|line| line.starts_with("wrong")).collect();
    assert!(wrong.iter().all(|line| line.contains("files of the site")), "{wrong:?}");

    let mut bytes = std::fs::read(desk.path("data/dia.db")).expect("the database");
    for byte in &mut bytes[8_192..] {
        *byte = 0xab;
    }
    desk.write("data/dia.db", &bytes);
    let damaged = desk.dia(&["doctor"]).with_code(1);
    assert!(damaged.out.contains("wrong   database: the database is damaged"), "{}", damaged.out);
    assert!(damaged.out.contains("dia restore FILE"), "{}", damaged.out);
}

#[test]
fn the_manual_asks_the_doctor_with_every_setting_that_the_unit_has() {
    let manual = include_str!("../../../docs/operations.md");
    let command = manual.split("```").find(|block| block.contains("dia doctor") && block.contains("systemd-run"));
    let command = command.expect("a command to copy");
    let unit = include_str!("../../../deploy/dia.service");
    let mut settings = 0;
    for line in unit.lines() {
        let expected = match line.split_once('=') {
            Some(("EnvironmentFile", file)) => format!("-p EnvironmentFile={file} "),
            Some(("Environment", setting)) if setting.starts_with("DIA_") => format!("-E {setting} "),
            _ => continue,
        };
        assert!(command.contains(&expected), "{expected}");
        settings += 1;
    }
    assert_eq!(settings, 3);
    assert!(command.contains(
        unit.lines().find_map(|line| line.strip_prefix("ExecStart=")?.strip_suffix(" serve")).expect("a program")
    ));
}

#[test]
fn an_import_reports_per_row_and_keeps_standard_output_for_the_report() {
    let desk = Desk::new();
    desk.write("rijen.csv", HALF_RIGHT);
    desk.dia(&["migrate"]).with_code(0);

    let trial = ["import", "initiatives", "rijen.csv", "--report", "json", "--dry-run"];
    let said = desk.dia(&trial).with_code(1);
    let report: Value = serde_json::from_str(&said.out).expect("JSON and nothing else");
    let outcome = |report: &Value| {
        (report["mode"].clone(), report["added"].clone(), report["changed"].clone(), report["unchanged"].clone())
    };
    assert_eq!(outcome(&report), ("dry-run".into(), 1.into(), 0.into(), 0.into()));
    assert_eq!(report["counts"]["invalid"], 1);

    let write = ["import", "initiatives", "rijen.csv", "--report", "json", "--corrections", "fout.csv"];
    let said = desk.dia(&write).with_code(1);
    let report: Value = serde_json::from_str(&said.out).expect("JSON and nothing else");
    assert_eq!(outcome(&report), ("write".into(), 1.into(), 0.into(), 0.into()), "the trial wrote nothing");
    assert!(said.err.contains("Om te verbeteren: 1 rij, in fout.csv."), "{}", said.err);
    assert!(said.err.contains("Niet opgenomen: 1 rij."), "{}", said.err);
    let corrections = desk.read("fout.csv");
    assert!(corrections.contains("rij-2;") && !corrections.contains("rij-1;"), "{corrections}");

    // Corrected, it goes in; what is left to correct is nothing, and the file says so.
    desk.write("goed.csv", corrections.replace("GM9999", "GM0307"));
    let said =
        desk.dia(&["import", "initiatives", "goed.csv", "--report", "csv", "--corrections", "fout.csv"]).with_code(0);
    assert!(said.err.contains("Opgeslagen. Toegevoegd: 1, gewijzigd: 0, ongewijzigd: 0."), "{}", said.err);
    assert!(said.out.starts_with('\u{feff}') && !said.out.contains("Opgeslagen"), "{}", said.out);
    assert_eq!(desk.read("fout.csv").lines().count(), 1);
}

#[test]
fn a_place_for_corrections_that_cannot_be_written_is_refused_before_anything_is_stored() {
    let desk = Desk::new();
    desk.write("rijen.csv", HALF_RIGHT);
    for place in ["no/such/folder.csv", ".", "./rijen.csv"] {
        let said = desk.dia(&["import", "initiatives", "rijen.csv", "--corrections", place]).with_code(1);
        assert!(said.err.starts_with(&format!("dia: {place}: ")), "{}", said.err);
    }
    let said = desk.dia(&["import", "initiatives", "geen.csv"]).with_code(1);
    assert!(said.err.starts_with("dia: geen.csv: Dit bestand is er niet."), "{}", said.err);
    assert_eq!(desk.names(), ["rijen.csv"], "no database was needed");
    assert_eq!(desk.read("rijen.csv"), HALF_RIGHT);
}

#[test]
fn what_is_exported_comes_in_again_as_it_was() {
    let desk = Desk::new();
    let said = desk.dia(&["import", "initiatives", INITIATIVES]).with_code(0);
    assert!(said.out.contains("Opgeslagen. Toegevoegd: 40, gewijzigd: 0, ongewijzigd: 0."), "{}", said.out);
    desk.write("uit.geojson", "an older file");
    desk.dia(&["export", "initiatives", "--output", "uit.geojson"]).with_code(0);
    desk.write("uit.csv", desk.dia(&["export", "initiatives", "--format", "csv"]).with_code(0).out);
    assert_eq!(desk.names(), ["data", "uit.csv", "uit.geojson"], "nothing is left beside the files");
    for file in ["uit.geojson", "uit.csv"] {
        let said = desk.dia(&["import", "initiatives", file]).with_code(0);
        assert!(said.out.contains("ongewijzigd: 40."), "{file}: {}", said.out);
    }
}

#[test]
fn an_account_is_added_although_nobody_reads_what_is_printed() {
    let desk = Desk::new();
    let mut command = desk.command(&["account", "add", "--email", "naam@voorbeeld.nl", "--role", "owner"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    // As `head` does when it has had enough.
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("an end");
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn the_audit_log_is_exported_from_its_first_entry_on() {
    let desk = Desk::new();
    desk.dia(&["account", "add", "--email", "naam@voorbeeld.nl", "--role", "owner"]).with_code(0);
    let said = desk.dia(&["export", "audit"]).with_code(0);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "Nummer,Wanneer,Wie,Wat,Waarop,Verschil");
    assert!(lines[1].starts_with("1,20") && lines[1].contains("account toegevoegd"), "{}", said.out);
    assert!(lines[1].ends_with("mailadres: naam@voorbeeld.nl") && lines[2].ends_with("rol: Eigenaar"), "{}", said.out);
    desk.dia(&["export", "audit", "--output", "log.csv"]).with_code(0);
    assert_eq!(desk.read("log.csv"), said.out);
}

#[test]
fn a_site_serves_although_its_mail_server_does_not_answer() {
    let desk = Desk::new();
    let site = Serving::start(&desk, &["--smtp-url", "smtp://127.0.0.1:9", "--mail-from", "post@voorbeeld.nl"]);
    assert!(site.get("/health/ready").starts_with("HTTP/1.1 200"));
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn a_site_serves_is_copied_meanwhile_and_ends_in_good_order() {
    let desk = Desk::new();
    let site = Serving::start(&desk, &["--demo"]);
    assert!(site.get("/health/ready").starts_with("HTTP/1.1 200"));
    assert!(site.get("/api/v1/initiatieven?aantal=1").contains("\"totaal\":40"));

    let said = desk.dia(&["backup", "copy.db"]).with_code(0);
    assert_eq!(said.out, "A copy is in copy.db.\n");
    assert!(desk.dia(&["backup", "copy.db"]).with_code(1).err.contains("copy.db exists already"));
    assert!(desk.dia(&["restore", "copy.db"]).with_code(1).err.contains("stop `dia serve` first"));
    assert!(site.get("/health/ready").starts_with("HTTP/1.1 200"));
    assert_eq!(site.stop(), Some(0));
    assert_eq!(std::fs::read_dir(desk.path("data")).expect("a folder").count(), 1, "the log is folded into the file");

    desk.write("data/dia.db", "this was the database");
    let said = desk.dia(&["restore", "copy.db"]).with_code(0);
    assert!(said.out.contains("What was there before is in data/dia.before-restore-1.db."), "{}", said.out);
    assert_eq!(desk.read("data/dia.before-restore-1.db"), "this was the database");
    let site = Serving::start(&desk, &[]);
    assert!(site.get("/api/v1/initiatieven?aantal=1").contains("\"totaal\":40"));
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn sites_and_commands_that_start_at_once_on_a_new_database_wait_for_one_another() {
    let desk = Desk::new();
    let starts: Vec<Child> = (0..3)
        .map(|_| desk.command(&["import", "initiatives", INITIATIVES]).stdout(Stdio::piped()).spawn().expect("it runs"))
        .collect();
    let ends: Vec<Said> =
        starts.into_iter().map(|start| Said::of(&start.wait_with_output().expect("it ends"))).collect();
    assert!(ends.iter().all(|said| said.code == Some(0)), "{ends:#?}");
    assert_eq!(ends.iter().filter(|said| said.out.contains("Toegevoegd: 40")).count(), 1, "{ends:#?}");
}

#[test]
fn a_file_or_folder_that_is_not_there_is_told_in_one_sentence_with_what_to_do() {
    let desk = Desk::new();
    let missing = desk.dia(&["import", "initiatives", "weg.csv"]).with_code(1);
    assert_eq!(missing.err, "dia: weg.csv: Dit bestand is er niet. Controleer de naam en de map.\n");
    let missing = desk.dia(&["import", "municipalities", "weg.geojson"]).with_code(1);
    assert_eq!(missing.err, "dia: weg.geojson cannot be read: there is no such file; check its name and its folder\n");
    assert!(desk.names().is_empty(), "nothing was made of what was not there: {:?}", desk.names());
    desk.dia(&["migrate"]).with_code(0);
    for words in [&["backup", "weg/kopie.db"][..], &["export", "initiatives", "--output", "weg/kopie.db"]] {
        let refused = desk.dia(words).with_code(1);
        let remedy = "there is no folder weg; make it first, or choose another one";
        assert_eq!(refused.err, format!("dia: weg/kopie.db cannot be written: {remedy}\n"));
    }
}
