//! Rubrics of the first edition are stored as that edition stored them, byte for byte: a copy is known by its digest.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::process::Command;

use skillgap::document::Source;
use skillgap::rubric::json::{digest, to_json};
use skillgap::rubric::{read, read_json};

use crate::rubrics::sound;

/// Rubrics with their digests as the last program of the first edition computed them.
const FIRST: [(&str, &str); 5] = [
    ("worked-rubric", "cd7dbcf4087e9fbf3fa7c913cece30ed4ad7face2a4ac2e0c11a8d0e4a2deecf"),
    ("small-rubric", "e36661690684ea198a3064401d8a4fb1d6b1c5b4339305fa97d649effa2c3b3e"),
    ("team-1", "d8b840e411e0249728996d50582ca00c6258717809799a07351b6dd3ca4ec896"),
    ("team-2", "a1a295283bd6cf88f4e48277bb1ecaa1a03b46e239961a682be5fddf6c62bce1"),
    ("first-edition", "05c667881f6077d24b6836bd90e6239d042f1fce9f279bbdee3d8c42ef71a211"),
];

/// Keys that are younger.
const YOUNGER: [&str; 7] = ["floor", "weeks", "for", "covers", "wordlike", "concepts", "group\": null"];

#[test]
fn what_the_first_edition_could_say_is_stored_as_it_was() {
    for (name, expected) in FIRST {
        let path = format!("tests/data/{name}.toml");
        let rubric = sound(&[Source::new(path.clone(), fs::read(&path).unwrap()).unwrap()]);
        let json = to_json(&rubric);
        assert_eq!(digest(&json), expected, "{name}");
        for key in YOUNGER {
            assert!(!json.contains(&format!("\"{key}\"")), "{name} has `{key}`");
        }
        // A stored copy reads as it did, and is the same when it is written again.
        assert_eq!(read_json(&json).as_ref(), Ok(&rubric));
        assert_eq!(to_json(&read_json(&json).unwrap()), json);
    }
}

/// What is said as its default is not stored: the digest is that of a rubric without it.
#[test]
fn a_younger_key_at_its_default_changes_nothing() {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let more = text
        .replace(
            "area = \"all\"\nanchors",
            "area = \"all\"\ncovers = []\nwordlike = []\nconcepts = []\nweeks = [0, 0, 0, 0, 0]\nanchors",
        )
        .replace("weight = 5 }", "weight = 5, floor = 0 }")
        .replace("essential = true }", "essential = true, floor = 3 }");
    assert_ne!(more, text);
    let rubric = read(&[Source { name: "worked.toml".to_owned(), text: more }]).unwrap();
    assert_eq!(digest(&to_json(&rubric)), FIRST[0].1);
}

/// The bundled rubric of the first edition itself, from the history of the repository.
#[test]
#[ignore = "needs the history of the repository: cargo test --test it editions -- --ignored"]
fn the_bundled_rubric_of_the_first_edition_keeps_its_digest() {
    const LAST: &str = "ed640b9";
    let git = |args: &[&str]| String::from_utf8(Command::new("git").args(args).output().unwrap().stdout).unwrap();
    let files = git(&["ls-tree", "-r", "--name-only", LAST, "rubrics/backend-developer"]);
    let source = |path: &str| Source { name: path.to_owned(), text: git(&["show", &format!("{LAST}:{path}")]) };
    let rubric = sound(&files.lines().map(source).collect::<Vec<_>>());
    assert_eq!(rubric.version(), "2.0.0");
    assert_eq!(digest(&to_json(&rubric)), "c103f202360fb47694ff166a3baecc342329946f16e5f00468674f6e4d6b729c");
}
