//! Keys and tables that stand in a text twice.

use std::collections::BTreeSet;
use std::ops::Range;

use super::reader::{Header, Reader};
use super::{Fault, line_around};
use crate::problem::Problem;
use crate::wording;

/// What is there twice, at most so many: once for each table, or `each` by itself. None if the errors are of another kind.
pub(super) fn faults(reader: &Reader<'_>, errors: &[toml::de::Error], most: usize, each: bool) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    let twice = errors.iter().filter(|error| error.message().contains("duplicate"));
    // Each costs a look at the whole text.
    for span in twice.filter_map(toml::de::Error::span).take(most) {
        let above = reader.headers.iter().take_while(|header| header.span.start <= span.start).count();
        let header = above.checked_sub(1).map(|at| &reader.headers[at]);
        let same = |name: &str| reader.headers.iter().filter(|other| other.name == name).collect::<Vec<_>>();
        let tables = header.map(|header| same(header.name)).unwrap_or_default();
        let single = tables.iter().find(|header| !header.is_double).filter(|_| tables.len() > 1);
        let table = single.map_or(span.start.min(header.map_or(0, |header| header.span.start)), |one| one.span.start);
        if !seen.insert(if each && single.is_none() { span.start } else { table }) {
            continue;
        }
        let problem = match single {
            Some(single) => one_of_many(reader, single, &tables),
            None => key_twice(reader, above, &span, header.map(|header| &reader.text[header.span.clone()])),
        };
        let header = header.map(|header| reader.text[header.span.clone()].to_owned());
        faults.push(Fault { problem, header, span: line_around(reader.text, span.start), is_twice: single.is_none() });
    }
    faults
}

/// `[skills]` beside another `[skills]` or `[[skills]]`.
fn one_of_many(reader: &Reader<'_>, single: &Header<'_>, tables: &[&Header<'_>]) -> Problem {
    let name = wording::brief(single.name);
    let problem = reader.problem(single.span.clone(), format!("`[{name}]` is one table, but there are several"));
    let other = tables.iter().find(|other| other.span != single.span);
    let problem = other
        .into_iter()
        .fold(problem, |problem, other| problem.related(reader.place(other.span.clone()), "another one"));
    problem.help(format!("write `[[{name}]]`, with two brackets on each side, above each of them"))
}

fn key_twice(reader: &Reader<'_>, above: usize, span: &Range<usize>, table: Option<&str>) -> Problem {
    let key = &reader.text[span.clone()];
    let problem = reader.problem(span.clone(), format!("`{}` is there twice in one table", wording::brief(key)));
    let mut before = reader.entries.iter().take_while(|entry| entry.span.start < span.start);
    let problem = match before.find(|entry| entry.below == above && entry.key == key) {
        Some(first) => problem.related(reader.place(first.span.clone()), "first here"),
        None => problem,
    };
    let after = reader.entries.iter().find(|entry| entry.span.start > span.start);
    let next = reader.headers.get(above).filter(|next| after.is_none_or(|after| after.span.start > next.span.start));
    match (next, table.filter(|table| table.starts_with("[["))) {
        (Some(next), _) => {
            let next = &reader.text[next.span.clone()];
            problem.help(format!("keep one of them; or does it belong below `{next}`, the next header?"))
        }
        (None, Some(table)) => {
            problem.help(format!("keep one of them; or is a line `{table}` missing, with which the next one begins?"))
        }
        (None, None) => problem.help("keep one of them"),
    }
}
