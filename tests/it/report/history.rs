//! What is stored, shown.

use insta::assert_snapshot;
use skillgap::assessment::Confidence;
use skillgap::history::{Entry, Finding, Gravity};
use skillgap::report::history::{
    check_terminal, list, list_json, list_markdown, list_terminal, show, show_json, show_markdown, show_terminal,
};

use super::*;

fn stored(rubric: &Rubric) -> Entry {
    let mut assessment = worked_answers(rubric);
    let go = assessment.ratings.get_mut("go").unwrap();
    go.evidence = Some("https://example.org/pr/12 | \u{202e}x".to_owned());
    go.confidence = Some(Confidence::Sure);
    assessment.ratings.get_mut("sql").unwrap().on = date(2026, 8, 20);
    assessment.target = Id::new("mid");
    Entry { id: "20261122T171300.123Z-worked".to_owned(), stored: None, assessment }
}

#[test]
fn look() {
    let rubric = worked();
    let entry = stored(&rubric);
    let listed = list(&[entry.clone(), entry.clone()]);
    println!("{}", list_terminal(&listed, style(80)));
    println!("{}", list_terminal(&listed, style(44)));
    println!("{}", list_markdown(&listed));
    println!("{}", list_json(&listed));
    println!("{}", list_terminal(&[], style(80)));
    let shown = show(&entry, Some(&rubric));
    println!("{}", show_terminal(&shown, style(80)));
    println!("{}", show_terminal(&shown, style(44)));
    println!("{}", show_markdown(&shown));
    println!("{}", show_json(&shown));
    println!("{}", show_terminal(&show(&entry, None), style(80)));
    let finding = |gravity| Finding {
        gravity,
        path: "/data/assessments/x.toml".into(),
        what: "line 3: `sql` is rated twice".to_owned(),
        mend: "mend it with an editor".to_owned(),
    };
    println!("{}", check_terminal(&[finding(Gravity::Warning), finding(Gravity::Problem)], style(80)));
    println!("{}", check_terminal(&[], style(80)));
}
