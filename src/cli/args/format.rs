//! The formats that commands write.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

/// Where the output goes, in one of the formats `F` that a command has
#[derive(Args, Clone, Debug)]
pub struct Output<F: Choice> {
    /// The output format; a table unless the file's ending says otherwise
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<F>,
    /// Write to this file, whose ending picks the format; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
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
    /// A drawing.
    Svg,
}

impl Format {
    const ALL: [Self; 5] = [Self::Table, Self::Markdown, Self::Html, Self::Json, Self::Svg];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
            Self::Svg => "svg",
        }
    }

    /// The endings of its files, the usual one first. None where files of that ending are mostly of another format.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &[".txt"],
            Self::Markdown => &[".md", ".markdown"],
            Self::Html => &[".html", ".htm"],
            Self::Json => &[".json"],
            Self::Svg => &[".svg"],
        }
    }

    /// The format that a file's name asks for: that with the longest ending.
    fn of_file(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
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
        let asked = Format::of_file(&path.file_name()?.to_string_lossy())?;
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
    /// The formats that everything has.
    PageFormat: Table Markdown Json;
    /// The formats of `report`.
    ReportFormat: Table Markdown Html Json Svg;
    /// The formats of `plan`.
    PlanFormat: Table Markdown Html Json;
    /// The formats of `progress`.
    ProgressFormat: Table Markdown Html Json Svg;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_format() {
        assert_eq!(PageFormat::of_file(Path::new("a/Plan.MD")), Some(PageFormat::Markdown));
        assert_eq!(PageFormat::of_file(Path::new("plan.txt")), Some(PageFormat::Table));
        assert_eq!(PageFormat::of_file(Path::new("plan.ics")), None);
        assert_eq!(PageFormat::of_file(Path::new("md")), None);
    }
}
