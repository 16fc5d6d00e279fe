//! Every field of one row: each is read, every fault is told, and only a row with all it needs becomes a candidate.

use std::collections::HashMap;

use super::{
    candidate::{Candidate, Certainty, Period, Precision, Tag},
    facets::Lists,
    fault::Fault,
    moments,
    place::{self, PlaceCells, Placed},
    reference::{Municipality, Reference},
    row::{Assumed, Findings},
    sheet::{At, Column, Columns, Given, RawRow, Sheet, TYPE_FACET},
    sources::{self, Source},
    text::{self, ExternalId, Line, Prose, TextFault},
};

/// The facet that tells how far an initiative is, and the value for one that nobody has checked.
const STATUS_FACET: &str = "status";
const UNCHECKED_STATUS: &str = "te-controleren";

/// Reads rows against the reference data.
pub(super) struct RowReader<'a> {
    reference: &'a Reference<'a>,
    columns: Columns,
    index: Vec<(Column, usize)>,
    lists: Lists<'a>,
    /// What was filled in so far.
    pub(super) assumed: Assumed,
}

/// A row with its columns.
struct Cells<'r> {
    row: &'r RawRow,
    index: &'r [(Column, usize)],
}

impl<'r> Cells<'r> {
    fn cell(&self, column: Column) -> &'r Given {
        let index = self.index.iter().find(|(known, _)| *known == column).map(|(_, index)| *index);
        index.and_then(|index| self.row.cells.get(index)).unwrap_or(Given::EMPTY)
    }

    fn text(&self, column: Column) -> &'r str {
        match self.cell(column) {
            Given::Text(text) => text,
            Given::List(_) | Given::Sources(_) | Given::Wrong(_) => "",
        }
    }
}

impl<'a> RowReader<'a> {
    pub(super) fn new(sheet: &Sheet, reference: &'a Reference<'a>) -> Self {
        let columns = sheet.columns.iter().enumerate();
        let index = columns.filter_map(|(index, column)| column.map(|column| (column, index))).collect();
        let lists = Lists::new(reference);
        Self { reference, columns: Columns::new(reference.taxonomy), index, lists, assumed: Assumed::default() }
    }

    /// The candidate of a row; what is wrong or worth saying goes into `findings`.
    pub(super) fn candidate(
        &mut self,
        row: &RawRow,
        first_seen: &mut HashMap<ExternalId, At>,
        findings: &mut Findings,
    ) -> Option<Candidate> {
        findings.found.clone_from(&row.faults);
        let index = std::mem::take(&mut self.index);
        let cells = Cells { row, index: &index };
        // When the form of the row is broken, its cells stand in the wrong columns: more would be noise.
        let broken = row.faults.iter().any(|(field, _, _)| field.is_empty());
        let candidate = if broken {
            findings.external_id = ExternalId::parse(cells.text(Column::ExternalId)).ok().map(|id| id.to_string());
            None
        } else {
            let external_id = self.external_id(&cells, first_seen, findings);
            self.fields(&cells, external_id, findings)
        };
        self.index = index;
        candidate
    }

    fn external_id(
        &self,
        cells: &Cells<'_>,
        first_seen: &mut HashMap<ExternalId, At>,
        findings: &mut Findings,
    ) -> Option<ExternalId> {
        let id: ExternalId = self.required_line(Column::ExternalId, cells, findings)?;
        findings.external_id = Some(id.to_string());
        if let Some(first) = first_seen.get(&id) {
            findings.add("external_id", id.as_str(), Fault::DuplicateExternalId { first: *first });
        } else {
            first_seen.insert(id.clone(), cells.row.at);
        }
        Some(id)
    }

