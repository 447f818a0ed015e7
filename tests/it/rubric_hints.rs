//! The catalogue of hints: for each there is a sound rubric that earns it and nothing else, and a picture of what is said.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::{collections::BTreeSet, fs, path::Path};

use skillgap::diagnostic::{self, Ink};
use skillgap::document::Source;
use skillgap::problem::{Code, Problem};
use skillgap::rubric::builtin::BUILTIN;
use skillgap::rubric::{Layers, hints, read_layers};

use crate::support::House;

fn hinted(path: &Path) -> (Vec<Problem>, Layers) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let layers = Layers::new(vec![Source::new(name, fs::read(path).unwrap()).unwrap()]);
    let rubric = read_layers(&layers).expect(name);
    (hints(&layers, &rubric), layers)
}

#[test]
fn each_hint_is_drawn_at_its_place() {
    insta::glob!("../rubric_hints", "*.toml", |path| {
        let (hints, layers) = hinted(path);
        insta::assert_snapshot!(diagnostic::render(&hints, layers.sources(), Ink::Plain));
    });
}

#[test]
fn each_hint_has_a_file_that_earns_it_alone() {
    let mut earned = BTreeSet::new();
    for entry in fs::read_dir("tests/rubric_hints").unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let codes: BTreeSet<_> = hinted(&path).0.into_iter().map(|hint| hint.code).collect();
        assert_eq!(codes.iter().map(|code| code.as_str()).collect::<Vec<_>>(), [stem.as_str()]);
        earned.extend(codes);
    }
    let missing: Vec<_> = Code::ALL.iter().filter(|code| code.is_hint() && !earned.contains(code)).collect();
    assert!(missing.is_empty(), "no file for {missing:?}");
}

#[test]
fn the_bundled_rubrics_earn_no_hint() {
    /// Hints that are younger than the edition 2.0.0.
    const YOUNGER: [Code; 4] = [Code::AlikeHours, Code::MissingFloor, Code::OneProduct, Code::OnlyWithHelp];
    for builtin in BUILTIN {
        let layers = Layers::new(builtin.sources());
        let mut hints = hints(&layers, &read_layers(&layers).unwrap());
        hints.retain(|hint| builtin.version != "2.0.0" || !YOUNGER.contains(&hint.code));
        assert!(hints.is_empty(), "\n{}", diagnostic::render(&hints, layers.sources(), Ink::Plain));
    }
}

/// The codes of the hints for a rubric that earns none, with something replaced.
fn with(replaced: &[(&str, &str)]) -> Vec<&'static str> {
    let text = fs::read_to_string("tests/rubric_hints/double-title.toml").unwrap().replace("SQL and NoSQL", "SQL");
    let text = replaced.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    });
    let layers = Layers::new(vec![Source { name: "a.toml".to_owned(), text }]);
    let rubric = read_layers(&layers).unwrap_or_else(|problems| {
        panic!("\n{}", diagnostic::render(&problems, layers.sources(), Ink::Plain));
    });
    hints(&layers, &rubric).into_iter().map(|hint| hint.code.as_str()).collect()
}

const SECOND: &str = "\"I shipped a change with tests.\"";

#[test]
fn each_sign_of_an_anchor_is_an_act() {
    assert_eq!(with(&[(SECOND, "\"\"")]), [""; 0], "the scale speaks for it");
    assert_eq!(with(&[(SECOND, "\"\"\"\n- I shipped one.\n- I tested it.\n\"\"\"")]), [""; 0]);
    assert_eq!(with(&[(SECOND, "\"\"\"\n- I shipped one.\n- Tested it.\n\"\"\"")]), ["anchor-voice"]);
    let long = format!("\"\"\"\nI shipped one.\nI tested it{}.\n\"\"\"", " again".repeat(20));
    assert_eq!(with(&[(SECOND, &long)]), ["long-anchor"], "a line of several is as long as one by itself");
}

