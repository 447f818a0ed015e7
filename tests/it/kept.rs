//! A data directory that git or a synchronisation keeps: laid out by others, copied, put together.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::support::House;

/// Somebody with answers to a rubric of their own on two days, a draft, ticks and settings.
fn lived_in() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    for (on, level) in [("2026-03-01", 1), ("2026-09-01", 2)] {
        let answers = format!(
            "rubric = \"small-rubric.toml\"\ntarget = \"mid\"\non = {on}\n[ratings]\nsql = {level}\ngit = 1\n\
                               python = {{ level = 1, evidence = \"ein Stück \\\"Arbeit\\\"\", confidence = \"sure\" }}\n"
        );
        house.file("a.toml", answers);
        let _ = house.run(&["assess", "--answers", "a.toml"]).exits(0);
    }
    let _ = house.run(&["plan", "done", "git@2", "--hours", "2.5"]).exits(0);
    let _ = house.run(&["plan", "skip", "sql@3"]).exits(0);
    let _ = house
        .run(&["plan", "set", "--hours-per-week", "6", "--start", "2026-11-23", "--skip-week", "2026-12-24"])
        .exits(0);
    house
}

/// Every file of the data directory that is TOML or JSON.
fn documents(house: &House) -> Vec<PathBuf> {
    let mut open = vec![house.data()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => open.push(path),
                Some("toml" | "json") => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// What a text means, laid out in another way.
fn laid_out(path: &Path, text: &str, way: u8) -> String {
    if way == 0 {
        return text.replace('\n', "\r\n");
    }
    if path.extension().is_some_and(|ending| ending == "json") {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let sorted = sorted(&value);
        return match way {
            1 => value.to_string(),
            2 => serde_json::to_string_pretty(&sorted).unwrap(),
            3 => format!("\u{feff}{sorted}\n\n"),
            _ => serde_json::to_string_pretty(&sorted).unwrap().replace("  ", "\t").replace('\n', "\r\n"),
        };
    }
    let table: toml::Table = text.parse().unwrap();
    match way {
        1 => toml::to_string(&table).unwrap(),
        2 => toml::to_string_pretty(&table).unwrap(),
        3 => format!("\u{feff}# kept in git\n\n{}\n\n# end\n", text.trim_end()),
        _ => text.replace(" = ", "   =\t").replace('\n', "   \r\n"),
    }
}

fn sorted(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            serde_json::Value::Object(entries.into_iter().collect())
        }
        serde_json::Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever lays stored files out anew and keeps what they mean, they are read as the same.
    #[test]
    fn what_is_laid_out_anew_is_the_same(ways in proptest::collection::vec(0..5_u8, 16)) {
        let house = lived_in();
        let commands: [&[&str]; 4] = [&["export"], &["report"], &["progress"], &["plan", "--format", "csv"]];
        let before = commands.map(|command| house.run(command).exits(0));
        for (path, way) in documents(&house).iter().zip(ways.iter().cycle()) {
            let text = fs::read_to_string(path).unwrap();
            fs::write(path, laid_out(path, &text, *way)).unwrap();
        }
        let after = commands.map(|command| house.run(command).exits(0));
        prop_assert_eq!(before, after);
        let _ = house.run(&["history", "check"]).exits(0);
        let _ = house.run(&["edit", "sql", "--level", "4"]).exits(0);
        prop_assert_eq!(house.files("removed"), vec![]);
    }

    /// An export is read whoever lays it out anew.
    #[test]
    fn an_export_that_is_laid_out_anew_is_the_same(way in 0..5_u8) {
        let house = lived_in();
        let document = String::from_utf8(house.command(["export"]).output().unwrap().stdout).unwrap();
        let there = House::new();
        there.file("all.json", laid_out(Path::new("all.json"), &document, way));
        let _ = there.run(&["import", "all.json"]).exits(0);
        prop_assert_eq!(there.run(&["export"]).exits(0).stdout, house.run(&["export"]).exits(0).stdout);
    }
}

#[test]
fn a_copy_that_says_something_else_is_not_taken() {
    let house = lived_in();
    let path = documents(&house).into_iter().find(|path| path.extension().unwrap() == "json").unwrap();
    let text = fs::read_to_string(&path).unwrap();
    for changed in [
        text.replace("\"SQL\"", "\"SQX\""),
        text.replacen('{', "<<<<<<< HEAD\n{", 1),
        text[..text.len() / 2].to_owned(),
    ] {
        fs::write(&path, &changed).unwrap();
        let _ = house.run(&["history", "check"]).exits(3);
        assert_eq!(fs::read_to_string(&path).unwrap(), changed);
    }
}

#[test]
fn git_is_told_what_to_keep_as_it_is_and_what_to_leave_out() {
    let house = lived_in();
    let read = |name: &str| fs::read_to_string(house.data().join(name)).unwrap();
    assert_eq!(read(".gitattributes"), "* text eol=lf\n");
    assert!(read(".gitignore").contains("drafts/\n") && read(".gitignore").contains(".lock\n"));
    // What somebody wrote there stays.
    fs::write(house.data().join(".gitignore"), "mine\n").unwrap();
    let _ = house.run(&["edit", "sql", "--level", "4"]).exits(0);
    assert_eq!(read(".gitignore"), "mine\n");
}

#[test]
fn copies_that_a_synchronisation_left_are_named_and_left_out() {
    for name in ["sync-conflict-20261201-101010-ABCDEFG", "2", "(Ann's conflicted copy 2026-12-01)", "(1)"] {
        let house = lived_in();
        let before = ["progress", "report"].map(|command| house.run(&[command]).exits(0).stdout);
        for folder in ["assessments", "plans/small/ticks"] {
            let (file, bytes) = house.files(folder).pop().unwrap();
            let text = String::from_utf8(bytes).unwrap().replace("level = 2", "level = 5").replace("done", "skip");
            let between = if name.starts_with("sync") { "." } else { " " };
            let copy = file.replace(".toml", &format!("{between}{name}.toml"));
            fs::write(house.data().join(folder).join(copy), text).unwrap();
        }
        let after = ["progress", "report"].map(|command| house.run(&[command]).exits(0));
        assert_eq!(after.each_ref().map(|ran| ran.stdout.clone()), before);
        assert!(after[0].stderr.contains("a copy that a synchronisation left"), "{}", after[0]);
        let plan = house.run(&["plan"]).exits(0).stderr;
        assert_eq!(plan.matches("a copy that a synchronisation left").count(), 2, "{plan}");
        let checked = house.run(&["history", "check"]).exits(0).stdout;
        let checked = checked.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(checked.matches("a synchronisation left beside another file").count(), 2, "{checked}");
    }
    for name in ["._20260301T000000.000Z-small.toml", ".#20260301T000000.000Z-small.toml"] {
        let house = lived_in();
        fs::write(house.data().join("assessments").join(name), [0, 5, 22, 7]).unwrap();
        let listed = house.run(&["history", "list"]).exits(0);
        assert!(listed.stderr.contains("a hidden file of another program"), "{listed}");
        let _ = house.run(&["history", "check"]).exits(0);
    }
}

#[test]
fn a_draft_and_a_tick_with_marks_of_a_conflict_are_called_that() {
    let house = lived_in();
    let (name, bytes) = house.files("assessments").pop().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let marked = text.replace("sql = ", "<<<<<<< HEAD\nsql = { level = 1, on = 2026-09-01 }\n=======\nsql = ")
        + ">>>>>>> other\n";
    fs::write(house.data().join("assessments").join(&name), marked).unwrap();
    let listed = house.run(&["history", "list"]).exits(0);
    assert!(listed.stderr.contains("a merge conflict is left in the file"), "{listed}");
}

#[cfg(unix)]
#[test]
fn modes_that_git_did_not_keep_are_one_line() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = lived_in();
    for path in documents(&house) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    for folder in ["assessments", "plans", "."] {
        fs::set_permissions(house.data().join(folder), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let checked = house.run(&["history", "check"]).exits(0).stdout;
    let told = checked.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told.matches("others may look into").count(), 1, "{checked}");
    assert!(told.contains("(mode 755), and ") && told.contains("`chmod -R go-rwx [data]`"), "{checked}");
}

#[test]
fn hidden_files_and_copies_in_a_rubric_folder_are_left_out() {
    let house = House::new();
    let rubric = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    house.file("r/small.toml", &rubric);
    let sound = house.run(&["rubric", "check", "r"]).exits(0).stdout;
    house.file("r/._small.toml", [0, 5, 22, 7]);
    std::os::unix::fs::symlink("ann@host.1234:1700000000", house.path("r/.#small.toml")).unwrap();
    let checked = house.run(&["rubric", "check", "r"]).exits(0);
    assert_eq!(checked.stdout, sound);
    house.file("r/small.sync-conflict-20261201-101010-ABCDEFG.toml", &rubric);
    let checked = house.run(&["rubric", "check", "r"]).exits(0);
    assert_eq!(checked.stdout, sound);
    assert!(checked.stderr.contains("a copy that a synchronisation left"), "{checked}");
}