    fn fields(
        &mut self,
        cells: &Cells<'_>,
        external_id: Option<ExternalId>,
        findings: &mut Findings,
    ) -> Option<Candidate> {
        let title = self.required_line(Column::Title, cells, findings);
        let summary = self.required_line(Column::Summary, cells, findings);
        let description = self.prose(Column::Description, cells, findings);
        let municipality = self.municipality(cells, findings);
        let tags = self.tags(cells, findings);
        let period = self.period(cells, findings);
        let period_text = self.line(Column::PeriodText, cells, findings);
        let sources = self.sources(cells, findings);
        let last_checked = self.optional(Column::LastChecked, cells, findings, moments::day);
        let remark = self.prose(Column::Remark, cells, findings);
        let certainty = self.optional(Column::Certainty, cells, findings, |text, _| certainty(text));
        let placed = self.placed(cells, municipality, findings);
        let precision = self.precision(cells, placed, findings);
        let own = municipality.map(|municipality| &municipality.code);
        let (also_in, said) = self.lists.also_in(cells.cell(Column::AlsoIn), own);
        for (value, fault) in said {
            findings.add(self.columns.name(Column::AlsoIn), &value, fault);
        }
        let municipality = municipality?;
        let candidate = Candidate {
            photo: None,
            at: cells.row.at,
            external_id: external_id?,
            title: title?,
            summary: summary?,
            description,
            municipality: municipality.code.clone(),
            precision,
            tags,
            period: period?,
            period_text,
            sources,
            last_checked,
            remark,
            also_in,
            certainty,
            position: placed.map_or_else(|| place::rounded(municipality.label_point), |placed| placed.position),
        };
        Some(candidate)
    }

    fn required_line<const MIN: usize, const MAX: usize>(
        &self,
        column: Column,
        cells: &Cells<'_>,
        findings: &mut Findings,
    ) -> Option<Line<MIN, MAX>> {
        let name = self.columns.name(column);
        if findings.has(name) {
            return None;
        }
        if cells.cell(column).is_blank() {
            findings.add(name, "", Fault::Missing);
            return None;
        }
        self.line(column, cells, findings)
    }

    fn line<const MIN: usize, const MAX: usize>(
        &self,
        column: Column,
        cells: &Cells<'_>,
        findings: &mut Findings,
    ) -> Option<Line<MIN, MAX>> {
        self.text(column, cells, findings, Line::parse)
    }

    fn prose<const MAX: usize>(
        &self,
        column: Column,
        cells: &Cells<'_>,
        findings: &mut Findings,
    ) -> Option<Prose<MAX>> {
        self.text(column, cells, findings, Prose::parse)
    }

    fn text<T>(
        &self,
        column: Column,
        cells: &Cells<'_>,
        findings: &mut Findings,
        parse: impl Fn(&str) -> Result<T, TextFault>,
    ) -> Option<T> {
        let text = cells.text(column);
        if text.trim().is_empty() {
            return None;
        }
        if text::looks_like_markup(text) {
            findings.add(self.columns.name(column), text, Fault::Markup);
        }
        parse(text).map_err(|fault| findings.add(self.columns.name(column), text, Fault::Text(fault))).ok()
    }

    /// A field that may be empty but not wrong.
    fn optional<T>(
        &self,
        column: Column,
        cells: &Cells<'_>,
        findings: &mut Findings,
        parse: impl Fn(&str, time::Date) -> Result<T, Fault>,
    ) -> Option<T> {
        let text = cells.text(column);
        if text.trim().is_empty() {
            return None;
        }
        parse(text, self.reference.today).map_err(|fault| findings.add(self.columns.name(column), text, fault)).ok()
    }