#[test]
fn help_may_be_one_way() {
    assert_eq!(with(&[(SECOND, "\"I shipped a change under guidance.\"")]), ["only-with-help"]);
    assert_eq!(with(&[(SECOND, "\"I shipped a change, alone or with help.\"")]), [""; 0]);
    assert_eq!(
        with(&[("\"I read a page of it.\"", "\"I read a page with help.\"")]),
        [""; 0],
        "level 1 is not level 2"
    );
}

#[test]
fn a_product_is_one_of_several_only_where_it_stands_alone() {
    let names = |anchor: &str, names: &str| {
        let anchor = format!("\"{anchor}\"");
        with(&[(SECOND, &anchor), ("area = \"all\"\n", &format!("area = \"all\"\n{names}\n"))])
    };
    let rivals = "aliases = [\"PostgreSQL\", \"MySQL\", \"DML\", \"Query Language\", \"joins\"]";
    assert_eq!(names("I shipped a PostgreSQL change.", rivals), ["one-product"]);
    for anchor in [
        "I shipped a change to a database such as PostgreSQL.",
        "I shipped a PostgreSQL or similar change.",
        "I shipped a change to PostgreSQL or MySQL.",
        "I shipped a change to a file or PostgreSQL.",
        "I shipped a change in SQL of PostgreSQL.",
        "I shipped DML, joins and a Query Language.",
        "I shipped a MyPostgreSQLDriver.",
    ] {
        assert_eq!(names(anchor, rivals), [""; 0], "{anchor}");
    }
    assert_eq!(names("I shipped a PostgreSQL change.", "aliases = [\"PostgreSQL\", \"DML\"]"), [""; 0], "no rival");
}

#[test]
fn a_rung_steps_down_by_its_floors() {
    let ladder = |lower: &str, upper: &str| {
        let target = |id: &str, rank: u8, asks: &str| {
            format!(
                "[[targets]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"ladder\"\nrank = {rank}\nrequires = [{{ skill = \"sql\", {asks} }}]\n"
            )
        };
        let both = format!("{}{}[[targets]]", target("low", 2, lower), target("high", 3, upper));
        with(&[("[[targets]]", &both)])
    };
    assert_eq!(ladder("level = 2, floor = 1", "level = 2"), ["steps-down"]);
    assert_eq!(ladder("level = 2, essential = true", "level = 2, floor = 1"), ["steps-down"]);
    assert_eq!(ladder("level = 2, essential = true", "level = 2, floor = 2"), [""; 0]);
    assert_eq!(
        ladder("level = 1, essential = true", "level = 2, floor = 1"),
        ["steps-down"],
        "below the rung of the file"
    );
    assert_eq!(ladder("level = 2, floor = 1", "level = 2, essential = true"), [""; 0]);
}

#[test]
fn words_are_judged_in_english_only() {
    let text = fs::read_to_string("tests/rubric_hints/anchor-voice.toml").unwrap();
    let layers = Layers::new(vec![Source { name: "a.toml".to_owned(), text: format!("language = \"de\"\n{text}") }]);
    assert_eq!(hints(&layers, &read_layers(&layers).unwrap()), []);
}

#[test]
fn a_hint_is_told_only_when_asked_for() {
    let house = House::new();
    let file = house.file("ours.toml", fs::read("tests/rubric_hints/double-title.toml").unwrap());
    let plain = house.run(&["rubric", "check", file]);
    assert_eq!((plain.code, plain.stdout.as_str()), (Some(0), "ours.toml: sound: 1 skill, 1 target\n"));
    let strict = house.run(&["rubric", "check", "--strict", file]);
    assert_eq!(strict.code, Some(3));
    assert!(strict.stdout.starts_with("hint[double-title]: "), "{}", strict.stdout);
    assert!(strict.stdout.ends_with("ours.toml: sound: 1 skill, 1 target, 1 hint\n"), "{}", strict.stdout);
    assert_eq!(strict.stderr, "error: the rubric has problems or hints\n");
}
