//! The floors of the house: who may import whom, and who may open which door.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use self::source::{Source, without_comments_and_tests, without_texts};

/// From the lowest to the roof. What lies beside them is the cellar, which all may use and which uses none of them.
const FLOORS: [&str; 7] = ["rubric", "assessment", "score", "plan", "history", "report", "cli"];

/// The floors that open no door to the outside; the cellar opens none either.
const PURE: [&str; 5] = ["rubric", "assessment", "score", "plan", "report"];

/// What a pure floor may not name.
const DOORS: [&str; 7] = ["fs", "env", "process", "io", "time", "thread", "net"];

/// Lines that a source file may have.
const LONGEST: usize = 400;

fn floor(module: &[String]) -> Option<usize> {
    FLOORS.iter().position(|floor| module.first().is_some_and(|first| first == floor))
}

/// What is wrong with the imports: upward ones, and modules beside each other that import each other.
fn wrong_imports(sources: &[Source]) -> Vec<String> {
    let house = House::of(sources);
    let mut wrong = Vec::new();
    // Two modules beside each other: the one imports the other, in this file.
    let mut imports: BTreeMap<(Vec<String>, Vec<String>), &str> = BTreeMap::new();
    for source in sources {
        for path in source.paths() {
            let Some(used) = house.module_of(&source.module, &path) else { continue };
            let is_upward = match (floor(&source.module), floor(&used)) {
                (None, Some(_)) => !source.module.is_empty(),
                (Some(here), Some(there)) => there > here,
                _ => false,
            };
            if is_upward {
                wrong.push(format!("{} imports upwards: {}", source.name, path.join("::")));
            }
            let together = source.module.iter().zip(&used).take_while(|(here, there)| here == there).count();
            // A module and one inside it are one thing: a child uses its parent's types.
            if together < source.module.len() && together < used.len() {
                let beside = |module: &[String]| module[..=together].to_vec();
                imports.entry((beside(&source.module), beside(&used))).or_insert(&source.name);
            }
        }
    }
    for ((here, there), name) in &imports {
        if let Some(back) = imports.get(&(there.clone(), here.clone())).filter(|_| here < there) {
            let (here, there) = (here.join("::"), there.join("::"));
            wrong.push(format!("{here} and {there} import each other, in {name} and {back}"));
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// All modules, and what they call by another name.
struct House {
    modules: BTreeSet<Vec<String>>,
    /// Under which path something imported into a module really is: `pub use names::Kind` in its `mod.rs`.
    passed_on: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl House {
    fn of(sources: &[Source]) -> Self {
        let mut house =
            Self { modules: sources.iter().map(|source| source.module.clone()).collect(), passed_on: BTreeMap::new() };
        for source in sources {
            for path in source.imports() {
                let (Some(name), Some(whole)) = (path.last(), house.absolute(&source.module, &path)) else { continue };
                house.passed_on.insert((source.module.clone(), name.clone()), whole);
            }
        }
        house
    }

    /// The path from the crate's root, if it leads into the crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let mut whole = module.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => {
                whole.clear();
                rest = &path[1..];
            }
            "self" => rest = &path[1..],
            "super" => {}
            first => {
                whole.push(first.to_owned());
                if !self.modules.contains(&whole) {
                    return None;
                }
                rest = &path[1..];
            }
        }
        while let Some(("super", after)) = rest.split_first().map(|(first, after)| (first.as_str(), after)) {
            whole.pop()?;
            rest = after;
        }
        whole.extend(rest.iter().filter(|part| *part != "self").cloned());
        Some(whole)
    }

    /// The module in which a path ends.
    fn module_of(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let mut whole = self.absolute(module, path)?;
        // Follows what is passed on, a few times at most.
        for _ in 0..4 {
            let known = (0..=whole.len()).rev().find(|length| self.modules.contains(&whole[..*length]))?;
            let Some(name) = whole.get(known) else { return Some(whole) };
            match self.passed_on.get(&(whole[..known].to_vec(), name.clone())) {
                Some(real) => whole = real.iter().chain(&whole[known + 1..]).cloned().collect(),
                None => return Some(whole[..known].to_vec()),
            }
        }
        Some(whole)
    }
}

/// The doors that are open where none may be.
fn open_doors(source: &Source) -> Vec<String> {
    let mut open = Vec::new();
    let mut refuse = |what: &str| open.push(format!("{} names {what}", source.name));
    let first = source.module.first().map_or("", String::as_str);
    let is_roof = first == "cli";
    let is_pure = PURE.contains(&first) || !FLOORS.contains(&first);
    // The program itself only passes its arguments on.
    let is_main = source.name == "main.rs";
    for path in source.paths() {
        let parts: Vec<_> = path.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["std", "env", ..] if !is_roof && !is_main => refuse("std::env"),
            ["std", door, ..] if is_pure && !is_main && DOORS.contains(door) => refuse(&format!("std::{door}")),
            [.., clock @ ("Zoned" | "Timestamp" | "SystemTime" | "Instant"), "now"] if !is_roof => {
                refuse(&format!("{clock}::now"));
            }
            ["inquire", ..] if source.name != "cli/prompt.rs" => refuse("inquire"),
            ["crossterm", ..] if !is_roof => refuse("crossterm"),
            [.., "io", stream @ ("stdout" | "stderr")]
                if !["cli/output.rs", "cli/screen.rs", "cli/terminal.rs"].contains(&source.name.as_str()) =>
            {
                refuse(&format!("io::{stream}"));
            }
            _ => {}
        }
    }
    for word in ["println!", "eprintln!", "print!", "eprint!", "dbg!", "todo!", "unimplemented!"] {
        let is_start = |at: usize| !source.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if source.code.match_indices(word).any(|(at, _)| is_start(at)) {
            refuse(word);
        }
    }
    open.sort();
    open.dedup();
    open
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn house() -> Vec<Source> {
    let read = |path: &PathBuf| {
        let name = path.strip_prefix("src").unwrap().to_string_lossy().replace('\\', "/");
        Source::new(&name, &fs::read_to_string(path).unwrap())
    };
    let files: Vec<_> = rust_files(Path::new("src")).iter().map(read).collect();
    let tests: BTreeSet<_> = files.iter().flat_map(Source::test_modules).collect();
    let is_test = |source: &Source| (1..=source.module.len()).any(|length| tests.contains(&source.module[..length]));
    files.into_iter().filter(|source| !is_test(source)).collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn floors_import_downwards_and_no_two_modules_each_other() {
    none(&wrong_imports(&house()));
}

#[test]
fn only_the_roof_opens_doors() {
    none(&house().iter().flat_map(open_doors).collect::<Vec<_>>());
}

#[test]
fn every_floor_is_there() {
    for floor in FLOORS {
        assert!(Path::new("src").join(floor).is_dir(), "{floor}");
    }
}

#[test]
fn no_file_is_long() {
    let lines = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let long = |path: PathBuf| {
        Some(format!("{} has {} lines", path.display(), lines(&path))).filter(|_| lines(&path) > LONGEST)
    };
    none(&rust_files(Path::new("src")).into_iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_to_do() {
    let marks = ["TO", "FIX"].map(|half| half.to_owned() + if half == "TO" { "DO" } else { "ME" });
    let marked = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        // As a word of its own: the tasks of iCalendar are called nearly so.
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        words.find(|word| marks.iter().any(|mark| mark == word)).map(|mark| format!("{} says {mark}", path.display()))
    };
    let files = rust_files(Path::new("src")).into_iter().chain(rust_files(Path::new("tests")));
    none(&files.filter_map(marked).collect::<Vec<_>>());
}

#[test]
fn every_test_file_is_run() {
    let root = Path::new("tests/it");
    let forgotten = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let folder = path.parent().unwrap();
        let parent = if folder == root { root.join("main.rs") } else { folder.with_extension("rs") };
        let parent = if parent.exists() { parent } else { folder.join("mod.rs") };
        let text = without_comments_and_tests(&fs::read_to_string(parent).unwrap_or_default());
        !text.split(';').any(|item| item.trim().ends_with(&format!("mod {name}")))
    };
    let files = rust_files(root).into_iter().filter(|path| *path != root.join("main.rs"));
    let forgotten: Vec<_> = files.filter(forgotten).map(|path| path.display().to_string()).collect();
    none(&forgotten);
}

#[test]
fn upward_imports_are_found() {
    let found = |name: &str, text: &str| {
        let others = ["rubric/mod.rs", "plan/mod.rs", "plan/step.rs", "cli/mod.rs", "wording.rs"];
        let mut sources: Vec<_> = others.iter().map(|other| Source::new(other, "")).collect();
        sources.push(Source::new(name, text));
        wrong_imports(&sources).len()
    };
    assert_eq!(found("score/mod.rs", "use crate::plan::Step;"), 1);
    assert_eq!(found("score/mod.rs", "use crate::{rubric::Level, plan::{self, Step}};"), 2);
    assert_eq!(found("score/deep.rs", "fn f() { super::super::plan::step::go() }"), 1);
    assert_eq!(found("score/deep.rs", "fn f(plan: &crate :: plan::Plan) {}"), 1);
    assert_eq!(found("wording.rs", "use crate::rubric::Level;"), 1);
    assert_eq!(found("score/mod.rs", "use crate::rubric::Level; use crate::wording;"), 0);
    assert_eq!(
        found("score/mod.rs", "/// [plan](crate::plan)\n// crate::plan\nconst A: &str = \"crate::plan::X\";"),
        0
    );
    assert_eq!(found("score/mod.rs", "#[cfg(test)]\nmod tests { use crate::plan::Plan; }"), 0);
}

#[test]
fn modules_that_import_each_other_are_found() {
    let wrong = |files: &[(&str, &str)]| {
        wrong_imports(&files.iter().map(|(name, text)| Source::new(name, text)).collect::<Vec<_>>())
    };
    assert_eq!(
        wrong(&[("plan/a.rs", "use super::b::B;"), ("plan/b.rs", "use crate::plan::a::A;"), ("plan/mod.rs", "")]),
        ["plan::a and plan::b import each other, in plan/a.rs and plan/b.rs"]
    );
    // Through a folder, and through what the parent passes on.
    assert_eq!(
        wrong(&[
            ("plan/mod.rs", "mod b; mod order; pub use b::B;"),
            ("plan/order/deep.rs", "use super::super::B;"),
            ("plan/b.rs", "use super::order::Order;"),
            ("plan/order/mod.rs", ""),
        ]),
        ["plan::b and plan::order import each other, in plan/b.rs and plan/order/deep.rs"]
    );
    assert_eq!(wrong(&[("clean.rs", "use crate::wording::list;"), ("wording.rs", "use crate::clean;")]).len(), 1);
    // A child uses its parent's type, and its parent uses the child.
    assert!(
        wrong(&[("plan/mod.rs", "mod a; pub use a::A; pub struct Plan;"), ("plan/a.rs", "use super::Plan;")])
            .is_empty()
    );
}

#[test]
fn open_doors_are_found() {
    let open = |name: &str, text: &str| open_doors(&Source::new(name, text)).len();
    assert_eq!(open("score/mod.rs", "use std::{collections::BTreeMap, fs};"), 1);
    assert_eq!(open("score/mod.rs", "fn now() { jiff::Zoned::now() }"), 1);
    assert_eq!(open("history/mod.rs", "use std::fs; fn f() { std::env::var(\"HOME\") }"), 1);
    assert_eq!(open("history/mod.rs", "fn f() { Timestamp::now() }"), 1);
    assert_eq!(open("report/mod.rs", "fn f() { println!(\"\") }"), 1);
    assert_eq!(open("cli/mod.rs", "fn f() { eprintln!(); dbg!(1); writeln!(io::stderr()) }"), 3);
    assert_eq!(open("cli/cards.rs", "use inquire::Text;"), 1);
    assert_eq!(open("wording.rs", "use std::io;"), 1);
    assert_eq!(open("cli/prompt.rs", "use inquire::Text; use std::env; fn f() { Zoned::now() }"), 0);
    assert_eq!(
        open("score/mod.rs", "// std::fs println!\nconst A: &str = \"std::fs println!()\"; const B: char = '\"';"),
        0
    );
}

#[test]
fn comments_and_texts_are_no_code() {
    let code = "a // b\n/* c /* d */ e */ f \"g \\\" h\" i r#\"j \" k\"# l '\"' m 'n' o<'p> 'q: {} b\"r\" s";
    let left: Vec<_> = without_texts(&without_comments_and_tests(code)).split_whitespace().map(str::to_owned).collect();
    assert_eq!(left, ["a", "f", "\"\"", "i", "\"\"", "l", "''", "m", "''", "o<'p>", "'q:", "{}", "b\"\"", "s"]);
}