    fn municipality(&mut self, cells: &Cells<'_>, findings: &mut Findings) -> Option<&'a Municipality> {
        let text = cells.text(Column::Municipality);
        if text.trim().is_empty() {
            if !findings.has("gemeente") {
                findings.add("gemeente", "", Fault::Missing);
            }
            return None;
        }
        let (municipality, fault) = self.lists.municipality(text);
        if let Some(fault) = fault {
            findings.add("gemeente", text, fault);
        }
        let name = cells.text(Column::MunicipalityName);
        if let (Some(municipality), false) = (municipality, name.trim().is_empty()) {
            let other = self.lists.municipality(name).0.is_none_or(|named| named.code != municipality.code);
            if other {
                let fault = Fault::OtherMunicipalityName { meant: municipality.name.clone() };
                findings.add("gemeentenaam", name, fault);
            }
        }
        municipality
    }

    /// All facet values: types first, then the other facets in the taxonomy's order.
    fn tags(&mut self, cells: &Cells<'_>, findings: &mut Findings) -> Vec<Tag> {
        let (mut types, mut others) = (Vec::new(), Vec::new());
        for (index, facet) in self.reference.taxonomy.facets().enumerate() {
            let column = Column::Facet(index);
            let name = self.columns.name(column);
            let (mut tags, said) = self.lists.tags(index, facet, cells.cell(column));
            let silent = tags.is_empty() && said.is_empty() && !findings.has(name);
            for (value, fault) in said {
                findings.add(name, &value, fault);
            }
            if facet.code == TYPE_FACET {
                if silent {
                    findings.add(name, "", Fault::Missing);
                }
                types = tags;
                continue;
            }
            if silent
                && facet.code == STATUS_FACET
                && let Some(unchecked) = self.reference.taxonomy.tag(index, UNCHECKED_STATUS)
            {
                self.assumed.status += 1;
                tags.push(unchecked);
            }
            others.append(&mut tags);
        }
        types.append(&mut others);
        types
    }

    fn period(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<Period> {
        let start = self.optional(Column::StartYear, cells, findings, moments::year);
        let end = self.optional(Column::EndYear, cells, findings, moments::year);
        let period = Period::new(start, end);
        if period.is_none() {
            findings.add(self.columns.name(Column::EndYear), cells.text(Column::EndYear), Fault::EndBeforeStart);
        }
        period
    }

    fn sources(&self, cells: &Cells<'_>, findings: &mut Findings) -> Vec<Source> {
        let name = self.columns.name(Column::Sources);
        sources::read(cells.cell(Column::Sources)).unwrap_or_else(|faults| {
            for (value, fault) in faults {
                findings.add(name, &value, fault);
            }
            Vec::new()
        })
    }

    fn placed(
        &mut self,
        cells: &Cells<'_>,
        municipality: Option<&Municipality>,
        findings: &mut Findings,
    ) -> Option<Placed> {
        let text = |column| cells.text(column);
        let given =
            PlaceCells { lon: text(Column::Lon), lat: text(Column::Lat), x: text(Column::X), y: text(Column::Y) };
        let placed = match place::read(given, self.reference.to_lon_lat) {
            Ok(placed) => placed?,
            Err((field, value, fault)) => {
                findings.add(field, &value, fault);
                return None;
            }
        };
        let fault = municipality.and_then(|municipality| place::compare(placed.position, municipality, self.reference));
        if let Some(fault) = fault {
            let value = format!("{}, {}", placed.position.lon, placed.position.lat);
            findings.add("lon, lat", &value, fault);
        }
        self.assumed.rd += usize::from(placed.from_rd);
        Some(placed)
    }

    fn precision(&mut self, cells: &Cells<'_>, placed: Option<Placed>, findings: &mut Findings) -> Precision {
        let given = self.optional(Column::Precision, cells, findings, |text, _| precision(text));
        match (given, placed) {
            (Some(precision), Some(_)) => precision,
            (None, Some(_)) => {
                self.assumed.precision += 1;
                Precision::Neighbourhood
            }
            (Some(Precision::Municipality) | None, None) => Precision::Municipality,
            (Some(other), None) => {
                findings.add(self.columns.name(Column::Precision), other.as_str(), Fault::PrecisionWithoutPlace);
                Precision::Municipality
            }
        }
    }
}

fn precision(text: &str) -> Result<Precision, Fault> {
    let known = Precision::ALL.into_iter().find(|precision| text.trim().eq_ignore_ascii_case(precision.as_str()));
    let choices = || Precision::ALL.map(|precision| precision.as_str().to_owned()).to_vec();
    known.ok_or_else(|| Fault::UnknownValue { nearest: None, choices: choices() })
}

fn certainty(text: &str) -> Result<Certainty, Fault> {
    let marks = [Certainty::Verified, Certainty::PartlyVerified];
    let known = marks.into_iter().find(|mark| text.trim().eq_ignore_ascii_case(mark.as_str()));
    let choices = || marks.map(|mark| mark.as_str().to_owned()).to_vec();
    known.ok_or_else(|| Fault::UnknownValue { nearest: None, choices: choices() })
}
