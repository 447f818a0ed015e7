//! The catalogue of mistakes: for each code that a rubric can give there is a file that provokes it, and a picture of
//! what is said.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::{collections::BTreeSet, fs, path::Path};

use skillgap::diagnostic::{self, Ink};
use skillgap::document::Source;
use skillgap::problem::{Code, Problem};
use skillgap::rubric::read;

/// Codes that are not about the text of a single rubric file: bytes and sizes are refused before it is read, a key
/// repeats in two files, and formats are those of stored files.
const ELSEWHERE: [Code; 4] = [Code::TooLarge, Code::NotUtf8, Code::RepeatedKey, Code::NewerFormat];

fn problems(path: &Path) -> (Vec<Problem>, Vec<Source>) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let sources = vec![Source::new(name, fs::read(path).unwrap()).unwrap()];
    (read(&sources).expect_err(name), sources)
}

#[test]
fn each_mistake_is_drawn_at_its_place() {
    insta::glob!("../rubric_errors", "*.toml", |path| {
        let (problems, sources) = problems(path);
        insta::assert_snapshot!(diagnostic::render(&problems, &sources, Ink::Plain));
    });
}

#[test]
fn each_code_has_a_file_that_provokes_it() {
    let mut provoked: BTreeSet<Code> = ELSEWHERE.into();
    for entry in fs::read_dir("tests/rubric_errors").unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let (problems, _) = problems(&path);
        let named =
            Code::ALL.iter().filter(|code| stem.starts_with(code.as_str())).max_by_key(|code| code.as_str().len());
        let code = named.unwrap_or_else(|| panic!("`{stem}` begins with no code"));
        assert!(problems.iter().any(|problem| problem.code == *code), "`{stem}` does not provoke its code");
        provoked.insert(*code);
    }
    let faults = Code::ALL.iter().filter(|code| !code.is_hint());
    let missing: Vec<_> = faults.filter(|code| !provoked.contains(code)).collect();
    assert!(missing.is_empty(), "no file for {missing:?}");
}

#[test]
fn codes_are_unique() {
    let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
}

#[test]
fn a_key_stands_in_one_file_of_a_folder() {
    let part = |name: &str, text: &str| Source::new(name, text.into()).unwrap();
    let sources = [
        part("20-more.toml", "title = \"Again\"\n[[areas]]\nid = \"b\"\ntitle = \"B\"\n"),
        part("10-first.toml", "id = \"small\"\ntitle = \"Small\"\nareas = [{ id = \"a\", title = \"A\" }]\n"),
    ];
    let problems = read(&sources).unwrap_err();
    let repeated: Vec<_> = problems.into_iter().filter(|problem| problem.code == Code::RepeatedKey).collect();
    insta::assert_snapshot!(diagnostic::render(&repeated, &sources, Ink::Plain));
}
