//! Tables, for the terminal and for Markdown. The one place that uses `comfy_table`.

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, LineStyle, TableStyle};

use super::name::capital;
use super::style::{Style, Tone};
use super::wrap::{width, wrapped};

/// On which side of its column a text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Left,
    Right,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) side: Side,
    /// The least width in Markdown: that of the widest text that the rubric allows, so that one changed answer changes
    /// one line.
    pub(super) width: usize,
}

impl Column {
    pub(super) const fn left(head: &'static str, width: usize) -> Self {
        Self { head, side: Side::Left, width }
    }

    pub(super) const fn right(head: &'static str, width: usize) -> Self {
        Self { head, side: Side::Right, width }
    }
}

/// Rows of cleaned text under columns. The first column names what the row is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<String>>,
}

/// The table as lines for the terminal: with columns where there is room for them, as a list where there is not.
pub(super) fn lines(table: &Table, style: Style) -> Vec<String> {
    if style.has_tables() { columns(table, style) } else { list(table, style) }
}

fn columns(table: &Table, style: Style) -> Vec<String> {
    let mut drawn = comfy_table::Table::new();
    let rule = if style.unicode { '─' } else { '-' };
    drawn.load_style(TableStyle::new().header_separator(LineStyle::none().fill(rule).junction(rule)));
    let arrangement = if natural_width(table) <= style.columns() {
        ContentArrangement::Disabled
    } else {
        ContentArrangement::Dynamic
    };
    drawn.set_content_arrangement(arrangement);
    drawn.set_width(u16::try_from(style.columns()).unwrap_or(u16::MAX));
    // Bold is all the styling here: unlike colours, nothing but this decides it.
    if style.color {
        drawn.enforce_styling()
    } else {
        drawn.force_no_tty()
    };
    let bold = |cell: Cell| if style.color { cell.add_attribute(Attribute::Bold) } else { cell };
    drawn.set_header(table.columns.iter().map(|column| bold(Cell::new(capital(column.head)))));
    for row in &table.rows {
        drawn.add_row(row);
    }
    for (column, described) in drawn.column_iter_mut().zip(&table.columns) {
        if described.side == Side::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// The columns that the table takes if nothing in it is broken, with one blank on either side of each cell.
fn natural_width(table: &Table) -> usize {
    let widest = |(at, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        cells.chain([width(column.head)]).max().unwrap_or(0) + 2
    };
    table.columns.iter().enumerate().map(widest).sum()
}

fn list(table: &Table, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let mut cells = table.columns.iter().zip(row);
        if let Some((_, first)) = cells.next() {
            lines.extend(wrapped(&style.paint(Tone::Strong, first), style.columns(), "  ", "    "));
        }
        let said = |(column, cell): (&Column, &String)| match (column.head, cell.as_str()) {
            (_, "") => None,
            ("", cell) => Some(cell.to_owned()),
            (head, cell) => Some(format!("{head} {cell}")),
        };
        let rest = cells.filter_map(said).collect::<Vec<_>>().join(", ");
        if !rest.is_empty() {
            lines.extend(wrapped(&rest, style.columns(), "    ", "    "));
        }
    }
    lines
}
