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
    for builtin in BUILTIN {
        let layers = Layers::new(builtin.sources());
        let hints = hints(&layers, &read_layers(&layers).unwrap());
        assert!(hints.is_empty(), "\n{}", diagnostic::render(&hints, layers.sources(), Ink::Plain));
    }
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
