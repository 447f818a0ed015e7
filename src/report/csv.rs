//! Sheets: CSV as RFC 4180 has it, with one line a row. The one place that uses `csv`.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula and would run what somebody wrote into
//! a rubric or an answer: such texts get a leading apostrophe. Figures of our own stay figures.

use ::csv::{ReaderBuilder, Terminator, Writer, WriterBuilder};
use serde::{Serialize, Serializer};

use crate::clean;

/// Stands in a sheet for the point in a figure; no text holds it.
const POINT: char = '\u{1}';

/// What stands in a cell; nothing unless something is said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Cell(String);

/// A sheet: a line of names, then one for each row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Csv(String);

/// What parts the cells of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Delimiter {
    /// A comma, and a point in figures, as RFC 4180 has it.
    #[default]
    Comma,
    /// A semicolon, and a comma in figures: what spreadsheets expect where a comma parts a figure.
    Semicolon,
    /// A tab, and a point in figures.
    Tab,
}

impl Csv {
    /// The sheet as it is written.
    pub fn written(&self, delimiter: Delimiter) -> String {
        let (byte, point) = match delimiter {
            Delimiter::Comma => return self.0.replace(POINT, "."),
            Delimiter::Semicolon => (b';', ","),
            Delimiter::Tab => (b'\t', "."),
        };
        let mut reader = ReaderBuilder::new().has_headers(false).from_reader(self.0.as_bytes());
        let mut writer =
            WriterBuilder::new().delimiter(byte).terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
        for row in reader.records() {
            let row = row.expect("it was written by the same crate");
            let cells = row.iter().map(|cell| cell.replace(POINT, point));
            writer.write_record(cells).expect("a Vec takes all that is written");
        }
        text(writer)
    }
}

/// A sheet of these rows. The names of a row's fields stand over their columns, even where there is no row.
pub(super) fn csv<Row: Serialize + Default>(rows: impl IntoIterator<Item = Row>) -> Csv {
    Csv(rows_of(rows))
}

fn rows_of<Row: Serialize + Default>(rows: impl IntoIterator<Item = Row>) -> String {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_none() {
        let mut sheet = written([Row::default()]);
        sheet.truncate(sheet.find('\n').map_or(0, |end| end + 1));
        return sheet;
    }
    written(rows)
}

fn written<Row: Serialize>(rows: impl IntoIterator<Item = Row>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).expect("rows are structs of cells, and a Vec takes all that is written");
    }
    text(writer)
}

fn text(writer: Writer<Vec<u8>>) -> String {
    let bytes = writer.into_inner().expect("a Vec takes all that is written");
    String::from_utf8(bytes).expect("only texts were written")
}

impl Cell {
    /// Words of anybody.
    pub(super) fn text(words: &str) -> Self {
        Self(harmless(words))
    }

    /// A figure, a day or a word of our own.
    #[expect(clippy::needless_pass_by_value, reason = "most are numbers, which are not worth a reference")]
    pub(super) fn own(value: impl ToString) -> Self {
        let value = value.to_string();
        let is_figure = value.contains('.') && value.parse::<f64>().is_ok();
        Self(if is_figure { value.replace('.', POINT.encode_utf8(&mut [0; 4])) } else { value })
    }

    /// That, if there is one.
    pub(super) fn maybe(value: Option<impl ToString>) -> Self {
        value.map(Self::own).unwrap_or_default()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The text on one line, without what makes a formula of it. Blanks before it hide nothing: some programs drop them.
fn harmless(text: &str) -> String {
    let cleaned = clean::line(text);
    let is_formula = cleaned.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula || text.starts_with(['\t', '\r', '\0']) { format!("'{cleaned}") } else { cleaned.into_owned() }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug, Default, Serialize)]
    struct Row {
        one: Cell,
        two: Cell,
        three: Cell,
    }

    #[test]
    fn texts_are_no_formulas_and_figures_stay() {
        let row = Row { one: Cell::text("=1+1"), two: Cell::own(-0.5), three: Cell::text(" @C++, \"C#\"") };
        assert_eq!(csv([row.clone()]).written(Delimiter::Comma), "one,two,three\n'=1+1,-0.5,\"' @C++, \"\"C#\"\"\"\n");
        assert_eq!(harmless("\tx"), "'\\u{9}x");
        assert_eq!(
            csv([row.clone()]).written(Delimiter::Semicolon),
            "one;two;three\n'=1+1;-0,5;\"' @C++, \"\"C#\"\"\"\n"
        );
        assert_eq!(csv([row]).written(Delimiter::Tab), "one\ttwo\tthree\n'=1+1\t-0.5\t\"' @C++, \"\"C#\"\"\"\n");
        assert_eq!(csv::<Row>([]).written(Delimiter::Comma), "one,two,three\n");
    }

    proptest! {
        #[test]
        fn a_reader_finds_the_cells_again(
            cells in proptest::collection::vec(any::<[String; 3]>(), 0..4),
            (delimiter, byte) in proptest::sample::select(vec![
                (Delimiter::Comma, b','), (Delimiter::Semicolon, b';'), (Delimiter::Tab, b'\t'),
            ]),
        ) {
            let row = |[one, two, three]: &[String; 3]| {
                Row { one: Cell::text(one), two: Cell::text(two), three: Cell::text(three) }
            };
            let written = csv(cells.iter().map(row)).written(delimiter);
            prop_assert_eq!(written.lines().count(), cells.len() + 1, "one line a row");
            let mut reader = ReaderBuilder::new().delimiter(byte).from_reader(written.as_bytes());
            let read: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            let shown: Vec<Vec<_>> = cells.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect()).collect();
            prop_assert_eq!(read, shown);
        }
    }
}
