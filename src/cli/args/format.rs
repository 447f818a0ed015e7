//! The formats that commands write.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::report::{Csv, Delimiter};

/// Where the output goes, in one of the formats `F` that a command has
#[derive(Args, Clone, Debug)]
pub struct Output<F: Choice> {
    /// The output format; a table unless the file's ending says otherwise
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<F>,
    /// Write to this file, whose ending picks the format; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file even if somebody else wrote it, or wrote into it
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// Where an output goes.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    /// The file; standard output if there is none.
    pub path: Option<&'a Path>,
    /// Whether it is replaced whatever it holds.
    pub force: bool,
}

impl<F: Choice> Output<F> {
    /// Where it goes.
    pub(crate) fn to(&self) -> To<'_> {
        To { path: self.output.as_deref(), force: self.force }
    }
}

/// How CSV is written
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Sheet {
    /// Begin CSV with a byte order mark, so that Excel reads it as UTF-8
    #[arg(long)]
    pub bom: bool,
    /// What parts the cells of CSV; with ; figures have a decimal comma, as spreadsheets expect that do so themselves
    #[arg(long, value_name = "SIGN", hide_possible_values = true)]
    pub delimiter: Option<Sign>,
}

/// What parts the cells of CSV
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Sign {
    /// A comma
    #[value(name = ",")]
    Comma,
    /// A semicolon
    #[value(name = ";")]
    Semicolon,
    /// A tab
    #[value(name = "tab", alias = "\t", alias = "\\t")]
    Tab,
}

impl Sheet {
    /// The sheet as it was asked for.
    pub(crate) fn of(self, csv: &Csv) -> String {
        let delimiter = match self.delimiter {
            None | Some(Sign::Comma) => Delimiter::Comma,
            Some(Sign::Semicolon) => Delimiter::Semicolon,
            Some(Sign::Tab) => Delimiter::Tab,
        };
        let mark = if self.bom { "\u{feff}" } else { "" };
        format!("{mark}{}", csv.written(delimiter))
    }
}

/// How a document is written
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Document {
    /// Begin Markdown with front matter: title, tags, dates and figures, as Obsidian reads them
    #[arg(long)]
    pub front_matter: bool,
}

/// A format of any command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people in a terminal.
    Table,
    /// For notes and git.
    Markdown,
    /// For a browser.
    Html,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For calendars: iCalendar.
    Ics,
    /// For a résumé: JSON Resume.
    JsonResume,
    /// A drawing.
    Svg,
    /// For Taskwarrior's `task import`.
    Taskwarrior,
    /// For todo.txt.
    Todotxt,
}

impl Format {
    const ALL: [Self; 10] = [
        Self::Table,
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Csv,
        Self::Ics,
        Self::JsonResume,
        Self::Svg,
        Self::Taskwarrior,
        Self::Todotxt,
    ];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::JsonResume => "json-resume",
            Self::Svg => "svg",
            Self::Taskwarrior => "taskwarrior",
            Self::Todotxt => "todotxt",
        }
    }

    /// The endings of its files, the usual one first. None where files of that ending are mostly of another format.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &[".txt"],
            Self::Markdown => &[".md", ".markdown"],
            Self::Html => &[".html", ".htm"],
            Self::Json => &[".json"],
            Self::Csv => &[".csv"],
            Self::Ics => &[".ics"],
            Self::Svg => &[".svg"],
            Self::Todotxt => &["todo.txt"],
            Self::JsonResume | Self::Taskwarrior => &[],
        }
    }

    /// The format that a file's name asks for: that with the longest ending.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let all = Self::ALL.into_iter().flat_map(|format| format.endings().iter().map(move |ending| (ending, format)));
        let asked = all.filter(|(ending, _)| name.ends_with(*ending)).max_by_key(|(ending, _)| ending.len());
        asked.map(|(_, format)| format)
    }

    fn possible_value(self) -> PossibleValue {
        let value = PossibleValue::new(self.word());
        if self == Self::Markdown { value.alias("md") } else { value }
    }
}

/// The formats that one command has.
pub trait Choice: ValueEnum + Into<Format> + Copy + Send + Sync + 'static {
    /// The format that is taken where nothing is said.
    const USUAL: Self;

    /// The format that a file's name asks for, if the command has it.
    fn of_file(path: &Path) -> Option<Self> {
        let asked = Format::of_file(path)?;
        Self::value_variants().iter().copied().find(|format| (*format).into() == asked)
    }

    /// The usual endings of the files that the command writes.
    fn endings() -> Vec<&'static str> {
        let usual = |format: &Self| (*format).into().endings().first().copied();
        Self::value_variants().iter().filter_map(usual).collect()
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident: $($format:ident)+;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name {
            $(
                #[doc = concat!("[`Format::", stringify!($format), "`]")]
                $format,
            )+
        }

        impl From<$name> for Format {
            fn from(format: $name) -> Self {
                match format {
                    $($name::$format => Self::$format,)+
                }
            }
        }

        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                &[$(Self::$format),+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(Format::from(*self).possible_value())
            }
        }

        impl Choice for $name {
            const USUAL: Self = Self::Table;
        }
    )+};
}

choices! {
    /// The formats of one thing: a skill, a target, a rubric.
    PageFormat: Table Markdown Json;
    /// The formats of a listing.
    ListFormat: Table Markdown Json Csv;
    /// The formats of `report`.
    ReportFormat: Table Markdown Html Json Csv Svg JsonResume;
    /// The formats of `plan`.
    PlanFormat: Table Markdown Html Json Csv Ics Todotxt Taskwarrior;
    /// The formats of `progress`.
    ProgressFormat: Table Markdown Html Json Csv Svg;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_format() {
        assert_eq!(PlanFormat::of_file(Path::new("a/Plan.ICS")), Some(PlanFormat::Ics));
        assert_eq!(PlanFormat::of_file(Path::new("plan.txt")), Some(PlanFormat::Table));
        assert_eq!(PlanFormat::of_file(Path::new("~/todo.txt")), Some(PlanFormat::Todotxt));
        assert_eq!(ReportFormat::of_file(Path::new("plan.ics")), None);
        assert_eq!(ReportFormat::of_file(Path::new("md")), None);
    }
}
