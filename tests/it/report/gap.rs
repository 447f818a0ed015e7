//! The gap report.

use skillgap::report::gap::terminal;

use super::*;

#[test]
fn show() {
    let rubric = worked();
    let report = gaps(&rubric, &worked_answers(&rubric), "mid", None);
    println!("{}", terminal(&report, style(80)));
    println!("{}", terminal(&report, style(44)));
    println!("{}", skillgap::report::gap::markdown(&report));
    println!("{}", skillgap::report::gap::json(&report));
    let rubric = bundled();
    let report = gaps(&rubric, &somebody(&rubric), "mid", None);
    println!("{}", terminal(&report, Style { color: true, ..style(80) }));
    println!("{}", terminal(&report, style(44)));
    println!("{}", skillgap::report::gap::markdown(&report));
}
