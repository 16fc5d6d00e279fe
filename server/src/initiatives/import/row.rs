//! From a sheet to candidates and a report: the valid rows go on, the others come out as corrections.

use std::collections::HashMap;

use super::{
    Reading,
    corrections::Corrections,
    decode::Decoded,
    fault::Fault,
    fields::RowReader,
    reference::Reference,
    report::{Counts, Format, Problem, Report, Severity},
    sheet::{At, Sheet},
    text::ExternalId,
};

/// Reads all rows of a sheet.
pub(super) fn read_all(sheet: Sheet, decoded: &Decoded, format: Format, reference: &Reference<'_>) -> Reading {
    let mut corrections = Corrections::new(&sheet);
    let mut reader = RowReader::new(&sheet, reference);
    let mut first_seen: HashMap<ExternalId, At> = HashMap::new();
    let mut candidates = Vec::new();
    let mut counts = Counts { rows: sheet.rows.len(), ..Counts::default() };
    let mut problems: Vec<Problem> = Vec::new();
    for row in &sheet.rows {
        let mut findings = Findings::default();
        let candidate = reader.candidate(row, &mut first_seen, &mut findings);
        let told = findings.problems(row.at);
        match candidate.filter(|_| told.iter().all(|problem| problem.severity != Severity::Error)) {
            Some(candidate) => candidates.push(candidate),
            None => corrections.add(&row.cells, &told),
        }
        problems.extend(told);
    }
    counts.valid = candidates.len();
    counts.invalid = counts.rows - counts.valid;
    let mut about_file = Findings::default();
    if let Some(fault) = &decoded.fault {
        about_file.add("", "", fault.clone());
    }
    for (field, value, fault) in sheet.notes {
        about_file.add(&field, &value, fault);
    }
    reader.assumed.tell(&mut about_file);
    let mut all = about_file.problems(At::File);
    all.append(&mut problems);
    let of = |severity| all.iter().filter(|problem| problem.severity == severity).count();
    (counts.errors, counts.warnings, counts.notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let report = Report { format, encoding: decoded.encoding, counts, problems: all };
    Reading { candidates, report, corrections }
}

/// What was found in one row, or in the file as a whole.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) external_id: Option<String>,
    pub(super) found: Vec<(String, String, Fault)>,
}

impl Findings {
    pub(super) fn add(&mut self, field: &str, value: &str, fault: Fault) {
        self.found.push((field.to_owned(), value.to_owned(), fault));
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.found.iter().any(|(known, _, _)| known == field)
    }

    pub(super) fn problems(&self, at: At) -> Vec<Problem> {
        let found = self.found.iter();
        found.map(|(field, value, fault)| Problem::new(at, self.external_id.as_deref(), field, value, fault)).collect()
    }
}

/// What was filled in for how many rows: told once about the file, not once per row.
#[derive(Default)]
pub(super) struct Assumed {
    pub(super) rd: usize,
    pub(super) status: usize,
    pub(super) precision: usize,
}

impl Assumed {
    fn tell(&self, findings: &mut Findings) {
        let told = [
            ("lon, lat", self.rd, Fault::RdCoordinates { rows: self.rd }),
            ("status", self.status, Fault::StatusAssumed { rows: self.status }),
            ("precisie", self.precision, Fault::PrecisionAssumed { rows: self.precision }),
        ];
        for (field, rows, fault) in told {
            if rows > 0 {
                findings.add(field, "", fault);
            }
        }
    }
}
