//! Tables, for the terminal and for Markdown. The one place that uses `comfy_table`.

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, LineStyle, TableStyle};

use super::name::capital;
use super::style::{Style, Tone};
use super::wrap::{in_cell, width, wrapped};

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
    /// one line. 0 where no answer is shown: then its widest text.
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
    let table = &spoken(table);
    match layout(table, style.columns()).filter(|_| style.has_tables()) {
        Some(layout) => columns(table, &layout, style),
        None => list(table, style),
    }
}

/// How wide each column is, and how many blanks stand before and after its cells.
struct Layout {
    widths: Vec<usize>,
    padding: (u16, u16),
}

/// The table without the columns that say nothing.
fn spoken(table: &Table) -> Table {
    let says = |at: &usize| !table.columns[*at].head.is_empty() || table.rows.iter().any(|row| !row[*at].is_empty());
    let kept: Vec<_> = (0..table.columns.len()).filter(says).collect();
    Table {
        columns: kept.iter().map(|at| table.columns[*at].clone()).collect(),
        rows: table.rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect(),
    }
}

/// Fits the columns into so many: first with less room between them, then by wrapping the widest columns of words, but
/// never inside a word. None if that is not enough.
fn layout(table: &Table, room: usize) -> Option<Layout> {
    let cells = |at: usize| table.rows.iter().filter_map(move |row| row.get(at)).map(String::as_str);
    let widest = |at: usize| cells(at).chain([table.columns[at].head]).map(width).max().unwrap_or(0).max(1);
    let word = |at: usize| cells(at).chain([table.columns[at].head]).flat_map(str::split_whitespace).map(width).max();
    let all = 0..table.columns.len();
    let mut widths: Vec<_> = all.clone().map(widest).collect();
    let total = |widths: &[usize]| widths.iter().sum::<usize>();
    if total(&widths) + 2 * widths.len() <= room {
        return Some(Layout { widths, padding: (1, 1) });
    }
    let room = room.checked_sub(widths.len())?;
    let may_shrink: Vec<_> = all.filter(|at| table.columns[*at].side == Side::Left).collect();
    while total(&widths) > room {
        let wraps = |at: &&usize| widths[**at] > word(**at).unwrap_or(0);
        let at = *may_shrink.iter().filter(wraps).max_by_key(|at| widths[**at])?;
        widths[at] -= 1;
    }
    Some(Layout { widths, padding: (1, 0) })
}

fn columns(table: &Table, layout: &Layout, style: Style) -> Vec<String> {
    let mut drawn = comfy_table::Table::new();
    let rule = if style.unicode { '─' } else { '-' };
    drawn.load_style(TableStyle::new().header_separator(LineStyle::none().fill(rule)));
    // The layout is made above; a width is set all the same, so that the terminal is never asked for one.
    drawn.set_content_arrangement(ContentArrangement::Disabled);
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
        let fitted = |(cell, width): (&String, &usize)| in_cell(cell, (*width).max(1)).join("\n");
        drawn.add_row(row.iter().zip(&layout.widths).map(fitted));
    }
    for (column, described) in drawn.column_iter_mut().zip(&table.columns) {
        column.set_padding(layout.padding);
        if described.side == Side::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.lines().map(|line| line.trim_end().to_owned()).collect()
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
