//! The rubrics that are in the repository are sound, embedded, and survive being stored.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::{fs, path::Path};

use skillgap::diagnostic::{self, Ink};
use skillgap::document::Source;
use skillgap::rubric::builtin::{BUILTIN, builtin};
use skillgap::rubric::json::{digest, to_json};
use skillgap::rubric::{Rubric, Subject, read, read_json};

/// The rubric in these sources; a failure shows what is wrong with it.
#[track_caller]
pub(crate) fn sound(sources: &[Source]) -> Rubric {
    read(sources).unwrap_or_else(|problems| panic!("\n{}", diagnostic::render(&problems, sources, Ink::Plain)))
}

fn worked() -> Rubric {
    let path = "tests/data/worked-rubric.toml";
    sound(&[Source::new(path, fs::read(path).unwrap()).unwrap()])
}

#[test]
fn the_bundled_rubrics_are_sound() {
    for builtin in BUILTIN {
        let rubric = sound(&builtin.sources());
        assert_eq!(
            (rubric.id().as_str(), rubric.title(), rubric.version()),
            (builtin.id, builtin.title, builtin.version)
        );
        assert_eq!(
            builtin.digest,
            digest(&to_json(&rubric)),
            "the rubric has changed: write its new digest into `BUILTIN`"
        );
    }
    assert!(builtin("backend-developer").is_some());
    assert!(builtin("backend").is_none());
}

#[test]
fn every_file_in_rubrics_is_embedded_as_it_is() {
    let mut files: Vec<_> = BUILTIN.iter().flat_map(skillgap::rubric::builtin::Builtin::sources).collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    assert_eq!(files, on_disk(Path::new("rubrics"), ""));
}

fn on_disk(folder: &Path, prefix: &str) -> Vec<Source> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut sources = Vec::new();
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            sources.extend(on_disk(&entry.path(), &format!("{name}/")));
        } else {
            sources.push(Source::new(name, fs::read(entry.path()).unwrap()).unwrap());
        }
    }
    sources
}

#[test]
fn what_is_stored_reads_back_as_it_was() {
    let bundled = BUILTIN.iter().map(|builtin| sound(&builtin.sources()));
    for rubric in bundled.chain([worked()]) {
        let json = to_json(&rubric);
        assert_eq!(read_json(&json).unwrap(), rubric);
        assert_eq!(to_json(&read_json(&json).unwrap()), json);
    }
}

#[test]
fn a_stored_copy_may_know_more_but_not_worse() {
    let json = to_json(&worked());
    let newer = json.replacen("\"kind\": \"technical\"", "\"colour\": { \"hue\": 3 }, \"kind\": \"technical\"", 1);
    assert_ne!(newer, json);
    assert_eq!(read_json(&newer).unwrap(), worked());
    let broken = json.replacen("\"weight\": 5", "\"weight\": 500", 1);
    assert_ne!(broken, json);
    assert_eq!(read_json(&broken).unwrap_err()[0].code.as_str(), "out-of-bounds");
    assert_eq!(read_json("{").unwrap_err()[0].code.as_str(), "syntax");
}

#[test]
fn the_json_has_the_keys_of_the_file_and_its_defaults() {
    let json: serde_json::Value = serde_json::from_str(&to_json(&worked())).unwrap();
    assert_eq!(json["language"], "en");
    assert_eq!(json["skills"][3]["hours"], serde_json::json!([5, 6.5, 8.5, 11, 14]));
    assert_eq!(json["skills"][3]["requires"], serde_json::json!([{ "level": 1, "skill": "linux", "at": 1 }]));
    assert_eq!(json["skills"][0]["kind"], "technical");
    assert_eq!(json["targets"][0]["ready_at"], 0.8);
    let broker = serde_json::json!({ "group": "broker", "level": 2, "weight": 2, "essential": false });
    assert_eq!(json["targets"][0]["requires"][4], broker);
    assert_eq!(json["targets"][0].get("salary"), None);
}

#[test]
fn ready_at_is_the_decimal_that_is_written() {
    let rubric = worked();
    let target = rubric.target("mid").unwrap();
    assert_eq!(rubric[target].ready_at, num_rational::Ratio::new(4, 5));
}

#[test]
fn the_digest_is_the_sha256_of_the_text() {
    assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

fn found(rubric: &Rubric, typed: &str) -> Result<String, Vec<String>> {
    let id = |subject: Subject| rubric.subject_id(subject).to_string();
    rubric.find(typed).map(id).map_err(|near| near.into_iter().map(str::to_owned).collect())
}

#[test]
fn things_are_found_by_any_of_their_names() {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let text = text.replace("title = \"Go\"", "title = \"Go\"\naliases = [\"Golang\"]\nformerly = [\"go-lang\"]");
    let rubric = sound(&[Source { name: "worked.toml".to_owned(), text }]);
    for typed in ["go", "GO", " golang ", "go-lang"] {
        assert_eq!(found(&rubric, typed), Ok("go".to_owned()), "{typed}");
    }
    assert_eq!(found(&rubric, "a message broker"), Ok("broker".to_owned()));
    assert_eq!(found(&rubric, "dokcer"), Err(vec!["docker".to_owned()]));
    assert_eq!(found(&rubric, "message"), Err(vec!["broker".to_owned()]));
    assert_eq!(found(&rubric, "haskell"), Err(Vec::new()));
    assert_eq!(rubric.find_target("MID-LEVEL").ok(), rubric.target("mid"));
    assert_eq!(rubric.find_target("mad"), Err(Vec::new()));
    assert_eq!(rubric.skill("go-lang"), rubric.skill("go"));
}

#[test]
fn the_order_of_a_folder_is_that_of_its_names() {
    let mut sources = BUILTIN[0].sources();
    let rubric = sound(&sources);
    sources.reverse();
    assert_eq!(sound(&sources), rubric);
}

/// What is slow or deep by its shape would not end here, or end the stack.
#[test]
fn a_file_full_of_mistakes_is_read_in_time() {
    let lines = |line: &dyn Fn(usize) -> String| (0..3_000).map(line).collect::<String>();
    for text in [
        lines(&|at| format!("key-{at} = {at}\n")),
        lines(&|at| format!("[[skills]]\nid = \"s{at}\"\nrequires = [{{ skill = \"t{at}\" }}]\n")),
        lines(&|at| format!("[[skills]]\nid = \"s\"\ntitle = \"x{}\"\n", at % 2)),
        format!("a = {}", "[".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("a = [{}]", "1,".repeat(100_000)),
    ] {
        let sources = [Source { name: "large.toml".to_owned(), text }];
        let problems = read(&sources).unwrap_err();
        assert!(diagnostic::render(&problems, &sources, Ink::Plain).len() < 100_000);
    }
}
