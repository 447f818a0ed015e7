//! What the check of the history found.

use super::super::name;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use crate::history::{Finding, Gravity};
use crate::wording::count;

/// The findings as text, the problems first; that all is well if there are none.
pub fn check_terminal(findings: &[Finding], style: Style) -> String {
    let mut screen = Screen::new(style);
    if findings.is_empty() {
        screen.say("Everything that is stored can be read.");
        return screen.finish();
    }
    for gravity in [Gravity::Problem, Gravity::Warning] {
        for finding in findings.iter().filter(|finding| finding.gravity == gravity) {
            let label = match gravity {
                Gravity::Problem => screen.paint(Tone::Missing, "problem:"),
                Gravity::Warning => screen.paint(Tone::Open, "warning:"),
            };
            screen.say(&format!("{label} {}", name::text(&finding.to_string())));
            screen.note(&name::text(&finding.mend));
        }
    }
    let of = |gravity| findings.iter().filter(|finding| finding.gravity == gravity).count();
    screen.gap();
    screen.say(&format!(
        "{}, {}.",
        count(of(Gravity::Problem), "problem", "problems"),
        count(of(Gravity::Warning), "warning", "warnings")
    ));
    screen.finish()
}
